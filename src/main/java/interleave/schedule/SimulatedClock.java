package interleave.schedule;

import interleave.schedule.message.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@link Clock} of a run, for tests that hand one to an answer. */
public final class SimulatedClock extends SimulatedService implements Clock {
    private SimulatedClock() {
        super("clock");
    }

    /** A clock; all show the same time. */
    public static SimulatedClock create() {
        return new SimulatedClock();
    }

    @Override
    ServiceKind kind() {
        return ServiceKind.CLOCK;
    }

    @Override
    public Optional<Map<String, Object>> toMap(Function<Object, @Nullable Object> values) {
        return Optional.of(Map.of("kind", kind().name()));
    }

    @Override
    void accept(Call call, Outside outside) {
        throw new IllegalArgumentException("a clock is read where it is");
    }

    @Override
    public Duration now() {
        return ((Clock) direct()).now();
    }

    @Override
    public Instant instant() {
        return ((Clock) direct()).instant();
    }
}

package interleave.schedule;

import java.time.Duration;
import java.time.Instant;

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

package interleave.schedule;

import interleave.schedule.message.Call;
import interleave.schedule.message.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A {@link Cpu} with a number of cores, which remembers what it was asked to do. */
public final class SimulatedCpu extends SimulatedService implements Cpu {
    /**
     * One piece of work.
     *
     * @param asked virtual time when it was asked for
     * @param started when a core took it
     * @param ended when it was done; later than now if it is not
     * @param place the learner's line, or null; for words only
     */
    public record Piece(
            Duration asked,
            Duration started,
            Duration ended,
            @Nullable Place place) {}

    private record Asked(Call call, long at, long nanos) {}

    private final int cores;
    private final ArrayDeque<Asked> queue = new ArrayDeque<>();
    private final List<Piece> pieces = new ArrayList<>();
    private int busy;
    private int maxBusy;

    private SimulatedCpu(String name, int cores) {
        super(name);
        this.cores = cores;
    }

    /**
     * A machine.
     *
     * @param cores {@code >= 1}
     * @throws IllegalArgumentException if {@code cores < 1}
     */
    public static SimulatedCpu of(String name, int cores) {
        if (cores < 1) {
            throw new IllegalArgumentException("a machine has at least 1 core, not " + cores);
        }
        return new SimulatedCpu(name, cores);
    }

    /** Work that has started, in that order. */
    public List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** The most cores that were busy at the same time. */
    public int maxBusy() {
        return maxBusy;
    }

    @Override
    ServiceKind kind() {
        return ServiceKind.CPU;
    }

    @Override
    public Optional<Map<String, Object>> toMap(Function<Object, @Nullable Object> values) {
        return Optional.of(Map.of("kind", kind().name(), "cores", (long) cores));
    }

    @Override
    void accept(Call call, Outside outside) {
        if (call.method().equals("cores") && call.arguments().isEmpty()) {
            outside.answer(call, (long) cores);
        } else if (call.method().equals("work")
                && call.arguments().size() == 1
                && call.arguments().getFirst() instanceof Long nanos
                && nanos >= 0) {
            queue.add(new Asked(call, outside.nanos(), nanos));
            startNext(outside);
        } else {
            throw new IllegalArgumentException(name() + " is asked to work for a time");
        }
    }

    private void startNext(Outside outside) {
        if (busy < cores && !queue.isEmpty()) {
            Asked next = queue.remove();
            maxBusy = Math.max(maxBusy, ++busy);
            long now = outside.nanos();
            pieces.add(new Piece(
                    Duration.ofNanos(next.at()),
                    Duration.ofNanos(now),
                    Duration.ofNanos(now).plusNanos(next.nanos()),
                    next.call().place()));
            outside.answerAfter(next.call(), next.nanos(), () -> {
                busy--;
                outside.answer(next.call(), null);
                startNext(outside);
            });
        }
    }

    @Override
    void reset() {
        queue.clear();
        pieces.clear();
        busy = 0;
        maxBusy = 0;
    }

    @Override
    public void work(Duration duration) {
        ((Cpu) direct()).work(duration);
    }

    @Override
    public int cores() {
        return cores;
    }
}

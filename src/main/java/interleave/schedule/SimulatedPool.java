package interleave.schedule;

import interleave.schedule.inside.Timer;
import interleave.schedule.message.Call;
import interleave.schedule.message.Place;
import interleave.schedule.message.Wire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A {@link Pool} of a given size and time-out, which knows who has borrowed what. */
public final class SimulatedPool extends SimulatedService implements Pool {
    private static final class Asked {
        final Call call;

        @Nullable
        Timer timeout;

        Asked(Call call) {
            this.call = call;
        }
    }

    private final int size;
    private @Nullable Duration timeout;
    private final PriorityQueue<Long> free = new PriorityQueue<>();
    private final ArrayDeque<Asked> waiting = new ArrayDeque<>();
    private final Map<Long, Call> lent = new LinkedHashMap<>();
    private int maxInUse;
    private int maxWaiting;
    private int timeouts;

    private SimulatedPool(String name, int size) {
        super(name);
        this.size = size;
        reset();
    }

    /**
     * A pool without a time-out: who asks when all are lent waits for ever.
     *
     * @param size connections, {@code >= 1}
     * @throws IllegalArgumentException if {@code size < 1}
     */
    public static SimulatedPool of(String name, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a pool has at least 1 connection, not " + size);
        }
        return new SimulatedPool(name, size);
    }

    /**
     * Who has waited that long fails.
     *
     * @throws IllegalArgumentException if {@code limit <= 0}
     */
    public SimulatedPool timeout(Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("a time-out is more than 0, not " + limit);
        }
        timeout = limit;
        return this;
    }

    /** Connections that are lent now. */
    public int inUse() {
        return lent.size();
    }

    /** The most that were lent at the same time. */
    public int maxInUse() {
        return maxInUse;
    }

    /** The most callers that waited at the same time. */
    public int maxWaiting() {
        return maxWaiting;
    }

    /** Callers that waited in vain. */
    public int timeouts() {
        return timeouts;
    }

    /** The learner's lines that borrowed what is lent now, as far as they are known: after a run, those that never gave it back. */
    public List<Place> lentAt() {
        return lent.values().stream()
                .flatMap(call -> java.util.stream.Stream.ofNullable(call.place()))
                .toList();
    }

    @Override
    ServiceKind kind() {
        return ServiceKind.POOL;
    }

    @Override
    public Optional<Map<String, Object>> toMap(Function<Object, @Nullable Object> values) {
        long limit = timeout == null ? 0 : timeout.toNanos();
        return Optional.of(Map.of("kind", kind().name(), "size", (long) size, "timeout", limit));
    }

    static SimulatedPool fromMap(String name, Map<?, ?> map) {
        SimulatedPool made = of(name, Wire.integer(map, "size"));
        long limit = Wire.whole(map, "timeout");
        return limit == 0 ? made : made.timeout(Duration.ofNanos(limit));
    }

    @Override
    void accept(Call call, Outside outside) {
        if (call.method().equals("acquire") && call.arguments().isEmpty()) {
            var asked = new Asked(call);
            waiting.add(asked);
            lend(outside);
            if (waiting.contains(asked) && timeout != null) {
                Duration limit = timeout;
                asked.timeout = outside.after(limit.toNanos(), () -> {
                    waiting.remove(asked);
                    timeouts++;
                    outside.fail(
                            call,
                            name() + ": no connection came free within " + limit.toMillis() + " ms, " + size + " of "
                                    + size + " are lent");
                });
            }
            maxWaiting = Math.max(maxWaiting, waiting.size());
        } else if (call.method().equals("release")
                && call.arguments().size() == 1
                && call.arguments().getFirst() instanceof Long number
                && lent.remove(number) != null) {
            free.add(number);
            lend(outside);
        } else {
            throw new IllegalArgumentException(name() + " is asked for a connection, or given back one that it lent");
        }
    }

    private void lend(Outside outside) {
        while (!free.isEmpty() && !waiting.isEmpty()) {
            Asked next = waiting.remove();
            if (next.timeout != null) {
                next.timeout.cancel();
            }
            long number = free.remove();
            lent.put(number, next.call);
            maxInUse = Math.max(maxInUse, lent.size());
            outside.answer(next.call, number);
        }
    }

    @Override
    void reset() {
        free.clear();
        for (long number = 1; number <= size; number++) {
            free.add(number);
        }
        waiting.clear();
        lent.clear();
        maxInUse = 0;
        maxWaiting = 0;
        timeouts = 0;
    }

    @Override
    public Connection acquire() {
        return ((Pool) direct()).acquire();
    }

    @Override
    public CompletableFuture<Connection> acquireAsync() {
        return ((Pool) direct()).acquireAsync();
    }
}

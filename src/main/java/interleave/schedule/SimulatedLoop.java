package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.message.Call;
import interleave.schedule.message.Place;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Loop} that remembers when each task was queued, started and ended.
 *
 * <p>The loop runs where its tasks are, on the inside; the times are the outside's. A hostile inside may keep a task from us, but not make one seem shorter
 * than the services it called.
 */
public final class SimulatedLoop extends SimulatedService implements Loop {
    /**
     * One task.
     *
     * @param queued virtual time when it was handed to the loop
     * @param started when the loop came to it, or null if it has not
     * @param ended when it let the loop go, or null if it has not
     * @param place the learner's line that queued it, or null; for words only
     */
    public record Task(
            Duration queued,
            @Nullable Duration started,
            @Nullable Duration ended,
            @Nullable Place place) {
        /** How long it waited for the loop; zero if it is still waiting. */
        public Duration delay() {
            return started == null ? Duration.ZERO : started.minus(queued);
        }

        /** How long it held the loop; zero if it has not let it go. */
        public Duration held() {
            return started == null || ended == null ? Duration.ZERO : ended.minus(started);
        }
    }

    private final int workers;
    private final Map<Long, Task> tasks = new LinkedHashMap<>();
    private @Nullable Object joined;
    private @Nullable Inside joinedTo;

    private SimulatedLoop(String name, int workers) {
        super(name);
        this.workers = workers;
    }

    /**
     * A loop.
     *
     * @param name its name in reports, and that of its thread
     * @param workers threads of its worker lane, {@code >= 1}
     * @throws IllegalArgumentException if {@code workers < 1}
     */
    public static SimulatedLoop of(String name, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("a worker lane has at least 1 thread, not " + workers);
        }
        return new SimulatedLoop(name, workers);
    }

    /** All tasks so far, in the order they were queued. */
    public List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    /** The longest that a task waited for the loop. */
    public Duration maxDelay() {
        return tasks.values().stream().map(Task::delay).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** The longest that a task held the loop. */
    public Duration maxHeld() {
        return tasks.values().stream().map(Task::held).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    @Override
    ServiceKind kind() {
        return ServiceKind.LOOP;
    }

    @Override
    public Optional<Map<String, Object>> toMap(Function<Object, @Nullable Object> values) {
        return Optional.of(Map.of("kind", kind().name(), "workers", (long) workers));
    }

    @Override
    int size() {
        return workers;
    }

    @Override
    void accept(Call call, Outside outside) {
        if (call.arguments().size() != 1 || !(call.arguments().getFirst() instanceof Long number)) {
            throw new IllegalArgumentException(name() + " is told the number of a task");
        }
        Duration now = Duration.ofNanos(outside.nanos());
        Task task = tasks.get(number);
        switch (call.method()) {
            case "queued" -> {
                if (task != null) {
                    throw new IllegalArgumentException("task " + number + " of " + name() + " is queued twice");
                }
                tasks.put(number, new Task(now, null, null, call.place()));
            }
            case "started" -> {
                requireOrder(task != null && task.started() == null, number);
                tasks.computeIfPresent(number, (key, old) -> new Task(old.queued(), now, null, old.place()));
            }
            case "ended" -> {
                requireOrder(task != null && task.started() != null && task.ended() == null, number);
                tasks.computeIfPresent(number, (key, old) -> new Task(old.queued(), old.started(), now, old.place()));
            }
            default -> throw new IllegalArgumentException(name() + " is not told " + call.method());
        }
    }

    private void requireOrder(boolean ok, long number) {
        if (!ok) {
            throw new IllegalArgumentException("task " + number + " of " + name() + " comes out of order");
        }
    }

    @Override
    void reset() {
        tasks.clear();
    }

    @Override
    public void execute(Runnable task) {
        stub().execute(task);
    }

    @Override
    public <T> CompletableFuture<T> executeBlocking(Callable<T> task) {
        return stub().executeBlocking(task);
    }

    @Override
    public boolean onLoop() {
        return stub().onLoop();
    }

    /** One and the same for a run, for it has the queue. */
    private Loop stub() {
        Inside here = Inside.current();
        if (joined == null || here == null || !here.equals(joinedTo)) {
            joined = direct();
            joinedTo = here;
        }
        return (Loop) joined;
    }
}

package interleave.schedule.inside;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The common pool of a simulated machine: what {@code Async} stages run on when no executor is named.
 *
 * <p>As in the JDK, p workers take tasks first come, first served; a worker that waits for another future is replaced for that long, one that sleeps or
 * calls a service is not. In an exploration there is a worker for each task: a program that is right only on a machine with few processors is wrong.
 */
final class CommonPool implements Executor {
    private final Inside inside;
    private final int parallelism;
    private final String prefix;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private int working;
    private int named;

    CommonPool(Inside inside, int parallelism, String prefix) {
        this.inside = inside;
        this.parallelism = parallelism;
        this.prefix = prefix;
    }

    int parallelism() {
        return parallelism;
    }

    @Override
    public void execute(Runnable task) {
        LearnerThread me = Exploring.explored();
        if (me == null) {
            tasks.add(task);
            hire();
            return;
        }
        LearnerThread worker = inside.platform(nextName(), () -> {
            Exploring.atIfCompletionsRace();
            task.run();
        });
        worker.actor = SimThreadPool.carriesOn(task) ? me.actor() : null;
        worker.thread.start();
    }

    private String nextName() {
        return prefix + (named++ % parallelism + 1);
    }

    private void hire() {
        if (working < parallelism && !tasks.isEmpty()) {
            working++;
            LearnerThread worker = inside.platform(nextName(), this::work);
            worker.inPool = this;
            worker.thread.start();
        }
    }

    private void work() {
        try {
            for (Runnable task = tasks.poll(); task != null; task = working > parallelism ? null : tasks.poll()) {
                task.run();
            }
        } finally {
            working--;
            hire();
        }
    }

    /** Lets a spare worker in while {@code wait} keeps one of this pool's own waiting. */
    void whileBlocked(Runnable wait) {
        try (var _ = blocked()) {
            wait.run();
        }
    }

    /** The calling worker waits for another task until this is closed; for other threads it does nothing. */
    Blocked blocked() {
        LearnerThread me = LearnerThread.currentOrNull();
        boolean worker = me != null && me.inPool == this;
        if (worker) {
            working--;
            hire();
        }
        return new Blocked(worker ? this : null);
    }

    /** Ends a worker's wait. */
    record Blocked(@Nullable CommonPool pool) implements AutoCloseable {
        @Override
        public void close() {
            if (pool != null) {
                pool.working++;
            }
        }
    }
}

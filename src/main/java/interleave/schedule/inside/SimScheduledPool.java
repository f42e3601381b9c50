package interleave.schedule.inside;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ScheduledExecutorService} whose delays are virtual time.
 *
 * <p>As the JDK's by default: after a shutdown, what is delayed still comes, what is periodic does not.
 */
final class SimScheduledPool extends AbstractExecutorService implements ScheduledExecutorService {
    private final Inside inside;
    private final ExecutorService workers;
    private final Set<Task<?>> delayed = new LinkedHashSet<>();
    private boolean shutdown;

    SimScheduledPool(Inside inside, int threads, ThreadFactory factory) {
        this.inside = inside;
        this.workers = Executors.newFixedThreadPool(Math.max(1, threads), factory);
    }

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long period;
        private long at;
        private @Nullable Timer timer;

        /** @param period 0 for once, negative for a pause between two runs */
        Task(Callable<V> callable, long at, long period) {
            super(callable);
            this.at = at;
            this.period = period;
        }

        void set() {
            delayed.add(this);
            timer = inside.after(at - inside.nanos(), () -> {
                delayed.remove(this);
                workers.execute(this);
                endIfDone();
            });
        }

        @Override
        public void run() {
            if (period == 0) {
                super.run();
            } else if (runAndReset() && !shutdown) {
                at = period > 0 ? at + period : inside.nanos() - period;
                set();
            }
        }

        @Override
        public boolean cancel(boolean interrupt) {
            boolean cancelled = super.cancel(interrupt);
            if (timer != null) {
                timer.cancel();
            }
            delayed.remove(this);
            endIfDone();
            return cancelled;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - inside.nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private <V> ScheduledFuture<V> schedule(Task<V> task) {
        if (shutdown) {
            throw new RejectedExecutionException("this executor is shut down");
        }
        task.set();
        return task;
    }

    private long in(long delay, TimeUnit unit) {
        return inside.nanos() + Math.max(0, unit.toNanos(delay));
    }

    private static Callable<@Nullable Object> callable(Runnable task) {
        return () -> {
            task.run();
            return null;
        };
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(new Task<>(callable(task), in(delay, unit), 0));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return schedule(new Task<>(task, in(delay, unit), 0));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initial, long period, TimeUnit unit) {
        return schedule(new Task<>(callable(task), in(initial, unit), positive(unit.toNanos(period))));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
        return schedule(new Task<>(callable(task), in(initial, unit), -positive(unit.toNanos(delay))));
    }

    private static long positive(long period) {
        if (period <= 0) {
            throw new IllegalArgumentException("a period is more than 0, not " + period + " ns");
        }
        return period;
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("this executor is shut down");
        }
        workers.execute(task);
    }

    @Override
    public void shutdown() {
        shutdown = true;
        for (Task<?> task : List.copyOf(delayed)) {
            if (task.period != 0) {
                task.cancel(false);
            }
        }
        endIfDone();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        var never = new ArrayList<Runnable>(delayed);
        List.copyOf(delayed).forEach(task -> task.cancel(false));
        never.addAll(workers.shutdownNow());
        return never;
    }

    private void endIfDone() {
        if (shutdown && delayed.isEmpty()) {
            workers.shutdown();
        }
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return workers.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return workers.awaitTermination(timeout, unit);
    }
}

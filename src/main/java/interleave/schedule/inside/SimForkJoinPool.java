package interleave.schedule.inside;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@link ForkJoinPool} whose workers belong to the run; tasks come first come, first served, and a worker that waits for another task is replaced for that long.
 * Public because woven learner code makes it; nobody else needs to name it.
 */
public class SimForkJoinPool extends ForkJoinPool {
    private final CommonPool workers;
    private final int parallelism;
    private final Set<ForkJoinTask<?>> open = new LinkedHashSet<>();
    private boolean shutdown;

    /** As the constructor of {@link ForkJoinPool} with these parameters. */
    public SimForkJoinPool() {
        this(LearnerThread.current().inside.settings().processors());
    }

    /** As the constructor of {@link ForkJoinPool} with these parameters. */
    public SimForkJoinPool(int parallelism) {
        this(parallelism, own(parallelism));
    }

    /** As the constructor of {@link ForkJoinPool} with these parameters. */
    public SimForkJoinPool(
            int parallelism,
            ForkJoinWorkerThreadFactory threads,
            Thread.@Nullable UncaughtExceptionHandler handler,
            boolean asynchronous) {
        this(parallelism);
    }

    SimForkJoinPool(int parallelism, CommonPool workers) {
        super(1);
        this.parallelism = parallelism;
        this.workers = workers;
    }

    private static CommonPool own(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1, not " + parallelism);
        }
        Inside inside = LearnerThread.current().inside;
        return new CommonPool(inside, parallelism, "ForkJoinPool-" + inside.nextPool() + "-worker-");
    }

    /** Runs a task on a worker, some time. */
    static void fork(CommonPool pool, ForkJoinTask<?> task) {
        pool.execute(task::quietlyInvoke);
    }

    private <T> ForkJoinTask<T> accepted(ForkJoinTask<T> task) {
        if (shutdown) {
            throw new RejectedExecutionException();
        }
        open.removeIf(ForkJoinTask::isDone);
        open.add(task);
        fork(workers, task);
        return task;
    }

    @Override
    public <T> T invoke(ForkJoinTask<T> task) {
        return InsteadOfExecutors.join(accepted(task));
    }

    @Override
    public void execute(ForkJoinTask<?> task) {
        var _ = accepted(task);
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException();
        }
        workers.execute(task);
    }

    @Override
    public <T> ForkJoinTask<T> submit(ForkJoinTask<T> task) {
        return accepted(task);
    }

    @Override
    public <T> ForkJoinTask<T> submit(Callable<T> task) {
        return accepted(ForkJoinTask.adapt(task));
    }

    @Override
    public <T> ForkJoinTask<T> submit(Runnable task, T result) {
        return accepted(ForkJoinTask.adapt(task, result));
    }

    @Override
    public ForkJoinTask<?> submit(Runnable task) {
        return accepted(ForkJoinTask.adapt(task));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) {
        var all = new ArrayList<Future<T>>();
        for (Callable<T> task : tasks) {
            all.add(submit(task));
        }
        all.forEach(SimForkJoinPool::settle);
        return all;
    }

    private static void settle(Future<?> task) {
        try {
            var _ = InsteadOfExecutors.get((ForkJoinTask<?>) task);
        } catch (ExecutionException | CancellationException e) {
            // whoever asks for the result is told
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int getParallelism() {
        return parallelism;
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        open.forEach(task -> task.cancel(true));
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && open.stream().allMatch(ForkJoinTask::isDone);
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return Timed.until(LearnerThread.current(), unit.toNanos(timeout), this::awaitAll) && isTerminated();
    }

    @Override
    public boolean awaitQuiescence(long timeout, TimeUnit unit) {
        try {
            return Timed.until(LearnerThread.current(), unit.toNanos(timeout), this::awaitAll);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void awaitAll() throws InterruptedException {
        for (ForkJoinTask<?> task : List.copyOf(open)) {
            try {
                var _ = InsteadOfExecutors.get(task);
            } catch (ExecutionException | CancellationException e) {
                // it is done
            }
        }
    }

    @Override
    public void close() {
        shutdown();
        List.copyOf(open).forEach(SimForkJoinPool::settle);
    }
}

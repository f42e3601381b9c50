package interleave.schedule.inside;

import static interleave.schedule.inside.InsteadOfJdk.inside;

import interleave.schedule.weave.Instead;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * What woven learner code calls instead of the JDK, each method named after the one that it stands for. Executors, and the tasks of fork and join: on threads of the run.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
public final class InsteadOfExecutors {
    private InsteadOfExecutors() {}

    /** Threads named as those of {@link Executors#defaultThreadFactory} are, counted in this run. */
    static ThreadFactory poolThreads() {
        Inside inside = inside();
        String prefix = "pool-" + inside.nextPool() + "-thread-";
        var number = new int[1];
        return task -> inside.platform(prefix + ++number[0], task).thread;
    }

    /** Threads of the learner's own factory, as threads of the run. */
    static ThreadFactory adapted(ThreadFactory threads) {
        Inside inside = inside();
        return task -> {
            Thread made = threads.newThread(task);
            return made == null || made.isVirtual() ? made : inside.standIn(made).thread;
        };
    }

    private static SimThreadPool fixed(int threads, ThreadFactory ours) {
        return new SimThreadPool(ours, threads, threads, new LinkedBlockingQueue<>());
    }

    private static SimThreadPool cached(ThreadFactory ours) {
        return new SimThreadPool(ours, 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    private static <E extends ExecutorService> E pool(E made) {
        return inside().pool(made);
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newFixedThreadPool(int threads) {
        return fixed(threads, poolThreads());
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newFixedThreadPool(int threads, ThreadFactory factory) {
        return fixed(threads, adapted(factory));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newCachedThreadPool() {
        return cached(poolThreads());
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newCachedThreadPool(ThreadFactory factory) {
        return cached(adapted(factory));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newSingleThreadExecutor() {
        return Executors.unconfigurableExecutorService(fixed(1, poolThreads()));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newSingleThreadExecutor(ThreadFactory factory) {
        return Executors.unconfigurableExecutorService(fixed(1, adapted(factory)));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newVirtualThreadPerTaskExecutor() {
        Inside inside = inside();
        return new SimThreadPerTask(task -> inside.virtual("", task).thread);
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newThreadPerTaskExecutor(ThreadFactory factory) {
        return new SimThreadPerTask(adapted(factory));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newWorkStealingPool() {
        return new SimForkJoinPool();
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newWorkStealingPool(int parallelism) {
        return new SimForkJoinPool(parallelism);
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ScheduledExecutorService newScheduledThreadPool(int threads) {
        return pool(new SimScheduledPool(inside(), threads, poolThreads()));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ScheduledExecutorService newScheduledThreadPool(int threads, ThreadFactory factory) {
        return pool(new SimScheduledPool(inside(), threads, adapted(factory)));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ScheduledExecutorService newSingleThreadScheduledExecutor() {
        return newScheduledThreadPool(1);
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ScheduledExecutorService newSingleThreadScheduledExecutor(ThreadFactory factory) {
        return newScheduledThreadPool(1, factory);
    }

    @Instead(of = ExecutorService.class)
    public static boolean awaitTermination(ExecutorService executor, long timeout, TimeUnit unit)
            throws InterruptedException {
        if (executor.isTerminated()) {
            return true;
        }
        LearnerThread me = LearnerThread.current();
        Timed.until(me, unit.toNanos(timeout), () -> {
            var _ = executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        });
        return executor.isTerminated();
    }

    @Instead(of = ForkJoinPool.class, isStatic = true)
    public static ForkJoinPool commonPool() {
        CommonPool pool = inside().commonPool();
        return new SimForkJoinPool(pool.parallelism(), pool);
    }

    @Instead(of = ForkJoinPool.class, isStatic = true)
    public static int getCommonPoolParallelism() {
        return inside().commonPool().parallelism();
    }

    /** The pool that the calling thread works in, else the common one. */
    private static CommonPool here() {
        LearnerThread me = LearnerThread.current();
        CommonPool pool = me.inPool;
        return pool == null ? me.inside.commonPool() : pool;
    }

    @Instead(of = ForkJoinTask.class)
    public static <T> ForkJoinTask<T> fork(ForkJoinTask<T> task) {
        SimForkJoinPool.fork(here(), task);
        return task;
    }

    @Instead(of = ForkJoinTask.class)
    public static <T> T join(ForkJoinTask<T> task) {
        LearnerThread me = LearnerThread.current();
        try (var _ = here().blocked()) {
            me.waitsAlone = true;
            return task.join();
        } finally {
            me.waitsAlone = false;
        }
    }

    @Instead(of = ForkJoinTask.class)
    public static <T> T get(ForkJoinTask<T> task) throws InterruptedException, ExecutionException {
        LearnerThread me = LearnerThread.current();
        try (var _ = here().blocked()) {
            me.waitsAlone = true;
            return task.get();
        } finally {
            me.waitsAlone = false;
        }
    }

    @Instead(of = ForkJoinTask.class, isStatic = true)
    public static void invokeAll(ForkJoinTask<?> one, ForkJoinTask<?> other) {
        invokeAll(new ForkJoinTask<?>[] {one, other});
    }

    @Instead(of = ForkJoinTask.class, isStatic = true)
    public static void invokeAll(ForkJoinTask<?>... tasks) {
        for (int i = 1; i < tasks.length; i++) {
            SimForkJoinPool.fork(here(), tasks[i]);
        }
        if (tasks.length > 0) {
            var _ = tasks[0].invoke();
        }
        for (int i = 1; i < tasks.length; i++) {
            var _ = join(tasks[i]);
        }
    }

    @Instead(of = ForkJoinTask.class, isStatic = true)
    public static <T extends ForkJoinTask<?>> Collection<T> invokeAll(Collection<T> tasks) {
        invokeAll(tasks.toArray(ForkJoinTask<?>[]::new));
        return tasks;
    }
}

package interleave.schedule.inside;

import static interleave.schedule.inside.InsteadOfJdk.inside;
import static interleave.schedule.inside.InsteadOfJdk.ofJdk;

import interleave.schedule.weave.Instead;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What woven learner code calls instead of the JDK, each method named after the one that it stands for. Futures: of the run, so that their stages and time limits are, too.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
public final class InsteadOfFutures {
    private InsteadOfFutures() {}

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletableFuture<T> supplyAsync(Supplier<T> supplier) {
        return supplyAsync(supplier, inside().commonPool());
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletableFuture<T> supplyAsync(Supplier<T> supplier, Executor executor) {
        java.util.Objects.requireNonNull(supplier);
        SimFuture<T> future = SimFuture.completedByStep();
        executor.execute(new Async<>(future, supplier));
        return future;
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static CompletableFuture<Void> runAsync(Runnable task) {
        return runAsync(task, inside().commonPool());
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    @SuppressWarnings("NullAway") // the value of a CompletableFuture<Void> is null
    public static CompletableFuture<Void> runAsync(Runnable task, Executor executor) {
        java.util.Objects.requireNonNull(task);
        return supplyAsync(
                () -> {
                    task.run();
                    return null;
                },
                executor);
    }

    private record Async<T>(SimFuture<T> future, Supplier<T> supplier)
            implements Runnable, CompletableFuture.AsynchronousCompletionTask {
        @Override
        public void run() {
            if (!future.isDone()) {
                try {
                    T value = supplier.get();
                    // that it is complete may be seen before others do something, or after
                    Exploring.at(JdkCalls.completing(future));
                    future.complete(value);
                } catch (RunOverError over) {
                    throw over;
                } catch (Throwable failure) {
                    Exploring.at(JdkCalls.completing(future));
                    future.completeExceptionally(
                            failure instanceof CompletionException ? failure : new CompletionException(failure));
                }
            }
        }
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletableFuture<T> completedFuture(T value) {
        return SimFuture.done(value);
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletionStage<T> completedStage(T value) {
        return SimFuture.done(value);
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletableFuture<T> failedFuture(Throwable failure) {
        var future = new SimFuture<T>();
        future.completeExceptionally(failure);
        return future;
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletionStage<T> failedStage(Throwable failure) {
        return failedFuture(failure);
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static CompletableFuture<Void> allOf(CompletableFuture<?>... futures) {
        return ours(CompletableFuture.allOf(futures), SimFuture.ofSeveral());
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static CompletableFuture<Object> anyOf(CompletableFuture<?>... futures) {
        return ours(CompletableFuture.anyOf(futures), new SimFuture<>());
    }

    /** The same outcome at the same moment, in a future whose stages stay under the run. */
    private static <T> CompletableFuture<T> ours(CompletableFuture<T> future, SimFuture<T> ours) {
        var _ = future.whenComplete((value, failure) -> {
            if (failure == null) {
                ours.complete(value);
            } else {
                ours.completeExceptionally(failure);
            }
        });
        return ours;
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static Executor delayedExecutor(long delay, TimeUnit unit) {
        return delayedExecutor(delay, unit, inside().commonPool());
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static Executor delayedExecutor(long delay, TimeUnit unit, Executor executor) {
        Inside inside = inside();
        return task -> inside.after(
                unit.toNanos(delay),
                () -> inside.start("CompletableFutureDelayScheduler", 0, () -> executor.execute(task)));
    }

    @Instead(of = Future.class)
    public static <T> T get(Future<T> future, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (future instanceof SimFuture || !ofJdk(future)) {
            return future.get(timeout, unit);
        }
        Exploring.limitMeetsFuture();
        if (!future.isDone()) {
            boolean inTime = Timed.until(LearnerThread.current(), unit.toNanos(timeout), () -> awaitDone(future));
            if (!inTime && !future.isDone()) {
                throw new TimeoutException();
            }
        }
        return future.get();
    }

    private static void awaitDone(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException | CancellationException e) {
            // the caller asks again
        }
    }
}

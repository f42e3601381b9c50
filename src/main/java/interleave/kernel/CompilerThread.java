package interleave.kernel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Does the work of a session, compiling and running, on a thread of its own, so that a cell can end while the compiler works on it: the compiler hears no interrupt.
 *
 * <p>It is left to come to its end then, with nothing of what it compiles being run, and whatever wants the session next waits until it has. One thread asks for
 * work; any may leave it.
 */
final class CompilerThread {
    /** What a cell that is interrupted gets to end by itself: less than a learner waits. */
    private static final Duration PATIENCE = Duration.ofMillis(150);

    private volatile CompletableFuture<Outcome> answer = CompletableFuture.completedFuture(Outcome.Done.NOTHING);
    private volatile CompletableFuture<Boolean> ended = CompletableFuture.completedFuture(true);

    /** Does it, and returns what came of it, or what was left in its place. */
    Outcome run(Supplier<Outcome> work) {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        answer = told;
        ended = over;
        Thread.ofPlatform().name("kernel-cell").daemon().start(() -> {
            try {
                told.complete(work.get());
            } catch (RuntimeException | Error e) {
                told.completeExceptionally(e);
            } finally {
                over.complete(true);
            }
        });
        try {
            return told.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failed -> throw failed;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    /** Ends the wait for work that has not ended a moment from now, if it is to be left then. */
    void leave(BooleanSupplier still, Outcome instead) {
        CompletableFuture<Outcome> told = answer;
        if (told.isDone()) {
            return;
        }
        Thread.ofPlatform().name("kernel-leave-compiler").daemon().start(() -> {
            try {
                var _ = told.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (still.getAsBoolean()) {
                    told.complete(instead);
                }
            } catch (ExecutionException e) {
                // it ended, and whoever waits for it is told how
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Whether work that was left has come to its end, or does within that time. */
    boolean isFree(Duration within) {
        try {
            return ended.isDone() || ended.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package interleave.kernel.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Does the work of a session, compiling, running and answering questions, on a thread of its own, so that a cell or a question can end while the compiler works on
 * it: the compiler hears no interrupt.
 *
 * <p>It is left to come to its end then, with nothing of what it compiles being run, and whatever wants the session next waits until it has. One thread asks for
 * work; any may leave it.
 */
final class CompilerThread {
    /** What work that is interrupted gets to end by itself: less than a learner waits. */
    private static final Duration PATIENCE = Duration.ofMillis(150);

    private volatile Work<?> last = new Work<>("");

    /** Something that is being done, and what is said in its place where it is left. */
    private record Work<T>(T instead, CompletableFuture<T> told, CompletableFuture<Boolean> ended) {
        Work(T instead) {
            this(instead, new CompletableFuture<>(), new CompletableFuture<>());
        }

        void leave() {
            told.complete(instead);
        }
    }

    CompilerThread() {
        last.leave();
        last.ended().complete(true);
    }

    /** Does it, and returns what came of it, or {@code instead} where it was left. */
    <T> T run(Supplier<T> work, T instead) {
        try {
            return begin(work, instead).told().join();
        } catch (CompletionException e) {
            throw cause(e);
        }
    }

    /** Does it, and leaves it when it has not ended within that time. */
    <T> T runWithin(Duration most, Supplier<T> work, T instead) {
        Work<T> begun = begin(work, instead);
        try {
            return begun.told()
                    .completeOnTimeout(instead, most.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw cause(e);
        }
    }

    private <T> Work<T> begin(Supplier<T> work, T instead) {
        Work<T> begun = new Work<>(instead);
        last = begun;
        Thread.ofPlatform().name("kernel-compiler").daemon().start(() -> {
            try {
                T done = work.get();
                // first this: whoever is told may ask for more at once
                begun.ended().complete(true);
                begun.told().complete(done);
            } catch (RuntimeException | Error e) {
                begun.ended().complete(true);
                begun.told().completeExceptionally(e);
            }
        });
        return begun;
    }

    private static RuntimeException cause(CompletionException e) {
        return switch (e.getCause()) {
            case RuntimeException failed -> failed;
            case Error error -> throw error;
            case null, default -> e;
        };
    }

    /** Ends the wait for work that has not ended a moment from now, if it is to be left then. */
    void leave(BooleanSupplier still) {
        Work<?> begun = last;
        if (begun.told().isDone()) {
            return;
        }
        Thread.ofPlatform().name("kernel-leave-compiler").daemon().start(() -> {
            try {
                var _ = begun.told().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (still.getAsBoolean()) {
                    begun.leave();
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
        CompletableFuture<Boolean> ended = last.ended();
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

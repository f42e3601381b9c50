package interleave.schedule;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * An event loop: one thread that runs its tasks one after another, and a few workers for what would hold it up.
 *
 * <p>Unlike a pool of one thread, it is what everything of a server passes through: a task that computes or waits on the loop delays every task behind it by
 * exactly that long. Work that takes long belongs on the {@linkplain #executeBlocking worker lane}; its result comes back on the loop.
 *
 * <pre>{@code
 * loop.executeBlocking(() -> resize(image)).thenAccept(response::end);
 * }</pre>
 */
public interface Loop extends Executor {
    /** Queues a task; it runs on the loop's thread, after all tasks queued before it. */
    @Override
    void execute(Runnable task);

    /** Runs a task on a worker; the future is completed on the loop's thread, with its result or with what it threw. */
    <T> CompletableFuture<T> executeBlocking(Callable<T> task);

    /** Whether the calling thread is the loop's. */
    boolean onLoop();
}

package interleave.schedule;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The thread that drives an exploration for a caller, who may be on a virtual one, or be stopped: then so is it. */
final class OrderThread {
    private OrderThread() {}

    static <T> T call(Callable<T> exploration) {
        var task = new FutureTask<T>(exploration);
        Thread thread = Thread.ofPlatform()
                .name("interleave-orders")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(task);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        boolean done = false;
        try {
            T found = task.get();
            done = true;
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while orders were explored", e);
        } catch (ExecutionException e) {
            done = true;
            throw thrown(e.getCause());
        } finally {
            if (!done) {
                thread.interrupt();
            }
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> new IllegalStateException("orders could not be explored");
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            default -> new IllegalStateException(cause);
        };
    }
}

package interleave.schedule;

import java.util.concurrent.CompletableFuture;

/**
 * A fixed number of connections that callers borrow: a database's, say.
 *
 * <p>Unlike a {@link java.util.concurrent.Semaphore}, which counts, it lends things, fails when none comes free in time, and knows which were never given
 * back.
 *
 * <pre>{@code
 * try (Pool.Connection connection = pool.acquire()) {
 *     remote.call(id);
 * }
 * }</pre>
 */
public interface Pool {
    /**
     * Borrows a connection; waits for one if all are lent, in the order asked.
     *
     * @throws ServiceException if none comes free within the pool's time-out, or if the calling thread is interrupted while it waits
     */
    Connection acquire();

    /** The same without waiting: the future is completed with a connection or a {@link ServiceException}. */
    CompletableFuture<Connection> acquireAsync();

    /** A connection that is borrowed until it is closed. */
    interface Connection extends AutoCloseable {
        /** Which of the pool's it is, {@code >= 1}. */
        int number();

        /** Gives it back; closing it again does nothing. */
        @Override
        void close();
    }
}

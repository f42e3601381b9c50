package interleave.schedule;

import java.util.concurrent.CompletableFuture;

/**
 * A service somewhere else that answers one request at a time per call, after a while: a web service, a price feed, a payment provider.
 *
 * <p>Both ways of calling it send the same request. {@link #call} keeps the calling thread waiting, {@link #callAsync} returns at once with a future:
 * fifty of the first on one thread take fifty times the service's latency, fifty of the second take it once. Nothing here limits how many calls are in
 * flight at once; a real service does.
 *
 * <pre>{@code
 * String name = profiles.call(7);
 * CompletableFuture<Integer> length = profiles.callAsync(7).thenApply(String::length);
 * }</pre>
 *
 * @param <Q> what a request is
 * @param <A> what an answer is
 */
public interface Remote<Q, A> {
    /**
     * Sends the request and waits for the answer.
     *
     * @throws ServiceException if the service fails, or if the calling thread is interrupted while it waits; it then stays interrupted
     */
    A call(Q request);

    /** Sends the request; the future is completed with the answer, or with a {@link ServiceException}, on a thread of the client. */
    CompletableFuture<A> callAsync(Q request);
}

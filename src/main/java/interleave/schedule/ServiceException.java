package interleave.schedule;

/**
 * A simulated service answered a call with a failure, as a server that is down or a pool that has run dry would.
 *
 * <p>A blocking call throws it; a future is completed with it, so {@code join()} throws it inside a {@link java.util.concurrent.CompletionException} and
 * {@code get()} inside an {@link java.util.concurrent.ExecutionException}, like any other failure. The message is the service's own. It is unchecked
 * so that a call fits into a lambda.
 */
public final class ServiceException extends RuntimeException {
    /** @param message what failed, a sentence for who called */
    public ServiceException(String message) {
        super(message);
    }
}

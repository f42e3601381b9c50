package interleave.kernel.protocol;

/** Answers the requests of one channel; called on that channel's own thread, one request after another. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Answers a request by way of {@code channel}. The kernel's status is {@code busy} before the call and {@code idle} after it, whatever happens in between.
     */
    void handle(Message request, RequestChannel channel);
}

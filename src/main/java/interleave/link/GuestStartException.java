package interleave.link;

/** A guest JVM could not be started; the message says why, in one sentence. */
public final class GuestStartException extends Exception {
    private static final long serialVersionUID = 1L;

    GuestStartException(String message) {
        super(message);
    }

    GuestStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

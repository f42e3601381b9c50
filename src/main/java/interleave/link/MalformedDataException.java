package interleave.link;

/** The other side of the link sent something that does not keep to the protocol. */
public final class MalformedDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was wrong with what arrived. */
    public MalformedDataException(String message) {
        super(message);
    }
}

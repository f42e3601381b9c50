package interleave.link;

import org.jspecify.annotations.Nullable;

/**
 * One message between the two JVMs: on the wire a 4-byte length (16 MiB at most), a byte for the kind, 4 bytes for the id, then the body as {@link Data}.
 *
 * @param kind what it is for
 * @param id the cell or call that it belongs to, {@code 0} for none
 * @param body whatever {@link Data} can carry
 */
public record Frame(Kind kind, int id, @Nullable Object body) {
    /** Bytes of a frame after its length field, at most. */
    public static final int MAX_LENGTH = 16 << 20;

    /** The same for what an answer sends to its judge, who keeps it in memory: 4 MiB. */
    public static final int MAX_ANSWER = 4 << 20;

    static final int HEADER = 1 + Integer.BYTES;

    /** The version of the protocol that both sides must speak. */
    static final int PROTOCOL = 1;

    /** What a guest sends first: the version it speaks, and its process. */
    public static Frame hello() {
        long pid = ProcessHandle.current().pid();
        return new Frame(Kind.HELLO, 0, Struct.of("hello", "version", PROTOCOL, "pid", pid));
    }

    /** A frame without a body. */
    public static Frame of(Kind kind, int id) {
        return new Frame(kind, id, null);
    }

    /**
     * The body as a struct.
     *
     * @throws MalformedDataException if it is none
     */
    public Struct struct() {
        if (body instanceof Struct struct) {
            return struct;
        }
        throw new MalformedDataException(kind + " " + id + " has no struct for a body");
    }
}

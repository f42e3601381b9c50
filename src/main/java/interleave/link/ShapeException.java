package interleave.link;

/** A value does not have the shape that its declaration promises: {@code [2].name is a text where Integer is expected}. */
public final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A value of another shape.
     *
     * @param place where in the whole, such as {@code [2].name}; empty for the whole
     * @param what what is there, and what is expected
     */
    public ShapeException(String place, String what) {
        super(place.isEmpty() ? what : "at " + place + ", " + what);
    }
}

package interleave.grade.batch;

/** A part of a run is not there yet: whoever runs the parts runs it again. The message names it. */
public final class MissingPartException extends Exception {
    private static final long serialVersionUID = 1;

    MissingPartException(String message) {
        super(message);
    }
}

package interleave.grade;

import org.jspecify.annotations.Nullable;

/**
 * An exception that the answer threw and that the host has no class for: a class of the learner's own.
 *
 * <p>Its name and message are data that the guest sent; nothing of the learner's is loaded here.
 */
public final class LearnerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String className;

    LearnerException(String className, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.className = className;
    }

    /** The class of the exception in the answer, for example {@code Answer$Unavailable}. */
    public String className() {
        return className;
    }
}

package interleave.grade.sandbox;

import org.jspecify.annotations.Nullable;

/** The machine did not let a test come to a verdict: too slow, out of processes, the guest could not be started. Worth another try, never zero points. */
public final class NotJudgedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what the machine did not do, one clause */
    public NotJudgedException(String message) {
        super(message);
    }

    /** The same, with what was thrown below. */
    public NotJudgedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The first of this kind in the chain of causes, if any. */
    public static @Nullable NotJudgedException in(@Nullable Throwable thrown) {
        Throwable each = thrown;
        for (int i = 0; each != null && i < 50; i++, each = each.getCause()) {
            if (each instanceof NotJudgedException found) {
                return found;
            }
        }
        return null;
    }
}

package interleave.grade;

import org.jspecify.annotations.Nullable;

/** The machine did not let a test come to a verdict: too slow, out of processes, the guest could not be started. Worth another try, never zero points. */
final class NotJudgedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotJudgedException(String message) {
        super(message);
    }

    NotJudgedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The first of this kind in the chain of causes, if any. */
    static @Nullable NotJudgedException in(@Nullable Throwable thrown) {
        Throwable each = thrown;
        for (int i = 0; each != null && i < 50; i++, each = each.getCause()) {
            if (each instanceof NotJudgedException found) {
                return found;
            }
        }
        return null;
    }
}

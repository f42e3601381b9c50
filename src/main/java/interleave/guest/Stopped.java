package interleave.guest;

import org.jspecify.annotations.Nullable;

/**
 * Thrown into a cell's thread to end it, when an interrupt alone did not.
 *
 * <p>An {@link Error} without a stack trace: nothing went wrong where it lands. Learner code does not see it: {@link StopHandlers} lets it pass through
 * handlers that catch everything. Its static fields are read by the front's debugger connection, so their names are part of the protocol.
 */
public final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    /** The one instance, which the debugger connection throws. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace that could be wrong
    static final Stopped INSTANCE = new Stopped();

    /** The thread that is to end, for the debugger connection. */
    static volatile @Nullable Thread target;

    /** Set by a second stop: now {@code finally} blocks are skipped too. */
    private static volatile boolean insisting;

    private Stopped() {
        super("stopped", null, false, false);
    }

    /**
     * Called by woven handlers that catch everything by type.
     *
     * @param caught what such a handler caught
     * @return whether it must be let through
     */
    public static boolean passes(Throwable caught) {
        return caught == INSTANCE;
    }

    /**
     * Called by woven {@code finally} handlers, which run on a first stop, so that locks are released, and are skipped on a second.
     *
     * @param caught what such a handler caught
     * @return whether it must be let through
     */
    public static boolean passesFinally(Throwable caught) {
        return caught == INSTANCE && insisting;
    }

    static void insist(boolean whether) {
        insisting = whether;
    }
}

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
    private static volatile @Nullable Thread target;

    /** Whether a {@code finally} block of that thread has begun, for the debugger connection. */
    @SuppressWarnings("UnusedVariable") // read through the debugger connection
    private static volatile boolean inFinally;

    /** Set by the debugger connection when it throws a second time: now {@code finally} blocks are skipped too. */
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
        if (caught != INSTANCE) {
            return false;
        }
        inFinally = true;
        return insisting;
    }

    /** This thread is to end from now on; calling it again changes nothing. */
    static void aim(Thread thread) {
        if (!thread.equals(target)) {
            inFinally = false;
            insisting = false;
            target = thread;
        }
    }

    /** Whether this thread is to end. */
    static boolean isFor(Thread thread) {
        return thread.equals(target);
    }

    /** This thread has ended, or was left behind. */
    static void forget(Thread thread) {
        if (thread.equals(target)) {
            target = null;
        }
    }
}

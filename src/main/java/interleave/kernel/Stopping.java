package interleave.kernel;

import interleave.link.Debugger;
import interleave.link.Frame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a cell, gently first: an interrupt; if that is not heard, an error thrown into its thread over the debugger connection; if the JVM cannot deliver that
 * either, because the thread waits for a monitor or sits in native code, the cell is left behind.
 */
final class Stopping {
    /** Milliseconds that a cell gets to end by an interrupt, before anything harder. */
    private static final int INTERRUPT = 40;
    /** Milliseconds that it gets once the error was thrown: its {@code finally} blocks run. */
    private static final int THROWN = 120;
    /** Milliseconds between two attempts at a thread that is in code of ours. */
    private static final int AGAIN = 5;

    private static final int ATTEMPTS = 20;
    /** Milliseconds after which a guest that does not even leave the cell behind is ended. */
    private static final int GIVE_UP = 5_000;

    private Stopping() {}

    /** Starts a thread that sees to it that {@code running} ends. */
    static void start(Guest guest, int cell, CompletableFuture<Frame> running) {
        Thread.ofPlatform().name("kernel-stop").daemon().start(() -> stop(guest, cell, running));
    }

    private static void stop(Guest guest, int cell, CompletableFuture<Frame> running) {
        guest.stop(cell, false);
        if (ends(running, INTERRUPT)) {
            return;
        }
        Debugger debugger = guest.jvm().debugger().orElse(null);
        if (debugger != null) {
            for (int i = 0; i < ATTEMPTS; i++) {
                boolean thrown = debugger.stop() == Debugger.Attempt.THROWN;
                if (ends(running, thrown ? THROWN : AGAIN)) {
                    return;
                }
                if (thrown) {
                    break;
                }
            }
        }
        guest.stop(cell, true);
        if (!ends(running, GIVE_UP)) {
            guest.jvm().close();
        }
    }

    private static boolean ends(CompletableFuture<Frame> running, int millis) {
        try {
            running.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

package interleave.kernel.session;

import interleave.link.Debugger;
import interleave.link.Frame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a cell, gently first: an interrupt; if that is not heard, an error thrown into its thread over the debugger connection, which lets {@code finally} blocks
 * run; if they do not end, the error once more, which skips them. What the JVM cannot end in any of these ways, because the thread waits for a monitor or sits in
 * native code, is left behind.
 */
final class Stopping {
    /** Milliseconds that a cell gets to end by an interrupt, before anything harder. */
    private static final int INTERRUPT = 40;
    /** Milliseconds that it gets once the error was thrown: its {@code finally} blocks run. */
    private static final int THROWN = 60;
    /** Milliseconds between two attempts at a thread that is in code of ours. */
    private static final int AGAIN = 5;

    /** Milliseconds after which a thread that could be reached, and has not ended, is left behind: a slow machine needs more than one {@link #THROWN}. */
    private static final int BY_FORCE = 2_000;
    /** Attempts that must find the thread where nothing can be thrown into it, before it is left behind. */
    private static final int OUT_OF_REACH = 2;
    /** Milliseconds after which a guest that does not even leave the cell behind is ended. */
    private static final int GIVE_UP = 5_000;

    private final Guest guest;
    private final int cell;
    private final CompletableFuture<Frame> running;

    private Stopping(Guest guest, int cell, CompletableFuture<Frame> running) {
        this.guest = guest;
        this.cell = cell;
        this.running = running;
    }

    /** Starts a thread that sees to it that {@code running} ends. */
    static void start(Guest guest, int cell, CompletableFuture<Frame> running) {
        Stopping stopping = new Stopping(guest, cell, running);
        Thread.ofPlatform().name("kernel-stop").daemon().start(stopping::stop);
    }

    private void stop() {
        guest.interrupt(cell);
        if (ends(INTERRUPT)) {
            return;
        }
        Debugger debugger = guest.jvm().debugger().orElse(null);
        if (debugger == null || !endsByForce(debugger)) {
            guest.abandon(cell);
            if (!ends(GIVE_UP)) {
                guest.jvm().close();
            }
        }
    }

    private boolean endsByForce(Debugger debugger) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BY_FORCE);
        int outOfReach = 0;
        while (outOfReach < OUT_OF_REACH && System.nanoTime() < deadline) {
            boolean thrown = switch (debugger.stop()) {
                case OUT_OF_REACH -> {
                    outOfReach++;
                    yield true;
                }
                case THROWN -> {
                    outOfReach = 0;
                    yield true;
                }
                // a busy guest may not have heard of the interrupt yet
                case NOT_NOW, NOBODY -> false;
            };
            if (ends(thrown ? THROWN : AGAIN)) {
                return true;
            }
        }
        return false;
    }

    private boolean ends(int millis) {
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

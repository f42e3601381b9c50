package interleave.guest;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.Struct;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the front what went wrong without anybody hearing of it: uncaught exceptions, failures in futures that nobody looked at, threads left running.
 *
 * <p>Each is an EVENT {@code report{about, …}} with the cell that caused it for its id. A failure that a later statement of the same cell may still look at
 * waits until the cell is over.
 */
final class Reports {
    /** How long a thread may take to end after its cell before it counts as left running, in milliseconds. */
    private static final long GRACE_MILLIS = 200;

    private final Link link;
    private final Output output;
    private final Set<Integer> over = new HashSet<>();
    private final LinkedBlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
    private volatile boolean on = true;

    Reports(Link link, Output output) {
        this.link = link;
        this.output = output;
    }

    /** Starts listening: to uncaught exceptions, to failures, and, on {@code interleave-reports}, for threads that outlive their cell. */
    void install() {
        Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
        FailureWatch.whenNew(this::unseen);
        Thread.ofPlatform().name("interleave-reports").daemon().start(this::lookForThreadsLeft);
    }

    /** Switches all reports on or off. */
    void watch(boolean whether) {
        on = whether;
        FailureWatch.watch(whether);
    }

    /** A cell is over: what waited for its end is told before this returns, threads that it left a moment later. */
    void cellEnded(int cell) {
        synchronized (over) {
            over.add(cell);
        }
        unseen(cell);
        ended.add(cell);
    }

    private void uncaught(Thread thread, Throwable thrown) {
        if (on && !(thrown instanceof Stopped)) {
            Background.failed(thrown);
            Owner owner = Owner.OF_THREAD.get();
            send(
                    owner == null ? Owner.NOBODY : owner.cell(),
                    Struct.of(
                            "report",
                            "about",
                            "uncaught",
                            "thread",
                            thread.getName(),
                            "exception",
                            Failure.of(thrown)));
        }
    }

    private void unseen(int cell) {
        synchronized (over) {
            if (!on || !over.contains(cell)) {
                return;
            }
        }
        List<Struct> failures = FailureWatch.takeUnseen(cell);
        if (!failures.isEmpty()) {
            send(cell, Struct.of("report", "about", "unseen", "exceptions", failures));
        }
    }

    private void lookForThreadsLeft() {
        while (true) {
            @Nullable Integer cell = null;
            try {
                cell = ended.take();
                if (!Threads.leftBy(cell, null).isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(GRACE_MILLIS);
                }
            } catch (InterruptedException e) {
                // somebody interrupted every thread there is: look a little earlier
            }
            if (cell != null && on) {
                List<Struct> left = Threads.leftBy(cell, null);
                if (!left.isEmpty()) {
                    send(cell, Struct.of("report", "about", "left", "threads", left));
                }
            }
        }
    }

    private void send(int cell, Struct report) {
        output.flush();
        link.send(new Frame(Kind.EVENT, cell, report));
    }
}

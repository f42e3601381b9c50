package interleave.guest;

import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The platform thread that runs one cell, all snippets of it one after another.
 *
 * <p>A cell has a thread of its own so that a cell that cannot be stopped can be left behind: the next cell gets the next thread.
 */
final class CellThread {
    /** The cell thread that is being stopped, if any: printing ends it at once, which spares it the harder way. */
    private static volatile @Nullable Thread stopping;

    private final int cell;
    private final Thread thread;
    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private volatile boolean over;

    /** Starts the thread {@code cell-N}, which belongs to this cell and sees classes through this loader. */
    CellThread(int cell, ClassLoader loader) {
        this.cell = cell;
        this.thread = Thread.ofPlatform().name("cell-" + cell).daemon().unstarted(() -> {
            Owner.become(cell);
            serve();
        });
        thread.setContextClassLoader(loader);
        thread.start();
    }

    int cell() {
        return cell;
    }

    Thread thread() {
        return thread;
    }

    /** Hands the thread something to run; what it throws is its own affair. */
    void run(Runnable task) {
        work.add(task);
    }

    /** Lets the thread end once it has nothing more to do. */
    void end() {
        over = true;
        work.add(() -> {});
    }

    /** From now on this thread ends where it prints next. */
    void stopWherePrinting() {
        stopping = thread;
    }

    /** What this thread ran has ended, or was left behind: forget that it was being stopped. */
    static void calm(Thread thread) {
        if (thread.equals(stopping)) {
            stopping = null;
        }
        Stopped.forget(thread);
    }

    /**
     * Called where learner code enters ours.
     *
     * @throws Stopped if the calling thread is being stopped
     */
    static void endHereIfStopped() {
        if (Thread.currentThread().equals(stopping)) {
            throw Stopped.INSTANCE;
        }
    }

    private void serve() {
        while (!over || !work.isEmpty()) {
            try {
                work.take().run();
            } catch (InterruptedException | Stopped e) {
                // an interrupt or a stop that came when the work was already done
            }
        }
    }
}

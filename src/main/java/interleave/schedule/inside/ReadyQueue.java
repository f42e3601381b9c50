package interleave.schedule.inside;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The learner threads that could run now, first come, first served: the executor that their virtual threads run on.
 *
 * <p>Each task in it is one thread's next stretch, up to where it parks, yields or ends. They run one after another on whoever {@linkplain #take takes}
 * them. When it is empty, no learner thread can run: that is exact, nothing is polled. Other threads may add at any time; that happens only where the
 * JVM itself wakes a thread that was blocked on a monitor of the JDK.
 */
final class ReadyQueue implements Executor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private boolean closed;

    @Override
    public void execute(Runnable stretch) {
        lock.lock();
        try {
            if (!closed) {
                ready.add(stretch);
                added.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next stretch, or null if no thread can run. */
    @Nullable
    Runnable take() {
        lock.lock();
        try {
            return ready.poll();
        } finally {
            lock.unlock();
        }
    }

    /** All stretches, in the order they came. */
    List<Runnable> all() {
        lock.lock();
        try {
            return List.copyOf(ready);
        } finally {
            lock.unlock();
        }
    }

    /** Takes this one out. */
    @SuppressWarnings("ReferenceEquality") // a stretch is its thread's, and no other's
    void take(Runnable chosen) {
        lock.lock();
        try {
            for (Iterator<Runnable> each = ready.iterator(); each.hasNext(); ) {
                if (each.next() == chosen) {
                    each.remove();
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits, in real time, until somebody adds a stretch; false if nobody did. */
    boolean awaitAdded(long milliseconds) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
            while (ready.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = added.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is in it and whatever comes later. */
    void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
        } finally {
            lock.unlock();
        }
    }
}

package interleave.schedule.inside;

import interleave.schedule.message.Place;
import interleave.schedule.message.Wait;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The locks of one run: the monitors behind {@code synchronized}, {@code wait} and {@code notify} of woven code, which the JVM would hand over in its own
 * time, and who holds which lock of java.util.concurrent.
 *
 * <p>Whoever leaves a monitor wakes the thread that has waited longest; it takes the monitor when its turn to run comes, unless another was faster.
 */
final class Monitors {
    /** Who holds a lock, and since where. */
    static final class Hold {
        final LearnerThread thread;
        final @Nullable Place place;
        int depth = 1;

        Hold(LearnerThread thread, @Nullable Place place) {
            this.thread = thread;
            this.place = place;
        }
    }

    private static final class Monitor {
        @Nullable
        Hold hold;

        final ArrayDeque<LearnerThread> entering = new ArrayDeque<>();
        final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    }

    private static final class Waiting {
        final LearnerThread thread;
        boolean notified;

        Waiting(LearnerThread thread) {
            this.thread = thread;
        }
    }

    private final Inside inside;
    private final IdentityHashMap<Object, Monitor> monitors = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Hold> locks = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Object> conditions = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Hold> calls = new IdentityHashMap<>();

    Monitors(Inside inside) {
        this.inside = inside;
    }

    void enter(LearnerThread me, Object object) {
        String type = object.getClass().getName();
        if (type.startsWith("java.util.Collections$Synchronized")
                || type.equals("java.util.Vector")
                || type.equals("java.util.Stack")
                || type.equals("java.util.Hashtable")
                || type.equals("java.lang.StringBuffer")) {
            throw inside.escaped("synchronized on an object that the JDK locks, too: " + type);
        }
        Monitor monitor = monitors.computeIfAbsent(object, key -> new Monitor());
        Hold hold = monitor.hold;
        if (hold != null && hold.thread.equals(me)) {
            hold.depth++;
        } else {
            acquire(me, object, monitor);
        }
    }

    private void acquire(LearnerThread me, Object object, Monitor monitor) {
        if (monitor.hold != null) {
            monitor.entering.add(me);
            me.blockedOn = object;
            try {
                me.awaitUninterruptibly(Wait.What.LOCK, "synchronized", () -> monitor.hold == null);
            } finally {
                me.blockedOn = null;
                monitor.entering.remove(me);
            }
        }
        monitor.hold = new Hold(me, inside.placeHere());
    }

    void exit(LearnerThread me, Object object) {
        Monitor monitor = monitors.get(object);
        if (monitor == null || monitor.hold == null || !monitor.hold.thread.equals(me)) {
            if (inside.closed()) {
                // javac's handler leaves a monitor until that succeeds
                return;
            }
            throw new IllegalMonitorStateException();
        }
        if (--monitor.hold.depth == 0) {
            release(object, monitor);
        }
    }

    private void release(Object object, Monitor monitor) {
        monitor.hold = null;
        LearnerThread next = monitor.entering.peek();
        if (next != null) {
            next.wake();
        } else if (monitor.waiting.isEmpty()) {
            monitors.remove(object);
        }
    }

    /** Waits to be notified; with {@code nanos < 0} for ever. */
    void await(LearnerThread me, Object object, long nanos) throws InterruptedException {
        Monitor monitor = held(me, object);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Hold hold = monitor.hold;
        int depth = hold == null ? 1 : hold.depth;
        var waiting = new Waiting(me);
        monitor.waiting.add(waiting);
        release(object, monitor);
        try {
            Timed.Waiting wait = () -> me.await(Wait.What.SIGNAL, "Object.wait", () -> waiting.notified);
            if (nanos < 0) {
                wait.await();
            } else {
                boolean _ = Timed.until(me, nanos, wait);
            }
        } finally {
            monitor.waiting.remove(waiting);
            // it may be another one by now: when nobody wanted the one before, it was forgotten
            Monitor now = monitors.computeIfAbsent(object, key -> new Monitor());
            acquire(me, object, now);
            if (now.hold != null) {
                now.hold.depth = depth;
            }
        }
    }

    void signal(LearnerThread me, Object object, boolean all) {
        Monitor monitor = held(me, object);
        for (Waiting next = monitor.waiting.poll(); next != null; next = all ? monitor.waiting.poll() : null) {
            next.notified = true;
            next.thread.wake();
        }
    }

    private Monitor held(LearnerThread me, Object object) {
        Monitor monitor = monitors.get(object);
        if (monitor == null || monitor.hold == null || !monitor.hold.thread.equals(me)) {
            inside.requireOpen();
            throw new IllegalMonitorStateException("current thread is not owner");
        }
        return monitor;
    }

    boolean holds(LearnerThread me, Object object) {
        Monitor monitor = monitors.get(object);
        return monitor != null && monitor.hold != null && monitor.hold.thread.equals(me);
    }

    /** Whether {@code me} could enter without waiting. */
    boolean isFree(LearnerThread me, Object object) {
        Monitor monitor = monitors.get(object);
        return monitor == null || monitor.hold == null || monitor.hold.thread.equals(me);
    }

    // ---- locks of java.util.concurrent: the JDK's own, here it is only written down who has them ----

    void locked(LearnerThread me, Object lock) {
        Hold hold = locks.get(lock);
        if (hold != null && hold.thread.equals(me)) {
            hold.depth++;
        } else {
            locks.put(lock, new Hold(me, inside.placeHere()));
        }
    }

    void unlocked(LearnerThread me, Object lock) {
        Hold hold = locks.get(lock);
        if (hold != null && hold.thread.equals(me) && --hold.depth == 0) {
            locks.remove(lock);
        }
    }

    boolean hasLock(LearnerThread me, Object lock) {
        Hold hold = locks.get(lock);
        return hold != null && hold.thread.equals(me);
    }

    /** Notes whose condition it is. */
    void belongs(Object condition, Object lock) {
        conditions.put(condition, lock);
    }

    /** {@code me} waits for a condition: its lock is nobody's until somebody takes it. */
    @Nullable
    Hold give(LearnerThread me, Object condition) {
        Object lock = conditions.get(condition);
        return lock != null && hasLock(me, lock) ? locks.remove(lock) : null;
    }

    void takeBack(Object condition, @Nullable Hold hold) {
        Object lock = conditions.get(condition);
        if (lock != null && hold != null) {
            locks.put(lock, hold);
        }
    }

    // ---- objects of the JDK that keep others out while they call back ----

    /** Whether {@code me} could call {@code object} without waiting for another thread that is in a call of it. */
    BooleanSupplier callable(LearnerThread me, Object object) {
        return () -> {
            Hold hold = calls.get(object);
            return hold == null || hold.thread.equals(me);
        };
    }

    /** Calls {@code object}, whose callback may have points, while others wait. */
    <T> T calling(LearnerThread me, Object object, Supplier<T> call) {
        Hold before = calls.get(object);
        calls.put(object, new Hold(me, null));
        try {
            return call.get();
        } finally {
            if (before == null) {
                calls.remove(object);
            } else {
                calls.put(object, before);
            }
        }
    }

    /** Who holds what {@code me} waits for, if that is known. */
    @Nullable
    Hold holder(LearnerThread me) {
        Object wanted = me.blockedOn;
        if (wanted == null) {
            return null;
        }
        Monitor monitor = monitors.get(wanted);
        return monitor != null && monitor.hold != null ? monitor.hold : locks.get(wanted);
    }
}

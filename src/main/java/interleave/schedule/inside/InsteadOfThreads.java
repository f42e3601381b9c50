package interleave.schedule.inside;

import static interleave.schedule.inside.InsteadOfJdk.inside;
import static interleave.schedule.inside.InsteadOfTime.currentTimeMillis;
import static interleave.schedule.inside.InsteadOfTime.nanos;

import interleave.schedule.weave.Instead;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What woven learner code calls instead of the JDK, each method named after the one that it stands for. Threads: those of the run, whatever kind the learner asked for, and parking.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
public final class InsteadOfThreads {
    private InsteadOfThreads() {}

    @Instead(of = Thread.class, isStatic = true)
    public static Thread currentThread() {
        LearnerThread me = LearnerThread.currentOrNull();
        return me == null ? Thread.currentThread() : me.shown();
    }

    @Instead(of = Thread.class)
    public static void start(Thread thread) {
        if (thread.isVirtual()) {
            thread.start();
            return;
        }
        Inside inside = inside();
        if (inside.standInOf(thread) != null || thread.getState() != Thread.State.NEW) {
            throw new IllegalThreadStateException();
        }
        inside.standIn(thread).thread.start();
    }

    /** The thread that runs, if the given one is only what the learner sees of it. */
    private static Thread running(Thread thread) {
        LearnerThread me = LearnerThread.currentOrNull();
        LearnerThread standIn = me == null ? null : me.inside.standInOf(thread);
        return standIn == null ? thread : standIn.thread;
    }

    @Instead(of = Thread.class)
    public static void join(Thread thread) throws InterruptedException {
        LearnerThread me = LearnerThread.current();
        me.waitsAlone = true;
        try {
            running(thread).join();
        } finally {
            me.waitsAlone = false;
        }
    }

    @Instead(of = Thread.class)
    public static void join(Thread thread, long millis) throws InterruptedException {
        if (millis == 0) {
            join(thread);
        } else {
            join(thread, Duration.ofMillis(millis));
        }
    }

    @Instead(of = Thread.class)
    public static boolean join(Thread thread, Duration limit) throws InterruptedException {
        Thread running = running(thread);
        if (running.getState() == Thread.State.NEW && running.isVirtual()) {
            throw new IllegalThreadStateException("Thread not started");
        }
        return !running.isAlive()
                || Timed.until(LearnerThread.current(), nanos(limit), running::join)
                || !running.isAlive();
    }

    @Instead(of = Thread.class)
    public static void interrupt(Thread thread) {
        running(thread).interrupt();
    }

    @Instead(of = Thread.class)
    public static boolean isInterrupted(Thread thread) {
        return running(thread).isInterrupted();
    }

    @Instead(of = Thread.class)
    public static boolean isAlive(Thread thread) {
        return running(thread).isAlive();
    }

    @Instead(of = Thread.class)
    public static Thread.State getState(Thread thread) {
        return running(thread).getState();
    }

    @Instead(of = Thread.class)
    public static StackTraceElement[] getStackTrace(Thread thread) {
        return running(thread).getStackTrace();
    }

    @Instead(of = Thread.class, isStatic = true)
    public static Thread startVirtualThread(Runnable task) {
        Thread thread = unstarted(Thread.ofVirtual(), task);
        thread.start();
        return thread;
    }

    @Instead(of = Thread.Builder.class)
    public static Thread unstarted(Thread.Builder builder, Runnable task) {
        if (builder instanceof Thread.Builder.OfVirtual) {
            LearnerThread me = LearnerThread.current();
            return builder.unstarted(LearnerThread.known(me.inside, me.cause, task));
        }
        return builder.unstarted(task);
    }

    @Instead(of = Thread.Builder.class)
    public static Thread start(Thread.Builder builder, Runnable task) {
        Thread thread = unstarted(builder, task);
        start(thread);
        return thread;
    }

    @Instead(of = Thread.Builder.class)
    public static ThreadFactory factory(Thread.Builder builder) {
        ThreadFactory made = builder.factory();
        if (builder instanceof Thread.Builder.OfVirtual) {
            return task -> {
                LearnerThread me = LearnerThread.current();
                return made.newThread(LearnerThread.known(me.inside, me.cause, task));
            };
        }
        return made;
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void unpark(Thread thread) {
        LockSupport.unpark(running(thread));
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void parkNanos(long nanos) {
        if (nanos > 0) {
            LearnerThread me = LearnerThread.current();
            Timer timer = me.inside.limit(nanos, me::wake);
            LockSupport.park();
            timer.cancel();
            me.inside.requireOpen();
        }
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void parkNanos(Object blocker, long nanos) {
        parkNanos(nanos);
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void parkUntil(long deadline) {
        parkNanos(TimeUnit.MILLISECONDS.toNanos(deadline - currentTimeMillis()));
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void parkUntil(Object blocker, long deadline) {
        parkUntil(deadline);
    }

    @Instead(of = Thread.class, name = "yield", isStatic = true)
    @SuppressWarnings("ThreadPriorityCheck") // what the learner wrote
    public static void giveWay() {
        if (Exploring.explored() == null) {
            Thread.yield();
        }
    }
}

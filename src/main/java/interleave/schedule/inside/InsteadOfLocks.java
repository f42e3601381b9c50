package interleave.schedule.inside;

import static interleave.schedule.inside.InsteadOfJdk.inside;
import static interleave.schedule.inside.InsteadOfJdk.ofJdk;
import static interleave.schedule.inside.InsteadOfTime.currentTimeMillis;

import interleave.schedule.weave.Instead;
import java.util.Date;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What woven learner code calls instead of the JDK, each method named after the one that it stands for. Locks, conditions, semaphores, latches, barriers and queues: the JDK's own, but it is known who has them, and how long they are waited for is the time of the run.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
@SuppressWarnings({"JavaUtilDate", "WaitNotInLoop"}) // the JDK's signatures, and what some mean here
public final class InsteadOfLocks {
    private InsteadOfLocks() {}

    @Instead(of = Semaphore.class)
    public static void acquire(Semaphore semaphore) throws InterruptedException {
        requireMayWait(semaphore.availablePermits() == 0, "Semaphore.acquire");
        semaphore.acquire();
    }

    @Instead(of = CountDownLatch.class)
    public static void await(CountDownLatch latch) throws InterruptedException {
        requireMayWait(latch.getCount() > 0, "CountDownLatch.await");
        latch.await();
    }

    @Instead(of = BlockingQueue.class)
    public static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        requireMayWait(queue.isEmpty(), "BlockingQueue.take");
        return queue.take();
    }

    private static void requireMayWait(boolean waits, String in) {
        LearnerThread me = waits ? LearnerThread.currentOrNull() : null;
        if (me != null) {
            me.requireMayWait(in);
        }
    }

    @Instead(of = Semaphore.class)
    public static boolean tryAcquire(Semaphore semaphore, long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(semaphore, 1, timeout, unit);
    }

    @Instead(of = Semaphore.class)
    public static boolean tryAcquire(Semaphore semaphore, int permits, long timeout, TimeUnit unit)
            throws InterruptedException {
        return within(timeout, unit, () -> semaphore.acquire(permits), () -> semaphore.tryAcquire(permits));
    }

    @Instead(of = CountDownLatch.class)
    public static boolean await(CountDownLatch latch, long timeout, TimeUnit unit) throws InterruptedException {
        return within(timeout, unit, latch::await, () -> latch.getCount() == 0);
    }

    @Instead(of = Condition.class)
    public static boolean await(Condition condition, long timeout, TimeUnit unit) throws InterruptedException {
        return timeout > 0 && Timed.until(LearnerThread.current(), unit.toNanos(timeout), () -> await(condition));
    }

    @Instead(of = Condition.class)
    public static long awaitNanos(Condition condition, long nanos) throws InterruptedException {
        LearnerThread me = LearnerThread.current();
        long deadline = me.inside.nanos() + nanos;
        if (nanos > 0) {
            boolean _ = Timed.until(me, nanos, () -> await(condition));
        }
        return deadline - me.inside.nanos();
    }

    @Instead(of = Condition.class)
    public static boolean awaitUntil(Condition condition, Date deadline) throws InterruptedException {
        return await(condition, deadline.getTime() - currentTimeMillis(), TimeUnit.MILLISECONDS);
    }

    private interface Locking<X extends Exception> {
        void lock() throws X;
    }

    private static <X extends Exception> void locking(Lock lock, Locking<X> locking) throws X {
        LearnerThread me = LearnerThread.current();
        me.blockedOn = lock;
        try {
            locking.lock();
        } finally {
            me.blockedOn = null;
        }
        me.inside.monitors().locked(me, lock);
    }

    @Instead(of = Lock.class)
    public static void lock(Lock lock) {
        locking(lock, lock::lock);
    }

    @Instead(of = Lock.class)
    public static void lockInterruptibly(Lock lock) throws InterruptedException {
        locking(lock, lock::lockInterruptibly);
    }

    @Instead(of = Lock.class)
    public static boolean tryLock(Lock lock) {
        LearnerThread me = LearnerThread.current();
        boolean locked = lock.tryLock();
        if (locked) {
            me.inside.monitors().locked(me, lock);
        }
        return locked;
    }

    @Instead(of = Lock.class)
    public static boolean tryLock(Lock lock, long timeout, TimeUnit unit) throws InterruptedException {
        return within(timeout, unit, () -> lockInterruptibly(lock), () -> tryLock(lock));
    }

    @Instead(of = Lock.class)
    public static void unlock(Lock lock) {
        LearnerThread me = LearnerThread.current();
        lock.unlock();
        me.inside.monitors().unlocked(me, lock);
    }

    @Instead(of = Condition.class)
    public static void await(Condition condition) throws InterruptedException {
        giving(condition, condition::await);
    }

    @Instead(of = Condition.class)
    public static void awaitUninterruptibly(Condition condition) {
        giving(condition, condition::awaitUninterruptibly);
    }

    @Instead(of = Lock.class)
    public static Condition newCondition(Lock lock) {
        Condition made = lock.newCondition();
        inside().monitors().belongs(made, lock);
        return made;
    }

    /** Whoever waits for a condition gives its lock back for that long. */
    private static <X extends Exception> void giving(Condition condition, Locking<X> waiting) throws X {
        LearnerThread me = LearnerThread.current();
        Monitors.Hold hold = me.inside.monitors().give(me, condition);
        try {
            waiting.lock();
        } finally {
            me.inside.monitors().takeBack(condition, hold);
        }
    }

    @Instead(of = BlockingQueue.class)
    public static <T> @Nullable T poll(BlockingQueue<T> queue, long timeout, TimeUnit unit)
            throws InterruptedException {
        if (!ofJdk(queue)) {
            return queue.poll(timeout, unit);
        }
        var taken = new @Nullable Object[1];
        boolean inTime = timeout > 0
                && Timed.until(LearnerThread.current(), unit.toNanos(timeout), () -> taken[0] = queue.take());
        @SuppressWarnings("unchecked") // just taken from a queue of these
        T element = inTime ? (T) taken[0] : queue.poll();
        return element;
    }

    @Instead(of = BlockingQueue.class)
    public static <T> boolean offer(BlockingQueue<T> queue, T element, long timeout, TimeUnit unit)
            throws InterruptedException {
        if (!ofJdk(queue)) {
            return queue.offer(element, timeout, unit);
        }
        return within(timeout, unit, () -> queue.put(element), () -> queue.offer(element));
    }

    @Instead(of = CyclicBarrier.class)
    public static int await(CyclicBarrier barrier, long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        var arrival = new int[1];
        var broken = new @Nullable BrokenBarrierException[1];
        boolean inTime = Timed.until(LearnerThread.current(), unit.toNanos(timeout), () -> {
            try {
                arrival[0] = barrier.await();
            } catch (BrokenBarrierException e) {
                broken[0] = e;
            }
        });
        if (broken[0] != null) {
            throw broken[0];
        }
        if (!inTime) {
            throw new TimeoutException();
        }
        return arrival[0];
    }

    /** Waits at most that long; at the last moment, and for a limit of 0, takes what is there without waiting. */
    private static boolean within(long timeout, TimeUnit unit, Timed.Waiting wait, Supplier<Boolean> now)
            throws InterruptedException {
        return (timeout > 0 && Timed.until(LearnerThread.current(), unit.toNanos(timeout), wait)) || now.get();
    }
}

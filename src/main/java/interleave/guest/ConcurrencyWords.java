package interleave.guest;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * What threads, pools, locks and synchronizers are doing at this instant: who runs, who waits, for whom.
 *
 * <p>Only what the object itself knows; nothing is locked, stopped or consumed by it. What the JDK does not publish is read by reflection, and left out where a JDK
 * has it otherwise.
 */
final class ConcurrencyWords {
    private static final int NAMES = 10;

    private ConcurrencyWords() {}

    /** The value in words; null when it is none of these. */
    static @Nullable String of(Object value) {
        if (value.getClass().getClassLoader() != null) {
            return null;
        }
        return switch (value) {
            case ThreadPoolExecutor pool -> pool(pool);
            case ForkJoinPool pool -> pool(pool);
            case ExecutorService other -> otherPool(other);
            case ReentrantLock lock -> lock(lock);
            case ReentrantReadWriteLock lock -> lock(lock);
            case StampedLock lock ->
                "StampedLock, "
                        + (lock.isWriteLocked()
                                ? "locked for writing"
                                : lock.getReadLockCount() > 0 ? "read by " + lock.getReadLockCount() : "free");
            case Semaphore semaphore ->
                "Semaphore, " + count(semaphore.availablePermits(), "permit") + " free"
                        + waiting(threads(semaphore, "getQueuedThreads"));
            case CountDownLatch latch ->
                "CountDownLatch, " + (latch.getCount() == 0 ? "open" : latch.getCount() + " to go");
            case CyclicBarrier barrier ->
                "CyclicBarrier, " + barrier.getNumberWaiting() + " of " + barrier.getParties() + " wait"
                        + (barrier.isBroken() ? ", broken" : "");
            case Phaser phaser ->
                phaser.isTerminated()
                        ? "Phaser, terminated"
                        : "Phaser, phase " + phaser.getPhase() + ", " + phaser.getArrivedParties() + " of "
                                + phaser.getRegisteredParties() + " arrived";
            default -> preview(value);
        };
    }

    /** Types that are still a preview, by their names: a class file of ours that names them would run on one JDK only. */
    private static @Nullable String preview(Object value) {
        String name = value.getClass().getName();
        if (!name.startsWith("java.util.concurrent.StructuredTaskScope")) {
            return null;
        }
        try {
            if (name.endsWith("SubtaskImpl")) {
                Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope$Subtask");
                String state = String.valueOf(type.getMethod("state").invoke(value));
                return "Subtask, "
                        + switch (state) {
                            case "SUCCESS" ->
                                "completed with "
                                        + Words.of(type.getMethod("get").invoke(value));
                            case "FAILED" ->
                                "failed with "
                                        + Words.toStringOf(
                                                type.getMethod("exception").invoke(value));
                            default -> "not completed yet, or its scope not joined";
                        };
            }
            Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
            boolean cancelled = (Boolean) type.getMethod("isCancelled").invoke(value);
            Object flock = field(value, "flock");
            return "StructuredTaskScope" + (cancelled ? ", cancelled" : "")
                    + (flock == null ? "" : ", " + running(flock));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static String running(Object flock) throws ReflectiveOperationException {
        Method threads = flock.getClass().getMethod("threads");
        threads.setAccessible(true);
        long running = ((java.util.stream.Stream<?>) threads.invoke(flock)).count();
        return count(running, "subtask") + " running";
    }

    /** {@code thread worker #31: waiting for ReentrantLock, held by main, at cell [3], line 4}. */
    static String thread(Thread thread) {
        var text = new StringBuilder(thread.isVirtual() ? "virtual thread " : "thread ");
        text.append(thread.getName().isEmpty() ? "without a name" : thread.getName());
        text.append(" #").append(thread.threadId()).append(": ");
        Internals.Locks locks = Internals.locks(thread);
        Object lock = locks.blockedOn();
        text.append(
                switch (thread.getState()) {
                    case NEW -> "not started";
                    case RUNNABLE -> thread.equals(Thread.currentThread()) ? "running this cell" : "running";
                    case BLOCKED -> "waiting for a lock";
                    case WAITING -> "waiting";
                    case TIMED_WAITING -> "waiting, for a limited time";
                    case TERMINATED -> "ended";
                });
        if (lock != null) {
            // the lock of a ReentrantLock is a class nested in it
            text.append(" (").append(lock.getClass().getNestHost().getSimpleName());
            Thread holder = locks.holder() != null ? locks.holder() : Threads.holderOf(lock);
            text.append(holder == null ? ")" : ", held by " + name(holder) + ")");
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (Words.isInCell(frame)) {
                text.append(" at ").append(Words.place(frame));
                break;
            }
        }
        return text.toString();
    }

    private static String pool(ThreadPoolExecutor pool) {
        int most = pool.getMaximumPoolSize();
        return pool.getClass().getSimpleName() + state(pool) + ": " + count(pool.getPoolSize(), "thread")
                + (most == Integer.MAX_VALUE ? "" : " of at most " + most) + ", "
                + work(pool.getActiveCount(), pool.getQueue().size(), pool.getCompletedTaskCount());
    }

    private static String pool(ForkJoinPool pool) {
        return (pool.equals(ForkJoinPool.commonPool()) ? "the common ForkJoinPool" : "ForkJoinPool") + state(pool)
                + ": parallelism " + pool.getParallelism() + ", " + count(pool.getPoolSize(), "thread") + ", "
                + pool.getActiveThreadCount() + " active, "
                + (pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount()) + " queued";
    }

    private static String work(int active, int queued, long completed) {
        return active + " active, " + queued + " queued, " + completed + " completed";
    }

    /** A pool that another stands behind, or that starts a thread for every task. */
    private static String otherPool(ExecutorService pool) {
        Object threads = field(pool, "threads");
        if (threads instanceof Collection<?> running) {
            boolean virtual = running.stream().anyMatch(thread -> ((Thread) thread).isVirtual());
            return (virtual
                            ? "an executor with a virtual thread for each task"
                            : "an executor with a thread for each task")
                    + state(pool) + ": " + count(running.size(), "thread") + " running";
        }
        Object behind = field(pool, "e");
        String told = behind == null ? null : of(behind);
        return told == null ? Words.toStringOf(pool) : told;
    }

    private static String state(ExecutorService pool) {
        return pool.isTerminated() ? ", ended" : pool.isShutdown() ? ", shutting down" : "";
    }

    private static String lock(ReentrantLock lock) {
        Object owner = call(lock, "getOwner");
        return "ReentrantLock, " + (owner instanceof Thread thread ? "held by " + name(thread) : "free")
                + waiting(threads(lock, "getQueuedThreads"));
    }

    private static String lock(ReentrantReadWriteLock lock) {
        Object owner = call(lock, "getOwner");
        int readers = lock.getReadLockCount();
        return "ReentrantReadWriteLock, "
                + (owner instanceof Thread thread
                        ? "held for writing by " + name(thread)
                        : readers > 0 ? "read by " + readers : "free")
                + waiting(threads(lock, "getQueuedThreads"));
    }

    private static String waiting(List<String> names) {
        return names.isEmpty()
                ? ""
                : "; " + (names.size() == 1 ? "1 thread waits: " : names.size() + " threads wait: ")
                        + String.join(", ", names.subList(0, Math.min(NAMES, names.size())))
                        + (names.size() > NAMES ? ", …" : "");
    }

    private static List<String> threads(Object of, String method) {
        var names = new ArrayList<String>();
        if (call(of, method) instanceof Collection<?> threads) {
            for (Object thread : threads) {
                names.add(name((Thread) thread));
            }
        }
        return names.reversed();
    }

    private static String name(Thread thread) {
        return (thread.getName().isEmpty() ? "a thread" : thread.getName()) + " #" + thread.threadId();
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static @Nullable Object call(Object object, String name) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Method method = type.getDeclaredMethod(name);
                return method.trySetAccessible() ? method.invoke(object) : null;
            } catch (NoSuchMethodException e) {
                // of a superclass
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable Object field(Object object, String name) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                return field.trySetAccessible() ? field.get(object) : null;
            } catch (NoSuchFieldException e) {
                // of a superclass
            } catch (IllegalAccessException e) {
                return null;
            }
        }
        return null;
    }
}

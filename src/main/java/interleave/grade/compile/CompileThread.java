package interleave.grade.compile;

import interleave.grade.sandbox.NotJudgedException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a compilation a limit: a source of forty lines can keep javac busy for years, and javac cannot be told to stop.
 *
 * <p>The limit is processor time of the thread that compiles, not time on the wall, so that a busy machine refuses nobody. A compilation beyond it is left
 * behind on its daemon thread, and with it the compiler: the next one needs another.
 */
final class CompileThread {
    private static final long LOOK_MILLIS = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CompileThread() {}

    /** The compilation was left behind. */
    static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * Runs a compilation on a thread of its own and waits for it.
     *
     * @param limit processor time, {@code > 0}
     * @throws TooLongException if it took more; whatever it uses is in use for good
     * @throws NotJudgedException if it got too little of the processor to tell, for twenty times the limit on the wall
     */
    static <T> T run(Duration limit, Supplier<T> compilation) throws TooLongException {
        var ended = new CountDownLatch(1);
        var result = new @Nullable Object[2];
        Thread thread = Thread.ofPlatform().name("interleave-javac").daemon().start(() -> {
            try {
                result[0] = compilation.get();
            } catch (Throwable e) {
                result[1] = e;
            } finally {
                ended.countDown();
            }
        });
        await(thread, ended, limit);
        return switch (result[1]) {
            case null -> {
                @SuppressWarnings("unchecked") // the supplier gave it
                T value = (T) result[0];
                if (value == null) {
                    throw new IllegalStateException("a compilation ended without a result");
                }
                yield value;
            }
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException((Throwable) result[1]);
        };
    }

    private static void await(Thread thread, CountDownLatch ended, Duration limit) throws TooLongException {
        long giveUp = System.nanoTime() + 20 * limit.toNanos();
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (THREADS.getThreadCpuTime(thread.threadId()) > limit.toNanos()) {
                    throw new TooLongException();
                }
                if (System.nanoTime() > giveUp) {
                    throw new NotJudgedException("the compiler got next to no processor time on this machine");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotJudgedException("judging was interrupted", e);
        }
    }
}

package interleave.schedule;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** {@link ThreadPoolExecutor} whose threads belong to the run. Public because woven learner code makes it; nobody else needs to name it. */
@SuppressWarnings("this-escape") // the run keeps it to shut it down at its end, and calls nothing before
public class SimThreadPool extends ThreadPoolExecutor {
    public SimThreadPool(int core, int max, long keepAlive, TimeUnit unit, BlockingQueue<Runnable> queue) {
        super(core, max, keepAlive, unit, queue, InsteadOfJdk.poolThreads());
        register();
    }

    public SimThreadPool(
            int core, int max, long keepAlive, TimeUnit unit, BlockingQueue<Runnable> queue, ThreadFactory threads) {
        super(core, max, keepAlive, unit, queue, InsteadOfJdk.adapted(threads));
        register();
    }

    public SimThreadPool(
            int core,
            int max,
            long keepAlive,
            TimeUnit unit,
            BlockingQueue<Runnable> queue,
            RejectedExecutionHandler rejected) {
        super(core, max, keepAlive, unit, queue, InsteadOfJdk.poolThreads(), rejected);
        register();
    }

    public SimThreadPool(
            int core,
            int max,
            long keepAlive,
            TimeUnit unit,
            BlockingQueue<Runnable> queue,
            ThreadFactory threads,
            RejectedExecutionHandler rejected) {
        super(core, max, keepAlive, unit, queue, InsteadOfJdk.adapted(threads), rejected);
        register();
    }

    private void register() {
        var _ = LearnerThread.current().inside.pool(this);
    }
}

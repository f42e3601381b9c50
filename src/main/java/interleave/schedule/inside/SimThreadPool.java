package interleave.schedule.inside;

import java.util.IdentityHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link ThreadPoolExecutor} whose threads belong to the run. Public because woven learner code makes it; nobody else needs to name it.
 *
 * <p>In an exploration it takes a step to hand a task over, and one for a worker that is done with a task to go for the next.
 */
@SuppressWarnings("this-escape") // the run keeps it to shut it down at its end, and calls nothing before
public class SimThreadPool extends ThreadPoolExecutor {
    private static final long KEPT_ALIVE_S = 60;

    /** On whose behalf a stage of a future runs. */
    private final IdentityHashMap<Runnable, String> actors = new IdentityHashMap<>();

    SimThreadPool(ThreadFactory ours, int core, int max, BlockingQueue<Runnable> queue) {
        super(core, max, KEPT_ALIVE_S, TimeUnit.SECONDS, queue, ours);
        register();
    }

    /** As the constructor of {@link ThreadPoolExecutor} with these parameters. */
    public SimThreadPool(int core, int max, long keepAlive, TimeUnit unit, BlockingQueue<Runnable> queue) {
        super(core, max, keepAlive, unit, queue, InsteadOfExecutors.poolThreads());
        register();
    }

    /** As the constructor of {@link ThreadPoolExecutor} with these parameters. */
    public SimThreadPool(
            int core, int max, long keepAlive, TimeUnit unit, BlockingQueue<Runnable> queue, ThreadFactory threads) {
        super(core, max, keepAlive, unit, queue, InsteadOfExecutors.adapted(threads));
        register();
    }

    /** As the constructor of {@link ThreadPoolExecutor} with these parameters. */
    public SimThreadPool(
            int core,
            int max,
            long keepAlive,
            TimeUnit unit,
            BlockingQueue<Runnable> queue,
            RejectedExecutionHandler rejected) {
        super(core, max, keepAlive, unit, queue, InsteadOfExecutors.poolThreads(), rejected);
        register();
    }

    /** As the constructor of {@link ThreadPoolExecutor} with these parameters. */
    public SimThreadPool(
            int core,
            int max,
            long keepAlive,
            TimeUnit unit,
            BlockingQueue<Runnable> queue,
            ThreadFactory threads,
            RejectedExecutionHandler rejected) {
        super(core, max, keepAlive, unit, queue, InsteadOfExecutors.adapted(threads), rejected);
        register();
    }

    private void register() {
        var _ = LearnerThread.current().inside.pool(this);
    }

    /** Whether it is a stage of a future: it carries on for whoever completed what came before it. */
    static boolean carriesOn(Runnable task) {
        return task instanceof CompletableFuture.AsynchronousCompletionTask
                && task.getClass().getName().startsWith("java.");
    }

    /** What a worker without a task is about to do, as soon as there is one. */
    Intent taking() {
        BooleanSupplier there =
                () -> isShutdown() || !JdkCalls.holds(getQueue()) || !getQueue().isEmpty();
        return new Intent("take a task", this, "tasks", true, null, there);
    }

    @Override
    public void execute(Runnable task) {
        LearnerThread me = Exploring.explored();
        if (me != null) {
            if (carriesOn(task)) {
                actors.put(task, me.actor());
            }
            Exploring.at(Intent.to("hand over a task", this, "tasks", true, me.inside.placeHere()));
        }
        super.execute(task);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        super.beforeExecute(thread, task);
        LearnerThread me = Exploring.explored();
        if (me != null) {
            boolean first = me.idleIn == null;
            me.idleIn = null;
            me.actor = actors.remove(task);
            if (first) {
                // later ones begin with the step that takes them
                Exploring.atIfCompletionsRace();
            }
        }
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        super.afterExecute(task, failure);
        LearnerThread me = Exploring.explored();
        if (me != null && !me.inside.closed()) {
            Exploring.at(taking());
            me.actor = null;
            me.idleIn = this;
        }
    }
}

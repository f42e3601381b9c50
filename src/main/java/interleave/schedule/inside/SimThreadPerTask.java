package interleave.schedule.inside;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's executor with a thread for each task, whose threads belong to the run; in an exploration, a stage of a future carries on for its actor. */
@SuppressWarnings("this-escape") // the run keeps it to shut it down at its end, and calls nothing before
final class SimThreadPerTask extends AbstractExecutorService {
    private final ExecutorService tasks;

    SimThreadPerTask(ThreadFactory ours) {
        tasks = LearnerThread.current().inside.pool(Executors.newThreadPerTaskExecutor(ours));
    }

    @Override
    public void execute(Runnable task) {
        LearnerThread me = Exploring.explored();
        String actor = me != null && SimThreadPool.carriesOn(task) ? me.actor() : null;
        tasks.execute(me == null ? task : () -> explored(actor, task));
    }

    private static void explored(@Nullable String actor, Runnable task) {
        LearnerThread.current().actor = actor;
        Exploring.atIfCompletionsRace();
        task.run();
    }

    @Override
    public void shutdown() {
        tasks.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return tasks.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return tasks.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return tasks.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return InsteadOfExecutors.awaitTermination(tasks, timeout, unit);
    }

    @Override
    public void close() {
        tasks.close();
    }
}

package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.inside.LearnerThread;
import interleave.schedule.inside.RunOverError;
import interleave.schedule.inside.SimFuture;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** {@link Loop} on the inside: its thread, its workers, and word to the outside about each task. */
final class LoopStub implements Loop {
    private record Task(long number, Runnable body) {}

    private final Inside inside;
    private final String name;
    private final int workers;
    private final ArrayDeque<Task> tasks = new ArrayDeque<>();
    private final ArrayDeque<Runnable> blocking = new ArrayDeque<>();
    private @Nullable LearnerThread runner;
    private int working;
    private int hired;
    private long numbered;

    LoopStub(Inside inside, String name, int workers) {
        this.inside = inside;
        this.name = name;
        this.workers = workers;
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task);
        tasks.add(new Task(++numbered, task));
        inside.calls().tell(name, "queued", List.of(numbered));
        if (runner == null) {
            runner = inside.platform(name, this::run);
            runner.start();
        }
    }

    private void run() {
        try {
            for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
                inside.calls().tell(name, "started", List.of(task.number()));
                try {
                    task.body().run();
                } catch (RunOverError over) {
                    throw over;
                } catch (Throwable failure) {
                    // a loop goes on; what its task threw is told as if a thread had died of it
                    inside.died(LearnerThread.current(), failure);
                }
                inside.calls().tell(name, "ended", List.of(task.number()));
            }
        } finally {
            runner = null;
        }
    }

    @Override
    public <T> CompletableFuture<T> executeBlocking(Callable<T> task) {
        Objects.requireNonNull(task);
        var future = new SimFuture<T>();
        blocking.add(() -> {
            try {
                T result = task.call();
                execute(() -> future.complete(result));
            } catch (RunOverError over) {
                throw over;
            } catch (Throwable failure) {
                execute(() -> future.completeExceptionally(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure));
            }
        });
        if (working < workers) {
            working++;
            inside.platform(name + "-worker-" + (hired++ % workers + 1), this::work)
                    .start();
        }
        return future;
    }

    private void work() {
        try {
            for (Runnable task = blocking.poll(); task != null; task = blocking.poll()) {
                task.run();
            }
        } finally {
            working--;
        }
    }

    @Override
    public boolean onLoop() {
        return runner != null && runner.isCurrent();
    }
}

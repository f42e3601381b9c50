package interleave.grade;

import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.sandbox.NotJudgedException;
import interleave.grade.submission.Answer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Several graders side by side, for whoever has many answers judged and wants each verdict back: a {@link Grader} judges one at a time.
 *
 * <p>Each is warm after its first answer, and has its next guest ready, whatever exercise that was for.
 */
public final class Judges implements AutoCloseable {
    private final ExecutorService threads;
    private final ThreadLocal<Grader> own;
    private final Queue<Grader> all = new ConcurrentLinkedQueue<>();

    /**
     * Graders that are made when they are needed.
     *
     * @param jobs how many judge side by side, {@code >= 1}
     */
    public Judges(int jobs, Supplier<Grader> graders) {
        threads = Executors.newFixedThreadPool(
                jobs, Thread.ofPlatform().name("interleave-judge-", 1).daemon().factory());
        own = ThreadLocal.withInitial(() -> {
            Grader made = graders.get();
            all.add(made);
            return made;
        });
    }

    /** As many as this machine has processors for: each keeps a guest busy beside itself, now one, now the other. */
    public static Judges forThisMachine(Supplier<Grader> graders) {
        return new Judges(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8), graders);
    }

    /** Begins to judge an answer, once a grader is free. */
    public Future<Result> judge(Exercise exercise, Answer answer) {
        return threads.submit(() -> own.get().judge(exercise, answer));
    }

    /**
     * The verdict, when it is there.
     *
     * @throws BadExerciseException if the exercise cannot be used
     */
    public static Result verdict(Future<Result> coming) throws BadExerciseException {
        try {
            return coming.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case BadExerciseException bad -> throw bad;
                case Error error -> throw error;
                case RuntimeException other -> throw other;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotJudgedException("judging was interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        all.forEach(Grader::close);
    }
}

package interleave.grade.batch;

import interleave.grade.Grader;
import interleave.grade.Result;
import interleave.grade.Words;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.submission.Answer;
import interleave.grade.submission.BadBundleException;
import interleave.grade.submission.Submissions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges many submissions into a folder: one record each, written at once and whole, so that a run that was killed goes on where it was.
 *
 * <p>A record that is there already is kept if it was made from the same answer, exercise, tool, JDK, seed and isolation; a submission that was not judged
 * is judged again. What one submission does touches no other: each gets guests of its own, and what goes wrong with it is its record.
 */
public final class Batch {
    private final Exercise exercise;
    private final RunFolder out;
    private final int jobs;
    private final Supplier<Grader> graders;

    /**
     * A run over many submissions.
     *
     * @param out where the records are written
     * @param jobs submissions judged side by side, {@code >= 1}
     * @param graders makes a grader for each of the jobs
     * @throws IllegalArgumentException if {@code jobs < 1}
     */
    public Batch(Exercise exercise, RunFolder out, int jobs, Supplier<Grader> graders) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs is at least 1, not " + jobs);
        }
        this.exercise = exercise;
        this.out = out;
        this.jobs = jobs;
        this.graders = graders;
    }

    /** Is told of each record, from several threads, one at a time. */
    public interface Progress {
        /**
         * A submission has its record.
         *
         * @param done records so far
         * @param all submissions of this part
         * @param kept whether the record was there already
         */
        void record(Result result, int done, int all, boolean kept);
    }

    /**
     * Judges what has no record yet.
     *
     * @param all every submission, also those that are for other parts
     * @param shard the part to judge
     * @return the verdicts of this part
     * @throws BadExerciseException if the exercise cannot be used
     * @throws IOException if a record cannot be written
     */
    public Marks run(List<Submissions.Submission> all, Shard shard, Gradebook gradebook, Progress progress)
            throws BadExerciseException, IOException {
        List<Submissions.Submission> mine =
                all.stream().filter(s -> shard.has(s.name())).toList();
        RunRecord run = runRecord(all, mine, shard);
        out.begin(run);
        var queue = new ConcurrentLinkedQueue<>(mine);
        var state = new State(mine.size(), progress);
        int workers = Math.max(1, Math.min(jobs, mine.size()));
        var ended = new CountDownLatch(workers);
        for (int i = 1; i <= workers; i++) {
            Thread.ofPlatform().name("interleave-grade-" + i).daemon().start(() -> {
                try (Grader grader = graders.get()) {
                    for (var next = queue.poll(); next != null && state.failure() == null; next = queue.poll()) {
                        judge(next, grader, state);
                    }
                } catch (Exception | Error e) {
                    state.fail(e);
                } finally {
                    ended.countDown();
                }
            });
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; what is written stays, and the next run goes on", e);
        }
        state.rethrow();
        List<Marked> marked = state.marked();
        return new Marks(run, marked, gradebook.of(marked, run.maxPoints()));
    }

    private RunRecord runRecord(List<Submissions.Submission> all, List<Submissions.Submission> mine, Shard shard)
            throws BadExerciseException {
        try (Grader grader = graders.get()) {
            return new RunRecord(
                    exercise.id(),
                    exercise.title(),
                    exercise.hash(),
                    grader.maxPoints(exercise),
                    shard,
                    all.size(),
                    mine.stream().map(Submissions.Submission::name).sorted().toList());
        }
    }

    private void judge(Submissions.Submission submission, Grader grader, State state)
            throws BadExerciseException, IOException {
        Optional<Result> known = out.record(submission.name());
        boolean kept;
        Marked marked;
        try {
            Answer answer = submission.answer(exercise.id());
            Result same = grader.sameAs(exercise, answer);
            Optional<Result> verdict = known.filter(r -> r.status() == Result.Status.JUDGED && r.isOnTheSameAs(same));
            kept = verdict.isPresent();
            marked = new Marked(kept ? verdict.get().withNotes(answer.notes()) : judge(answer, grader), answer.text());
        } catch (BadBundleException e) {
            marked = new Marked(grader.badBundle(exercise, submission.name(), e), "");
            kept = known.equals(Optional.of(marked.result()));
        }
        if (!kept) {
            out.put(marked);
        }
        state.add(marked, kept);
    }

    /** What fails in this process because of one answer is that answer's record, and the next one is judged. */
    private Result judge(Answer answer, Grader grader) throws BadExerciseException {
        try {
            return grader.judge(exercise, answer);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return grader.notJudged(exercise, answer, "the grader itself failed: " + Words.thrown(e));
        }
    }

    private static final class State {
        private final int all;
        private final Progress progress;
        private final Map<String, Marked> marked = new TreeMap<>();
        private @Nullable Throwable failure;

        State(int all, Progress progress) {
            this.all = all;
            this.progress = progress;
        }

        synchronized void add(Marked one, boolean kept) {
            marked.put(one.result().submission(), one);
            progress.record(one.result(), marked.size(), all, kept);
        }

        synchronized void fail(Throwable thrown) {
            if (failure == null) {
                failure = thrown;
            }
        }

        synchronized @Nullable Throwable failure() {
            return failure;
        }

        void rethrow() throws BadExerciseException, IOException {
            switch (failure()) {
                case null -> {
                    // every submission has its record
                }
                case BadExerciseException e -> throw e;
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }

        synchronized List<Marked> marked() {
            return List.copyOf(marked.values());
        }
    }
}

package interleave.grade;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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
 * <p>A record that is there already is kept if it was made from the same answer, exercise, tool, JDK and isolation; a submission that was not judged is
 * judged again. What one submission does touches no other: each gets guests of its own, and what goes wrong with it is its record.
 */
public final class Batch {
    private final Exercise exercise;
    private final Path out;
    private final int jobs;
    private final Supplier<Grader> graders;

    /**
     * A run over many submissions.
     *
     * @param out where {@code results/NAME.json} are written
     * @param jobs submissions judged side by side, {@code >= 1}
     * @param graders makes a grader for each of the jobs
     * @throws IllegalArgumentException if {@code jobs < 1}
     */
    public Batch(Exercise exercise, Path out, int jobs, Supplier<Grader> graders) {
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
         * @param all submissions
         * @param kept whether the record was there already
         */
        void record(Result result, int done, int all, boolean kept);
    }

    /**
     * Judges what has no record yet.
     *
     * @return all records, by the submissions' names in order
     * @throws BadExerciseException if the exercise cannot be used
     * @throws IOException if a record cannot be written
     */
    public List<Result> run(List<Submissions.Submission> submissions, Progress progress)
            throws BadExerciseException, IOException {
        Files.createDirectories(out.resolve("results"));
        var queue = new ConcurrentLinkedQueue<>(submissions);
        var state = new State(submissions.size(), progress);
        int workers = Math.max(1, Math.min(jobs, submissions.size()));
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
        switch (state.failure()) {
            case null -> {
                // every submission has its record
            }
            case BadExerciseException e -> throw e;
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        return state.results();
    }

    private void judge(Submissions.Submission submission, Grader grader, State state)
            throws BadExerciseException, IOException {
        Path file = out.resolve("results").resolve(fileName(submission.name()));
        Result result;
        boolean kept = false;
        try {
            Answer answer = submission.answer(exercise.id());
            Optional<Result> known = known(file, grader.sameAs(exercise, answer));
            kept = known.isPresent();
            result = kept ? known.get() : grader.judge(exercise, answer);
        } catch (BadBundleException e) {
            result = grader.badBundle(exercise, submission.name(), e);
        }
        if (!kept) {
            write(file, Grader.json(result, true));
        }
        state.add(result, kept);
    }

    /** The record that is there, if it is a verdict on the same. */
    private static Optional<Result> known(Path file, Result same) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            Result known = ResultJson.read(Files.readString(file));
            return Optional.of(known)
                    .filter(r -> r.status() == Result.Status.JUDGED
                            && r.exercise().equals(same.exercise())
                            && r.exerciseHash().equals(same.exerciseHash())
                            && r.submission().equals(same.submission())
                            && r.answerHash().equals(same.answerHash())
                            && r.tool().equals(same.tool())
                            && r.jdk().equals(same.jdk())
                            && r.isolation() == same.isolation());
        } catch (IOException | RuntimeException e) {
            // a record that cannot be read is none
            return Optional.empty();
        }
    }

    /** Whole or not at all, also when this process is killed in the middle. */
    static void write(Path file, String text) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), ".record", ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A file name that says the submission's and is one on every system. */
    static String fileName(String submission) {
        String encoded = URLEncoder.encode(submission, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return (encoded.length() <= 200 ? encoded : encoded.substring(0, 100) + "-" + Hashes.of(submission)) + ".json";
    }

    private static final class State {
        private final int all;
        private final Progress progress;
        private final Map<String, Result> results = new TreeMap<>();
        private @Nullable Throwable failure;

        State(int all, Progress progress) {
            this.all = all;
            this.progress = progress;
        }

        synchronized void add(Result result, boolean kept) {
            results.put(result.submission(), result);
            progress.record(result, results.size(), all, kept);
        }

        synchronized void fail(Throwable thrown) {
            if (failure == null) {
                failure = thrown;
            }
        }

        synchronized @Nullable Throwable failure() {
            return failure;
        }

        synchronized List<Result> results() {
            return new ArrayList<>(results.values());
        }
    }
}

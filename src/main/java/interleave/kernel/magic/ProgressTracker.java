package interleave.kernel.magic;

import interleave.course.Attempt;
import interleave.course.Lesson;
import interleave.course.Prediction;
import interleave.course.Progress;
import interleave.course.ProgressFile;
import interleave.grade.Result;
import interleave.link.Struct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Notes how far the learner of this kernel comes: in a file where a person works in a front end, in memory alone where a program runs the notebook.
 *
 * <p>Safe for use by several threads: cells are noted on the shell thread, predictions on the one that hears the guest.
 */
public final class ProgressTracker {
    /** What Jupyter's server tells a kernel: the notebook that it belongs to. A program that runs a notebook sets no such thing. */
    private static final String SESSION = "JPY_SESSION_NAME";

    private final @Nullable ProgressFile file;
    private final @Nullable Lesson lesson;
    /** Questions of which the last prediction is the notebook's, not the reader's. */
    private final Set<String> guessed = new HashSet<>();

    private Progress known = Progress.NONE;
    private @Nullable String trouble;

    ProgressTracker(@Nullable ProgressFile file, @Nullable Lesson lesson) {
        this.file = file;
        this.lesson = lesson;
    }

    /** The tracker for the session that this process was started for. */
    static ProgressTracker ofThisSession(Path repository) {
        String session = System.getenv(SESSION);
        String named = System.getenv(ProgressFile.VARIABLE);
        Path notebooks = repository.resolve("notebooks");
        ProgressFile file = named != null && !named.isBlank()
                ? new ProgressFile(Path.of(named))
                : session != null && Files.isDirectory(notebooks)
                        ? new ProgressFile(notebooks.resolve(ProgressFile.NAME))
                        : null;
        return new ProgressTracker(file, session == null ? null : lesson(session));
    }

    private static @Nullable Lesson lesson(String session) {
        try {
            Path notebook = Path.of(session);
            return session.endsWith(".ipynb") && Files.isRegularFile(notebook)
                    ? Lesson.read(notebook).orElse(null)
                    : null;
        } catch (IOException | java.nio.file.InvalidPathException e) {
            // a notebook that Jupyter can open and we cannot read: whatever it is, it is no lesson of ours
            return null;
        }
    }

    /** Where all of it is kept; empty where a program runs the notebook. */
    Optional<Path> file() {
        return Optional.ofNullable(file).map(ProgressFile::path);
    }

    /** What keeps the file from being written, in one sentence. */
    synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** A cell of the session's notebook ran to its end. */
    public synchronized void ran(String cell) {
        if (lesson != null && !cell.isEmpty() && !known.read(lesson.id()).contains(cell)) {
            keep(known.ran(lesson.id(), cell));
        }
    }

    /** A cell predicts a number. What stands there as the notebook came is nobody's prediction yet, and is not kept when it is held against what came out. */
    public synchronized void predicted(Struct event, String source) {
        if (lesson != null && lesson.isGuess(event.string("version"), source)) {
            guessed.add(question(event));
        } else {
            guessed.remove(question(event));
        }
    }

    private static String question(Struct event) {
        return event.string("experiment") + "\n" + event.string("version");
    }

    /** A prediction was held against what came out. */
    public synchronized void measured(Struct event) {
        if (guessed.contains(question(event))) {
            return;
        }
        double predicted = event.get("predicted", Double.class);
        double measured = event.get("measured", Double.class);
        if (Double.isFinite(predicted) && Double.isFinite(measured)) {
            keep(known.with(new Prediction(
                    lesson == null ? "" : lesson.id(),
                    event.string("experiment"),
                    event.string("version"),
                    event.string("unit"),
                    predicted,
                    event.get("model") instanceof Double model && Double.isFinite(model) ? model : null,
                    measured,
                    Instant.now())));
        }
    }

    synchronized void answered(String exercise, String text) {
        keep(exercise, attempt -> attempt.ran(text, Instant.now()));
    }

    synchronized void judged(String exercise, String text, Result result) {
        if (result.status() == Result.Status.JUDGED) {
            keep(exercise, attempt -> attempt.judged(text, result.points(), result.maxPoints()));
        }
    }

    synchronized void hinted(String exercise, int shown) {
        keep(exercise, attempt -> attempt.hinted(shown));
    }

    /** What is known, from this kernel and whoever else wrote the file. */
    synchronized Progress known() {
        keep(known);
        return known;
    }

    /**
     * Takes in what another file holds.
     *
     * @throws IOException if that cannot be read, in one sentence
     */
    synchronized void takeIn(Path other) throws IOException {
        if (!Files.exists(other)) {
            throw new IOException("There is no file " + other + ".");
        }
        keep(known.and(new ProgressFile(other).read()));
    }

    private void keep(String exercise, UnaryOperator<Attempt> done) {
        keep(known().with(exercise, done));
    }

    private void keep(Progress more) {
        known = more;
        if (file != null) {
            try {
                known = file.put(more);
                trouble = null;
            } catch (IOException e) {
                trouble = "The file " + file.path() + " cannot be written (" + e.getMessage()
                        + "): what you do is kept only until this kernel ends.";
            }
        }
    }
}

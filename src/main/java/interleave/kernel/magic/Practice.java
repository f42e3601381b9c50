package interleave.kernel.magic;

import interleave.grade.AnswerTraining;
import interleave.grade.Grader;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.Exercises;
import interleave.grade.sandbox.AskedIsolation;
import interleave.grade.sandbox.Sandbox;
import interleave.kernel.session.Life;
import interleave.kernel.session.Settings;
import interleave.link.GuestOptions;
import interleave.link.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a notebook remembers of the exercise that is being worked on: its contract on the class path, the answer last run, the hints seen. Shared by the magics
 * {@code %exercise}, {@code %%answer}, {@code %grade}, {@code %hint}, {@code %solution} and {@code %progress}, on the shell thread.
 */
public final class Practice {
    /** What an answer sees beside a cell's own default imports; the same names as the grader's, plus the contract. */
    private static final List<String> IMPORTS = List.of(
            "java.time.Duration",
            "java.time.Instant",
            "java.util.concurrent.atomic.*",
            "java.util.concurrent.locks.*",
            "interleave.schedule.*",
            "exercise.*");

    private final Settings settings;
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Integer> hintsSeen = new HashMap<>();
    private @Nullable Grader grader;
    private @Nullable Exercise current;
    private @Nullable TemporaryFolder contract;
    private @Nullable ProgressTracker tracker;

    /** Nothing is being worked on yet. */
    public Practice(Settings settings) {
        this.settings = settings;
    }

    /** The exercise that {@code %exercise} or {@code %%answer} named last; null before the first. */
    @Nullable
    Exercise current() {
        return current;
    }

    /** What notes how far the learner comes; made when it is first asked for. On any thread. */
    public synchronized ProgressTracker tracker() {
        ProgressTracker now = tracker;
        if (now == null) {
            now = ProgressTracker.ofThisSession(repository());
            tracker = now;
        }
        return now;
    }

    /** Links to the lessons and exercises as they are now. */
    Links links() {
        return Links.here(repository());
    }

    Grader grader() {
        Grader now = grader;
        if (now == null) {
            GuestOptions guest = AnswerTraining.quick(GuestOptions.plain(settings.guestJar()));
            now = new Grader(guest, sandbox(guest).orElse(Sandbox.PLAIN));
            grader = now;
        }
        return now;
    }

    /** For practice a plain child does; whoever gives marks for what runs here asks for more by the environment. */
    private static Optional<Sandbox> sandbox(GuestOptions guest) {
        String asked = System.getenv(AskedIsolation.VARIABLE);
        return asked == null || asked.isBlank()
                ? Optional.of(Sandbox.PLAIN)
                : AskedIsolation.named(asked).flatMap(a -> a.sandbox(guest));
    }

    /** Why nothing is judged here: the isolation asked for is not to be had. */
    Optional<String> refusal() {
        return sandbox(GuestOptions.plain(settings.guestJar())).isPresent()
                ? Optional.empty()
                : Optional.of("This machine has no isolation of the level that " + AskedIsolation.VARIABLE
                        + " asks for (" + System.getenv(AskedIsolation.VARIABLE) + "), so nothing was judged.");
    }

    /**
     * Makes an exercise the current one: cells see its contract from here on. Where another exercise's contract was seen, which has the same package, a new
     * guest is started.
     *
     * @return whether a new guest was started
     * @throws BadExerciseException if there is none of this name, or it cannot be used
     */
    boolean open(String id, Life life) throws BadExerciseException {
        Exercise opened = current;
        if (opened != null && opened.id().equals(id)) {
            return false;
        }
        Exercise next = load(id);
        TemporaryFolder folder;
        try {
            folder = TemporaryFolder.create("interleave-contract");
            grader().writeContract(next, folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException("the contract of " + id + " cannot be written to a temporary folder", e);
        }
        TemporaryFolder old = contract;
        boolean renewed = life.replacePath(old == null ? null : old.path(), List.of(folder.path()), IMPORTS);
        if (old != null) {
            old.close();
        }
        current = next;
        contract = folder;
        return renewed;
    }

    /**
     * Reads an exercise without opening it.
     *
     * @throws BadExerciseException if there is none of this name, or it cannot be used
     */
    Exercise load(String id) throws BadExerciseException {
        return Exercises.locate(null, System.getenv(), repository()).load(id);
    }

    /** The answer to an exercise that was run last; null when none was. */
    @Nullable
    String answer(String id) {
        return answers.get(id);
    }

    void answered(String id, String text) {
        answers.put(id, text);
        tracker().answered(id, text);
    }

    /** How many hints of an exercise were shown. */
    int hintsSeen(String id) {
        return hintsSeen.getOrDefault(id, 0);
    }

    void hintShown(String id) {
        tracker().hinted(id, hintsSeen.merge(id, 1, Integer::sum));
    }

    /** Begins an exercise anew: its hints start from the first, and no answer of it has run. What was earned stays. */
    void reset(String id) {
        answers.remove(id);
        hintsSeen.remove(id);
    }

    /** The folder that holds {@code exercises/}: that of the clone whose {@code target/} our jars are in. */
    private Path repository() {
        String named = System.getenv("INTERLEAVE_HOME");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path target = settings.guestJar().toAbsolutePath().getParent();
        Path root = target == null ? null : target.getParent();
        return root == null ? Path.of("") : root;
    }
}

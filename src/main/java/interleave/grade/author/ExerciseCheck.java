package interleave.grade.author;

import interleave.grade.Check;
import interleave.grade.Grader;
import interleave.grade.Judges;
import interleave.grade.Orders;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.Words;
import interleave.grade.compile.ForbiddenCheck;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.NamedSource;
import interleave.grade.submission.Answer;
import interleave.grade.submission.BadBundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proves that an exercise judges as its author means it to.
 *
 * <p>The reference solution earns every point, the starter none, each catalogued wrong answer fails with the sentence in its first line, every test
 * is failed by somebody, and judging again says the same, byte for byte. Nothing here is a rule of style: an exercise that does not hold these
 * gives wrong marks.
 */
public final class ExerciseCheck {
    /** How the first line of a wrong answer begins; the sentence that its author is told follows. */
    static final String FAILS = "// fails: ";

    /** A call of {@link Check#explore} or of one of {@link Orders}. */
    private static final Pattern EXPLORES = Pattern.compile("\\b(?:explore|replay)\\s*\\(");

    private final Judges judges;
    private final Exercise exercise;
    private final int repeats;

    /**
     * A check of one exercise.
     *
     * @param repeats how often each answer is judged, {@code >= 1}; verdicts that differ are a finding
     * @throws IllegalArgumentException if {@code repeats < 1}
     */
    public ExerciseCheck(Judges judges, Exercise exercise, int repeats) {
        if (repeats < 1) {
            throw new IllegalArgumentException("repeats is at least 1, not " + repeats);
        }
        this.judges = judges;
        this.exercise = exercise;
        this.repeats = repeats;
    }

    /**
     * One thing that was checked.
     *
     * @param claim what should hold, such as {@code the starter earns nothing}
     * @param problem why it does not, in a sentence; null if it holds
     */
    public record Finding(String claim, @Nullable String problem) {
        /** Whether it holds. */
        public boolean holds() {
            return problem == null;
        }
    }

    /**
     * Checks everything; each finding is about one claim.
     *
     * @throws BadExerciseException if the exercise cannot be used at all, or has no reference solution
     */
    public List<Finding> run() throws BadExerciseException {
        Path solutions = exercise.solutions();
        if (solutions == null || !Files.isRegularFile(solutions.resolve("Solution.java"))) {
            throw new BadExerciseException(exercise.folder() + " has no reference solution; write solutions/"
                    + exercise.id() + "/Solution.java.");
        }
        var findings = new ArrayList<Finding>();
        Map<String, Boolean> failedBySomebody = new LinkedHashMap<>();

        // all at once, so that nobody waits for the slowest; told in order
        Answer reference = read(solutions.resolve("Solution.java"));
        Answer untouched = Answer.of("starter", exercise.starter());
        List<Path> wrong = wrongAnswers(solutions);
        var answers = new ArrayList<>(List.of(reference, untouched));
        for (Path file : wrong) {
            answers.add(read(file));
        }
        List<Repeated> judged = answers.stream().map(this::begin).toList();

        Result solution = end(judged.get(0), findings);
        findings.add(new Finding("the solution earns all points", solution.perfect() ? null : firstFailure(solution)));

        if (exercise.tests().stream().anyMatch(ExerciseCheck::explores)
                || exercise.hidden().stream().anyMatch(ExerciseCheck::explores)) {
            findings.add(new Finding("what is explored can be seen", unseen(exercise.allow())));
        }

        Result starter = end(judged.get(1), findings);
        findings.add(new Finding("the starter earns nothing and fails with a sentence", starter(starter)));
        note(starter, failedBySomebody);

        for (Repeated each : judged.subList(2, judged.size())) {
            Result result = end(each, findings);
            findings.add(new Finding(
                    "wrong/" + each.answer().name() + " fails with the sentence in its first line",
                    wrong(each.answer(), result)));
            note(result, failedBySomebody);
        }
        if (wrong.isEmpty()) {
            findings.add(new Finding(
                    "there are wrong answers to tell apart",
                    solutions.resolve("wrong") + " holds no .java file; write one for each wrong idea."));
        }
        for (TestResult test : solution.tests()) {
            findings.add(new Finding(
                    test.id() + " does not pass on everything",
                    failedBySomebody.getOrDefault(test.id(), false)
                            ? null
                            : "neither the starter nor any wrong answer fails it."));
        }
        return List.copyOf(findings);
    }

    private static boolean explores(NamedSource test) {
        return EXPLORES.matcher(test.text()).find();
    }

    private static @Nullable String unseen(List<String> allow) {
        return allow.stream()
                .filter(ForbiddenCheck::isReflection)
                .findFirst()
                .map(each -> "exercise.json allows " + each
                        + ", by which an answer reaches its fields unseen; leave it out.")
                .orElse(null);
    }

    /** An answer, and its verdicts as they come. */
    private record Repeated(Answer answer, List<Future<Result>> verdicts) {}

    private Repeated begin(Answer answer) {
        return new Repeated(
                answer,
                Stream.generate(() -> judges.judge(exercise, answer))
                        .limit(repeats)
                        .toList());
    }

    /** The first verdict; whether the others are the same is a finding. */
    private Result end(Repeated repeated, List<Finding> findings) throws BadExerciseException {
        Result first = Judges.verdict(repeated.verdicts().getFirst());
        String said = Grader.json(first, false);
        String problem = null;
        for (Future<Result> each : repeated.verdicts()) {
            String again = Grader.json(Judges.verdict(each), false);
            if (problem == null && !again.equals(said)) {
                problem = "the verdict changed from run to run: " + difference(said, again);
            }
        }
        if (repeats > 1) {
            findings.add(
                    new Finding(repeated.answer().name() + " is judged the same " + repeats + " times over", problem));
        }
        return first;
    }

    private static String difference(String a, String b) {
        List<String> before = a.lines().toList();
        List<String> after = b.lines().toList();
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            if (!before.get(i).equals(after.get(i))) {
                return before.get(i).strip() + " became " + after.get(i).strip();
            }
        }
        return before.size() + " lines became " + after.size();
    }

    private static void note(Result result, Map<String, Boolean> failed) {
        result.tests().stream().filter(t -> !t.passed()).forEach(t -> failed.put(t.id(), true));
    }

    private static @Nullable String starter(Result result) {
        if (result.status() != Result.Status.JUDGED) {
            return firstFailure(result);
        }
        if (result.points() > 0) {
            String earning = String.join(
                    ", ",
                    result.tests().stream()
                            .filter(t -> t.points() > 0)
                            .map(TestResult::id)
                            .toList());
            return "it earns " + Words.points(result.points()) + ", by " + earning + ".";
        }
        for (TestResult test : result.tests()) {
            if (test.passed()) {
                return "it passes " + test.id() + ".";
            }
            if (test.actual() == null || test.actual().isBlank()) {
                return test.id() + " fails it without a word.";
            }
        }
        return null;
    }

    private @Nullable String wrong(Answer answer, Result result) {
        Optional<String> first = answer.text().lines().findFirst();
        if (first.isEmpty() || !first.get().startsWith(FAILS)) {
            return "its first line does not say " + FAILS + "and the sentence the learner is told.";
        }
        String sentence = first.get().substring(FAILS.length()).strip();
        if (result.perfect()) {
            return "it earns every point.";
        }
        String told = told(result);
        if (told.equals(sentence)) {
            return null;
        }
        // as a formatter leaves a line that was too long
        boolean broken = answer.text().lines().skip(1).findFirst().orElse("").startsWith("// ");
        return "the learner is told: " + told
                + (broken ? "; the sentence must stand in the first line whole: shorten it, here and in the test" : "");
    }

    /** What the author of an answer is told first. */
    static String told(Result result) {
        return result.tests().stream()
                .filter(t -> !t.passed())
                .map(TestResult::actual)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("nothing");
    }

    private static String firstFailure(Result result) {
        return result.tests().stream()
                .filter(t -> !t.passed())
                .findFirst()
                .map(t -> t.id() + ": " + t.actual())
                .orElse("it has " + Words.points(result.points()) + " of " + result.maxPoints() + ".");
    }

    private Answer read(Path file) throws BadExerciseException {
        try {
            return Answer.read(file, exercise.id());
        } catch (BadBundleException e) {
            throw new BadExerciseException(String.valueOf(e.getMessage()));
        }
    }

    /** The catalogue of wrong answers, by name. */
    static List<Path> wrongAnswers(Path solutions) throws BadExerciseException {
        Path folder = solutions.resolve("wrong");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadExerciseException(
                    folder + " cannot be listed (" + e.getClass().getSimpleName() + ").");
        }
    }
}

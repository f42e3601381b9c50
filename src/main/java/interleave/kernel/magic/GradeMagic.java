package interleave.kernel.magic;

import interleave.grade.Report;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.submission.Answer;
import interleave.grade.submission.BadBundleException;
import interleave.kernel.session.Outcome;
import interleave.schedule.HtmlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code %grade [ID] [--points]}: judges the answer last run in a fresh guest, and shows points, what failed and how to get on. With {@code --points} the
 * cell's value is the points, which nbgrader takes for partial credit.
 */
final class GradeMagic implements Magic {
    /** Above every number of points: nbgrader refuses it aloud, and gives no zero to an answer that nobody judged. */
    private static final String NO_POINTS = "Infinity";

    private final Practice practice;

    GradeMagic(Practice practice) {
        this.practice = practice;
    }

    @Override
    public List<String> names() {
        return List.of("grade");
    }

    @Override
    public String help() {
        return """
            %grade [ID] [--points]

            Judges the answer that you ran last, and tells what failed and how to get on. With --points, the points are the value of the cell.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        boolean points = call.arguments().contains("--points");
        String id = call.arguments().replace("--points", "").strip();
        try {
            if (!id.isEmpty()) {
                boolean _ = practice.open(id, call.life());
            }
            Exercise exercise = practice.current();
            if (exercise == null) {
                return Outcome.Failed.of(
                        "NoExercise", "No exercise is open. Open one first, for instance: %exercise 03-fan-out");
            }
            String text = practice.answer(exercise.id());
            if (text == null) {
                return Outcome.Failed.of(
                        "NoAnswer",
                        "No answer to " + exercise.id() + " has run yet: run the cell that begins with %%answer "
                                + exercise.id() + " first.");
            }
            Optional<String> refusal = practice.refusal();
            if (refusal.isPresent()) {
                return points ? noPoints(call, refusal.get()) : Outcome.Failed.of("NotJudged", refusal.get());
            }
            Result result = practice.grader().judge(exercise, Answer.of("notebook", text));
            practice.tracker().judged(exercise.id(), text, result);
            Report report = new Report(result, exercise.title(), text, null);
            String more = (result.perfect() ? passed(exercise) : next(exercise)) + unsaved(exercise.id(), text);
            Optional<Links.Link> link =
                    result.perfect() ? practice.links().after(exercise) : readAgain(exercise, result);
            String leads = result.perfect() ? "Next: " : "Read again: ";
            call.front()
                    .show(
                            report.text()
                                    + more
                                    + link.map(l -> leads + l.text() + " (" + l.target() + ")\n")
                                            .orElse(""),
                            report.html() + "<p>" + HtmlText.escape(more.strip()) + "</p>"
                                    + link.map(l -> "<p>" + leads + l.html() + "</p>")
                                            .orElse(""));
            return points ? value(points(result)) : Outcome.Done.NOTHING;
        } catch (BadExerciseException e) {
            return Outcome.Failed.of("NoExercise", String.valueOf(e.getMessage()));
        }
    }

    /** Where the lesson deals with the first wrong idea that was found in the answer. */
    private Optional<Links.Link> readAgain(Exercise exercise, Result result) {
        Links links = practice.links();
        return result.tests().stream()
                .filter(test -> !test.passed() && test.visibility() == TestResult.Visibility.PUBLIC)
                .flatMap(test -> Optional.ofNullable(test.idea()).stream())
                .flatMap(idea -> links.idea(idea, exercise).stream())
                .findFirst();
    }

    private static String passed(Exercise exercise) {
        return exercise.solutions() == null ? "" : "\n%solution shows another answer to compare with yours.\n";
    }

    private static Outcome noPoints(Call call, String why) {
        call.front().markdown(why);
        return value(NO_POINTS);
    }

    private static Outcome value(String text) {
        return new Outcome.Done(Map.of("text/plain", text));
    }

    private static String points(Result result) {
        return result.status() == Result.Status.NOT_JUDGED ? NO_POINTS : String.valueOf(result.points());
    }

    private String next(Exercise exercise) {
        int seen = practice.hintsSeen(exercise.id());
        int all = exercise.hints().size();
        return seen < all
                ? "\n%hint shows hint " + (seen + 1) + " of " + all + ".\n"
                : "\nYou have seen all " + all + " hints; %hint shows the last again.\n";
    }

    /** The grader of a course reads the file: says so when what is saved there is another text than what ran. */
    private static String unsaved(String id, String text) {
        String session = System.getenv("JPY_SESSION_NAME");
        if (session == null || !session.endsWith(".ipynb") || !Files.isRegularFile(Path.of(session))) {
            return "";
        }
        try {
            return Answer.read(Path.of(session), id)
                            .text()
                            .strip()
                            .equals(Answer.of("notebook", text).text().strip())
                    ? ""
                    : "\n"
                          + "The notebook as saved holds another text than the one judged here. Who collects your file"
                          + " judges what is saved: run the cell again, then save.\n";
        } catch (BadBundleException e) {
            return "\nThe notebook as saved holds no answer yet: save it before you hand it in.\n";
        }
    }
}

package interleave.grade.formats;

import interleave.grade.Report;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Grade;
import interleave.grade.batch.RunRecord;
import java.util.Objects;

/** A page for one learner: points, what was expected, what happened, at which of their lines, the first hint, and what lateness cost. */
final class LearnerReport implements Format.OfLearner {
    @Override
    public String name() {
        return "html";
    }

    @Override
    public String about() {
        return "a page for each learner";
    }

    @Override
    public String extension() {
        return ".html";
    }

    @Override
    public String of(RunRecord run, Grade grade) {
        String title = run.exercise() + " · " + grade.learner();
        return Page.of(title, Page.heading(1, title) + section(run, grade));
    }

    /** What the page says of the exercise, without its heading. */
    static String section(RunRecord run, Grade grade) {
        Result result = grade.counts().result();
        String hint = result.tests().stream()
                .map(TestResult::hint)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return Page.paragraph(score(grade) + " " + Comments.of(run, grade))
                + new Report(result, run.title(), grade.counts().source(), hint).html() + "\n";
    }

    private static String score(Grade grade) {
        return grade.score()
                .map(score -> "Score: " + score.toPlainString() + " of " + grade.maxPoints() + ".")
                .orElse("There is no score yet.");
    }
}

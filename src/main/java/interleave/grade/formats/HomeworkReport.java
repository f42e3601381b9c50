package interleave.grade.formats;

import interleave.grade.batch.Grade;
import interleave.grade.batch.Marks;
import java.util.List;

/** A page for one learner about several exercises that were handed in together. */
public final class HomeworkReport {
    private HomeworkReport() {}

    /**
     * The page.
     *
     * @param title of the homework
     * @param total what the learner gets for all of it
     * @param exercises the marks of each exercise
     */
    public static String page(String title, Grade total, List<Marks> exercises) {
        String heading = title + " · " + total.learner();
        var body = new StringBuilder(Page.heading(1, heading));
        body.append(Page.paragraph(total.score()
                .map(score -> "Score of all exercises: " + score.toPlainString() + " of " + total.maxPoints() + ".")
                .orElse("There is no score yet: something is not judged.")));
        for (Marks marks : exercises) {
            body.append(Page.heading(2, marks.run().title()));
            marks.grades().stream()
                    .filter(grade -> grade.learner().equals(total.learner()))
                    .forEach(grade -> body.append(LearnerReport.section(marks.run(), grade)));
        }
        return Page.of(heading, body.toString());
    }
}

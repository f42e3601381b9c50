package interleave.grade.formats;

import interleave.grade.batch.Grade;
import interleave.grade.batch.Marks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What each learner gets, and how it came about: which submission counts, how late it was, what that cost. */
final class GradebookCsv implements Format.OfClass {
    @Override
    public String name() {
        return "gradebook";
    }

    @Override
    public String about() {
        return "a table of grades: a row a learner, after late rules";
    }

    @Override
    public String file() {
        return "gradebook.csv";
    }

    @Override
    public String of(Marks marks) {
        var table = new CsvTable()
                .row(List.of(
                        "learner",
                        "submission",
                        "handed_in",
                        "submitted",
                        "late",
                        "status",
                        "points",
                        "penalty_percent",
                        "score",
                        "max_points"));
        for (Grade grade : marks.grades()) {
            table.row(List.of(
                    grade.learner(),
                    grade.counts().result().submission(),
                    String.valueOf(grade.handedIn()),
                    grade.submitted().map(Instant::toString).orElse(""),
                    grade.late().isZero() ? "" : Comments.late(grade.late()),
                    grade.status(),
                    grade.score().isEmpty()
                            ? ""
                            : String.valueOf(grade.counts().result().points()),
                    String.valueOf(grade.penalty()),
                    grade.score().map(BigDecimal::toPlainString).orElse(""),
                    String.valueOf(grade.maxPoints())));
        }
        return table.toString();
    }
}

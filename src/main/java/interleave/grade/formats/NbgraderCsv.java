package interleave.grade.formats;

import interleave.grade.batch.Grade;
import interleave.grade.batch.Marks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Grades in the columns of {@code nbgrader export}, for what a course already does with those. */
final class NbgraderCsv implements Format.OfClass {
    @Override
    public String name() {
        return "nbgrader";
    }

    @Override
    public String about() {
        return "grades in the columns of nbgrader's export";
    }

    @Override
    public String file() {
        return "nbgrader.csv";
    }

    @Override
    public String of(Marks marks) {
        var table = new CsvTable()
                .row(List.of(
                        "assignment",
                        "duedate",
                        "timestamp",
                        "student_id",
                        "last_name",
                        "first_name",
                        "email",
                        "raw_score",
                        "late_submission_penalty",
                        "score",
                        "max_score"));
        for (Grade grade : marks.grades()) {
            BigDecimal raw = BigDecimal.valueOf(grade.counts().result().points());
            table.row(List.of(
                    marks.run().exercise(),
                    "",
                    grade.submitted().map(Instant::toString).orElse(""),
                    grade.learner(),
                    "",
                    "",
                    "",
                    grade.score().isEmpty() ? "" : raw.toPlainString(),
                    grade.score().map(s -> raw.subtract(s).toPlainString()).orElse(""),
                    grade.score().map(BigDecimal::toPlainString).orElse(""),
                    String.valueOf(grade.maxPoints())));
        }
        return table.toString();
    }
}

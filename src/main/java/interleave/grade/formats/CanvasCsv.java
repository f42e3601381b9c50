package interleave.grade.formats;

import interleave.grade.batch.Grade;
import interleave.grade.batch.Marks;
import java.math.BigDecimal;
import java.util.List;

/**
 * Grades for the import of Canvas's gradebook: its five columns about the student, then the assignment.
 *
 * <p>Canvas finds a student by {@code SIS Login ID}, here the learner's name, and leaves a grade as it is where the field is empty.
 */
final class CanvasCsv implements Format.OfClass {
    @Override
    public String name() {
        return "canvas";
    }

    @Override
    public String about() {
        return "grades for the import of Canvas's gradebook";
    }

    @Override
    public String file() {
        return "canvas.csv";
    }

    @Override
    public String of(Marks marks) {
        var table = new CsvTable()
                .row(List.of(
                        "Student",
                        "ID",
                        "SIS User ID",
                        "SIS Login ID",
                        "Section",
                        marks.run().title()))
                .row(List.of(
                        "    Points Possible",
                        "",
                        "",
                        "",
                        "",
                        String.valueOf(marks.run().maxPoints())));
        for (Grade grade : marks.grades()) {
            table.row(List.of(
                    grade.learner(),
                    "",
                    "",
                    grade.learner(),
                    "",
                    grade.score().map(BigDecimal::toPlainString).orElse("")));
        }
        return table.toString();
    }
}

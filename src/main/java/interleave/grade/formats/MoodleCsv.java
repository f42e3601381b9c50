package interleave.grade.formats;

import interleave.grade.batch.Grade;
import interleave.grade.batch.Marks;
import java.math.BigDecimal;
import java.util.List;

/**
 * Grades for the CSV import of Moodle's gradebook, which asks at the import which column is which: {@code Username} maps to the user, the exercise's title to
 * the grade item, {@code Feedback} to its feedback. An empty grade changes none.
 */
final class MoodleCsv implements Format.OfClass {
    @Override
    public String name() {
        return "moodle";
    }

    @Override
    public String about() {
        return "grades for the CSV import of Moodle's gradebook";
    }

    @Override
    public String file() {
        return "moodle.csv";
    }

    @Override
    public String of(Marks marks) {
        var table = new CsvTable().row(List.of("Username", marks.run().title(), "Feedback"));
        for (Grade grade : marks.grades()) {
            table.row(List.of(
                    grade.learner(),
                    grade.score().map(BigDecimal::toPlainString).orElse(""),
                    Comments.of(marks.run(), grade)));
        }
        return table.toString();
    }
}

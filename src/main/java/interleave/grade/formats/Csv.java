package interleave.grade.formats;

import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Marks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Points of many submissions as a table for a spreadsheet: one row a submission, one column a test. */
final class Csv implements Format.OfClass {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String about() {
        return "a table for a spreadsheet: a row a submission, a column a test";
    }

    @Override
    public String file() {
        return "scores.csv";
    }

    /** The table; what was not judged has empty points, which is not zero. */
    @Override
    public String of(Marks marks) {
        Set<String> tests = new LinkedHashSet<>();
        marks.results().stream()
                .filter(r -> r.status() != Result.Status.BAD_BUNDLE)
                .forEach(r -> r.tests().forEach(t -> tests.add(t.id())));
        var head = new ArrayList<>(List.of("submission", "status", "points", "max_points"));
        head.addAll(tests);
        var table = new CsvTable().row(head);
        marks.results().forEach(result -> table.row(row(result, tests)));
        return table.toString();
    }

    private static List<String> row(Result result, Set<String> tests) {
        boolean judged = result.status() == Result.Status.JUDGED;
        var row = new ArrayList<>(List.of(result.submission(), result.status().id()));
        row.add(judged ? String.valueOf(result.points()) : "");
        row.add(judged ? String.valueOf(result.maxPoints()) : "");
        for (String test : tests) {
            row.add(
                    judged
                            ? result.tests().stream()
                                    .filter(t -> t.id().equals(test))
                                    .map(TestResult::points)
                                    .map(String::valueOf)
                                    .findFirst()
                                    .orElse("")
                            : "");
        }
        return row;
    }
}

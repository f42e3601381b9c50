package interleave.grade.formats;

import interleave.grade.Result;
import interleave.grade.TestResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Points of many submissions as a table for a gradebook or a spreadsheet (RFC 4180): one row a submission, one column a test.
 *
 * <p>A text that a spreadsheet would take for a formula is given a leading apostrophe: names are chosen by learners.
 */
public final class Csv {
    private Csv() {}

    /** The table; what was not judged has empty points, which is not zero. */
    public static String of(List<Result> results) {
        Set<String> tests = new LinkedHashSet<>();
        results.stream()
                .filter(r -> r.status() != Result.Status.BAD_BUNDLE)
                .forEach(r -> r.tests().forEach(t -> tests.add(t.id())));
        var text = new StringBuilder("submission,status,points,max_points");
        tests.forEach(t -> text.append(',').append(field(t)));
        text.append("\r\n");
        for (Result result : results) {
            boolean judged = result.status() == Result.Status.JUDGED;
            text.append(field(result.submission()))
                    .append(',')
                    .append(result.status().id());
            text.append(',').append(judged ? result.points() : "");
            text.append(',').append(judged ? result.maxPoints() : "");
            for (String test : tests) {
                text.append(',')
                        .append(
                                judged
                                        ? result.tests().stream()
                                                .filter(t -> t.id().equals(test))
                                                .map(TestResult::points)
                                                .map(String::valueOf)
                                                .findFirst()
                                                .orElse("")
                                        : "");
            }
            text.append("\r\n");
        }
        return text.toString();
    }

    private static String field(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}

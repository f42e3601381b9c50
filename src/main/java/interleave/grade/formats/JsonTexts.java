package interleave.grade.formats;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import interleave.grade.Result;
import interleave.grade.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the JSON formats have in common: layout, and the words for a learner. */
final class JsonTexts {
    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .setPrettyPrinting()
            .create();

    private JsonTexts() {}

    static String text(JsonObject json) {
        return GSON.toJson(json) + "\n";
    }

    /** What was expected, what happened, where: of a public test that did not pass; else empty. */
    static String words(TestResult test) {
        if (test.passed() || test.visibility() == TestResult.Visibility.HIDDEN) {
            return "";
        }
        var lines = new ArrayList<String>();
        if (test.expected() != null) {
            lines.add("expected: " + test.expected());
        }
        if (test.actual() != null) {
            lines.add("happened: " + test.actual());
        }
        if (test.line() > 0) {
            lines.add("at line " + test.line());
        }
        if (test.schedule() != null) {
            lines.add(test.schedule());
        }
        return String.join("\n", lines);
    }

    /** Why there is no verdict, and what the learner should know beside one. */
    static String about(Result result) {
        List<String> lines = new ArrayList<>(result.notes());
        if (result.status() != Result.Status.JUDGED) {
            result.tests().stream()
                    .map(TestResult::actual)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(lines::add);
        }
        return String.join("\n", lines);
    }

    /** At most so many characters, the last one an ellipsis when something was cut off. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}

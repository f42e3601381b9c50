package interleave.grade.formats;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.grade.Result;
import interleave.grade.TestResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A result as Gradescope reads it from {@code /autograder/results/results.json}.
 *
 * <p>Hidden tests are {@code hidden} there; since that would hide the total from learners too, the points stand in the tests and no total is given.
 * What was not judged has no tests and no score: Gradescope shows it as failed to run, and never as zero points of ours.
 */
public final class Gradescope {
    private Gradescope() {}

    /** The document. */
    public static String of(Result result) {
        var json = new JsonObject();
        var output = new ArrayList<>(result.notes());
        if (result.status() == Result.Status.JUDGED) {
            var tests = new JsonArray();
            result.tests().forEach(t -> tests.add(test(t)));
            json.add("tests", tests);
        } else {
            result.tests().stream()
                    .map(TestResult::actual)
                    .filter(a -> a != null)
                    .findFirst()
                    .ifPresent(output::add);
            if (result.status() == Result.Status.BAD_BUNDLE) {
                json.addProperty("score", 0);
            }
        }
        json.addProperty("output", String.join("\n", output));
        json.addProperty("visibility", "visible");
        json.addProperty("stdout_visibility", "hidden");
        var extra = new JsonObject();
        extra.addProperty("exercise", result.exercise());
        extra.addProperty("exerciseHash", result.exerciseHash());
        extra.addProperty("answerHash", result.answerHash());
        extra.addProperty("isolation", result.isolation().id());
        json.add("extra_data", extra);
        return new GsonBuilder()
                        .disableHtmlEscaping()
                        .setPrettyPrinting()
                        .create()
                        .toJson(json) + "\n";
    }

    private static JsonObject test(TestResult test) {
        var json = new JsonObject();
        json.addProperty("name", test.title());
        json.addProperty("number", test.id());
        json.addProperty("score", test.points());
        json.addProperty("max_score", test.maxPoints());
        json.addProperty("output", words(test));
        json.addProperty("visibility", test.visibility() == TestResult.Visibility.HIDDEN ? "hidden" : "visible");
        return json;
    }

    private static String words(TestResult test) {
        List<String> lines = new ArrayList<>();
        if (test.expected() != null) {
            lines.add("expected: " + test.expected());
        }
        if (test.actual() != null) {
            lines.add("happened: " + test.actual());
        }
        if (test.line() > 0) {
            lines.add("at line " + test.line());
        }
        return String.join("\n", lines);
    }
}

package interleave.grade.formats;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Marked;
import interleave.grade.batch.RunRecord;
import java.math.BigDecimal;

/**
 * A result for GitHub Classroom's grading reporter, which adds up the tests' {@code score}.
 *
 * <p>The reporter wants it in Base64 in an environment variable {@code ID_RESULTS}, ID being the step's id in capital letters; the workflow that comes with
 * Interleave does that.
 */
final class GitHubClassroom implements Format.OfSubmission {
    @Override
    public String name() {
        return "classroom";
    }

    @Override
    public String about() {
        return "for GitHub Classroom's grading reporter, before Base64";
    }

    @Override
    public String of(RunRecord run, Marked marked) {
        Result result = marked.result();
        var json = new JsonObject();
        json.addProperty("version", 1);
        json.addProperty("status", status(result));
        json.addProperty("max_score", run.maxPoints());
        var tests = new JsonArray();
        result.tests().forEach(t -> tests.add(test(result, t)));
        json.add("tests", tests);
        return JsonTexts.text(json);
    }

    private static String status(Result result) {
        return switch (result.status()) {
            case JUDGED -> result.perfect() ? "pass" : "fail";
            case BAD_BUNDLE -> "fail";
            case NOT_JUDGED -> "error";
        };
    }

    private static JsonObject test(Result result, TestResult test) {
        var json = new JsonObject();
        json.addProperty("name", test.title());
        json.addProperty(
                "status", test.passed() ? "pass" : result.status() == Result.Status.NOT_JUDGED ? "error" : "fail");
        String words = JsonTexts.words(test);
        json.addProperty("message", words.isEmpty() ? null : words);
        json.addProperty("test_code", test.id());
        json.addProperty("filename", "");
        json.addProperty("line_no", test.line());
        long millis = result.times().getOrDefault("test " + test.id(), 0L);
        json.addProperty("execution_time", BigDecimal.valueOf(millis, 3).toPlainString() + "s");
        json.addProperty("score", test.points());
        return json;
    }
}

package interleave.grade.formats;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.grade.Outcome;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Marked;
import interleave.grade.batch.RunRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A result in version 3 of the interface of exercism's test runners. Its task numbers are the order of the tests: ours have no other tasks. */
final class Exercism implements Format.OfSubmission {
    private static final int MESSAGE = 65_535 / 4;
    private static final int OUTPUT = 500;
    private static final Set<Outcome> NOTHING_RAN = EnumSet.of(Outcome.COMPILE, Outcome.FORBIDDEN, Outcome.MISSING);

    @Override
    public String name() {
        return "exercism";
    }

    @Override
    public String about() {
        return "results.json of an exercism test runner, version 3";
    }

    @Override
    public String of(RunRecord run, Marked marked) {
        Result result = marked.result();
        boolean error = result.status() != Result.Status.JUDGED
                || (!result.tests().isEmpty()
                        && result.tests().stream()
                                .allMatch(t -> t.outcome() != null && NOTHING_RAN.contains(t.outcome())));
        var json = new JsonObject();
        json.addProperty("version", 3);
        json.addProperty("status", error ? "error" : result.perfect() ? "pass" : "fail");
        json.addProperty("message", error ? JsonTexts.cut(why(result), MESSAGE) : null);
        var tests = new JsonArray();
        if (!error) {
            List<TestResult> all = result.tests();
            for (int i = 0; i < all.size(); i++) {
                tests.add(test(all.get(i), i + 1));
            }
        }
        json.add("tests", tests);
        return JsonTexts.text(json);
    }

    private static String why(Result result) {
        return result.tests().stream()
                .map(TestResult::actual)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("No test was run.");
    }

    private static JsonObject test(TestResult test, int task) {
        String words = JsonTexts.words(test);
        var json = new JsonObject();
        json.addProperty("name", test.title());
        json.addProperty("status", test.passed() ? "pass" : "fail");
        json.addProperty("message", test.passed() ? null : words.isEmpty() ? "A hidden test failed." : words);
        String steps = test.visibility() == TestResult.Visibility.HIDDEN ? null : test.schedule();
        json.addProperty("output", steps == null ? null : JsonTexts.cut(steps, OUTPUT));
        json.addProperty("test_code", test.id());
        json.addProperty("task_id", task);
        return json;
    }
}

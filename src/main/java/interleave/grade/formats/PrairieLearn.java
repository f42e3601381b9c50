package interleave.grade.formats;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.grade.Outcome;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Marked;
import interleave.grade.batch.RunRecord;

/**
 * A result as PrairieLearn's external grader leaves it in {@code /grade/results/results.json}.
 *
 * <p>What does not compile, or could not be judged, is not gradable there: it uses up no attempt. The whole stays below the megabyte that PrairieLearn reads.
 */
final class PrairieLearn implements Format.OfSubmission {
    private static final int OUTPUT = 20_000;
    private static final int ALL_OUTPUT = 400_000;

    @Override
    public String name() {
        return "prairielearn";
    }

    @Override
    public String about() {
        return "results.json of a PrairieLearn external grader";
    }

    @Override
    public String of(RunRecord run, Marked marked) {
        Result result = marked.result();
        var json = new JsonObject();
        boolean gradable = result.status() == Result.Status.JUDGED
                && result.tests().stream().noneMatch(t -> t.outcome() == Outcome.COMPILE);
        json.addProperty("gradable", gradable);
        json.addProperty(
                "score", gradable && result.maxPoints() > 0 ? (double) result.points() / result.maxPoints() : 0.0);
        String why = gradable ? "" : why(result);
        json.addProperty("message", gradable ? JsonTexts.about(result) : JsonTexts.cut(why, OUTPUT));
        if (!gradable) {
            var errors = new JsonArray();
            errors.add(JsonTexts.cut(why, OUTPUT));
            json.add("format_errors", errors);
        } else {
            int most = Math.min(OUTPUT, ALL_OUTPUT / Math.max(1, result.tests().size()));
            var tests = new JsonArray();
            result.tests().forEach(t -> tests.add(test(t, most)));
            json.add("tests", tests);
        }
        return JsonTexts.text(json);
    }

    private static String why(Result result) {
        return result.status() != Result.Status.JUDGED
                ? JsonTexts.about(result)
                : result.tests().stream()
                        .map(JsonTexts::words)
                        .filter(w -> !w.isEmpty())
                        .findFirst()
                        .orElse("There is nothing to grade.");
    }

    private static JsonObject test(TestResult test, int most) {
        var json = new JsonObject();
        json.addProperty("name", test.title());
        json.addProperty("description", test.id());
        json.addProperty("points", test.points());
        json.addProperty("max_points", test.maxPoints());
        Outcome outcome = test.outcome();
        boolean told = !test.passed() && test.visibility() == TestResult.Visibility.PUBLIC;
        json.addProperty("message", told && outcome != null ? outcome.words() : "");
        json.addProperty("output", JsonTexts.cut(JsonTexts.words(test), most));
        return json;
    }
}

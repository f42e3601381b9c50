package interleave.grade.formats;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Marked;
import interleave.grade.batch.RunRecord;

/**
 * A result as Gradescope reads it from {@code /autograder/results/results.json}.
 *
 * <p>Hidden tests are {@code hidden} there; since that would hide the total from learners too, the points stand in the tests and no total is given.
 * What was not judged has no tests and no score: Gradescope shows it as failed to run, and never as zero points of ours.
 */
final class Gradescope implements Format.OfSubmission {
    @Override
    public String name() {
        return "gradescope";
    }

    @Override
    public String about() {
        return "results.json of a Gradescope autograder";
    }

    @Override
    public String of(RunRecord run, Marked marked) {
        Result result = marked.result();
        var json = new JsonObject();
        switch (result.status()) {
            case JUDGED -> {
                var tests = new JsonArray();
                result.tests().forEach(t -> tests.add(test(t)));
                json.add("tests", tests);
            }
            case BAD_BUNDLE -> json.addProperty("score", 0);
            case NOT_JUDGED -> {
                // neither score nor tests: a failure of ours is not zero points of theirs
            }
        }
        json.addProperty("output", JsonTexts.about(result));
        json.addProperty("visibility", "visible");
        json.addProperty("stdout_visibility", "hidden");
        var extra = new JsonObject();
        extra.addProperty("exercise", result.exercise());
        extra.addProperty("exerciseHash", result.exerciseHash());
        extra.addProperty("answerHash", result.answerHash());
        extra.addProperty("isolation", result.isolation().id());
        json.add("extra_data", extra);
        return JsonTexts.text(json);
    }

    private static JsonObject test(TestResult test) {
        var json = new JsonObject();
        json.addProperty("name", test.title());
        json.addProperty("number", test.id());
        json.addProperty("score", test.points());
        json.addProperty("max_score", test.maxPoints());
        json.addProperty("output", JsonTexts.words(test));
        json.addProperty("visibility", test.visibility() == TestResult.Visibility.HIDDEN ? "hidden" : "visible");
        return json;
    }
}

package interleave.grade.formats;

import com.google.gson.JsonObject;
import interleave.grade.batch.Grade;
import interleave.grade.batch.RunRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A grade as a score of the LTI Assignment and Grade Services 2.0, to be posted to the line item's {@code /scores}.
 *
 * <p>{@code userId} is the learner's name here: the platform's own id, if the table of submissions gives it. The time is when the submission was handed in,
 * as a table of submissions says; else 1970: whoever posts it then puts the time of posting there.
 */
final class LtiScore implements Format.OfLearner {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return "lti";
    }

    @Override
    public String about() {
        return "a score for the LTI Assignment and Grade Services";
    }

    @Override
    public String of(RunRecord run, Grade grade) {
        var json = new JsonObject();
        json.addProperty("userId", grade.learner());
        grade.score().ifPresent(score -> {
            json.addProperty("scoreGiven", score);
            json.addProperty("scoreMaximum", grade.maxPoints());
        });
        json.addProperty("comment", Comments.of(run, grade));
        json.addProperty("timestamp", TIME.format(grade.submitted().orElse(Instant.EPOCH)));
        json.addProperty("activityProgress", "Completed");
        json.addProperty("gradingProgress", grade.score().isPresent() ? "FullyGraded" : "Pending");
        return JsonTexts.text(json);
    }
}

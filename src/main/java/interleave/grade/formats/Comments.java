package interleave.grade.formats;

import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Grade;
import interleave.grade.batch.RunRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A grade in one or two sentences, for a gradebook's comment. */
final class Comments {
    private Comments() {}

    static String of(RunRecord run, Grade grade) {
        Result result = grade.counts().result();
        var sentences = new ArrayList<String>();
        switch (result.status()) {
            case JUDGED -> {
                long passed = result.tests().stream().filter(TestResult::passed).count();
                sentences.add(result.points() + " of " + run.maxPoints() + " points, " + passed + " of "
                        + result.tests().size() + " tests passed.");
            }
            case BAD_BUNDLE -> sentences.add("Nothing to judge: " + JsonTexts.about(result));
            case NOT_JUDGED -> sentences.add("Not judged yet.");
        }
        if (!grade.late().isZero()) {
            sentences.add(late(grade.late()) + " late: " + grade.penalty() + " % taken off.");
        }
        if (grade.handedIn() > 1) {
            sentences.add("Of " + grade.handedIn() + " submissions, " + result.submission() + " counts.");
        }
        return String.join(" ", sentences);
    }

    /** {@code 2 d 3 h}, or {@code 5 min}. */
    static String late(Duration late) {
        List<String> parts = new ArrayList<>();
        if (late.toDays() > 0) {
            parts.add(late.toDays() + " d");
        }
        if (late.toHoursPart() > 0) {
            parts.add(late.toHoursPart() + " h");
        }
        if (late.toDays() == 0 && late.toHoursPart() == 0) {
            parts.add(Math.max(1, late.toMinutes()) + " min");
        }
        return String.join(" ", parts);
    }
}

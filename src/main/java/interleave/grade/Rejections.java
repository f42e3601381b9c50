package interleave.grade;

import interleave.grade.submission.Texts;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.ValueWrapper;

/** Why a test failed, whatever it failed with, in the learner's terms. */
final class Rejections {
    private Rejections() {}

    /** Whether the wrong idea that a test is about may be behind its failure: not if the answer just threw, ended or did not come to run. */
    static boolean isAboutIdea(Throwable failure, Rejection why) {
        Throwable each = failure;
        for (int i = 0; each != null && i < 50; i++, each = each.getCause()) {
            if (AnswerFailure.of(each) != null) {
                return false;
            }
        }
        return switch (why.outcome()) {
            case WRONG, LATE, TOO_MANY, RACE, DEADLOCK -> true;
            case PASS, ENDLESS, EXIT, MEMORY, STACK, FLOOD, MISSING, FORBIDDEN, COMPILE -> false;
        };
    }

    /** The rejection that a failure is, or amounts to. */
    static Rejection of(Throwable failure, String title) {
        Throwable each = failure;
        for (int i = 0; each != null && i < 50; i++, each = each.getCause()) {
            if (each instanceof Rejection rejection) {
                return rejection;
            }
            Rejection known = AnswerFailure.of(each);
            if (known != null) {
                return known;
            }
        }
        return switch (failure) {
            case MultipleFailuresError several
            when !several.getFailures().isEmpty() -> of(several.getFailures().getFirst(), title);
            case AssertionFailedError failed -> assertion(failed, title);
            case AssertionError failed -> Rejection.of(Outcome.WRONG, title, sentence(failed.getMessage()));
            default ->
                Rejection.of(
                        Outcome.WRONG,
                        title,
                        "the test could make nothing of what the answer returned (" + Words.thrown(failure) + ")");
        };
    }

    private static Rejection assertion(AssertionFailedError failed, String title) {
        String sentence = sentence(failed.getMessage());
        int arrow = sentence.indexOf(" ==> ");
        if (!failed.isExpectedDefined() || !failed.isActualDefined()) {
            return Rejection.of(Outcome.WRONG, title, arrow < 0 ? sentence : sentence.substring(0, arrow));
        }
        String value = value(failed.getActual());
        return Rejection.of(
                Outcome.WRONG,
                value(failed.getExpected()),
                arrow < 0 ? "it was " + value : sentence.substring(0, arrow) + ": " + value);
    }

    private static String value(ValueWrapper wrapped) {
        Object value = wrapped.getEphemeralValue();
        return value == null ? Texts.cut(wrapped.getStringRepresentation(), 200) : Words.value(value);
    }

    private static String sentence(@Nullable String message) {
        return message == null || message.isBlank() ? "the assertion failed" : Texts.cut(message.strip(), 400);
    }
}

package interleave.grade;

import interleave.grade.compile.Compilation;
import interleave.grade.submission.Texts;
import interleave.schedule.Ending;

/** The end of a run, other than by returning or throwing, as a rejection. */
final class EndingWords {
    private EndingWords() {}

    /**
     * The rejection that such an end is.
     *
     * @param what the learner's method, or whatever else was to come to an end
     * @param answer whose line is told, if it ended at one of its
     */
    static Rejection rejection(Ending ending, String what, Compilation.Compiled answer) {
        Ending.Kind kind = ending.kind();
        String expected = switch (kind) {
            case NEVER_COMPLETED, STUCK, OVER_LIMIT -> what + " comes to an end";
            case DEADLOCK -> "nobody waits for ever";
            case ENDLESS -> "every loop comes to an end";
            case ESCAPED -> "only what the exercise covers is used";
            case BROKEN -> "the answer keeps to its contract";
            case RETURNED, THREW -> throw new IllegalArgumentException(kind + " is no failure of its own");
        };
        return Rejection.of(outcome(kind), expected, Texts.cut(ending.message(), 1000))
                .atLine(ending.place() == null ? 0 : answer.lineAt(ending.place()));
    }

    private static Outcome outcome(Ending.Kind kind) {
        return switch (kind) {
            case NEVER_COMPLETED, DEADLOCK, STUCK -> Outcome.DEADLOCK;
            case ENDLESS -> Outcome.ENDLESS;
            case OVER_LIMIT -> Outcome.LATE;
            case ESCAPED, BROKEN -> Outcome.FORBIDDEN;
            case RETURNED, THREW -> throw new IllegalArgumentException(kind + " is no failure of its own");
        };
    }
}

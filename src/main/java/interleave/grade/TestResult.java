package interleave.grade;

import org.jspecify.annotations.Nullable;

/**
 * How one test went.
 *
 * @param id class and method: {@code FanOutTest.together}
 * @param title the test's display name
 * @param points earned, {@code 0 <= points <= maxPoints}
 * @param maxPoints what it is worth
 * @param outcome how it ended, null if it was not judged
 * @param expected what a right answer does, in a sentence or as a value; null when it passed
 * @param actual what this one did; null when it passed
 * @param line line of the answer that it is about, 0 when unknown
 * @param schedule the failing schedule or the timeline as a table in plain text, if there is one
 * @param idea the entry of the catalogue of misconceptions behind the failure, if one is known
 * @param hint what to try next; null when it passed
 * @param visibility whether the learner may see what it checks
 */
public record TestResult(
        String id,
        String title,
        int points,
        int maxPoints,
        @Nullable Outcome outcome,
        @Nullable String expected,
        @Nullable String actual,
        int line,
        @Nullable String schedule,
        @Nullable String idea,
        @Nullable String hint,
        Visibility visibility) {

    /** Who may see what a test checks. */
    public enum Visibility {
        /** Test of the exercise's {@code test/} folder: the learner may read it. */
        PUBLIC,
        /** Test of the solution's {@code hidden/} folder: the learner is told its title and points alone. */
        HIDDEN
    }

    /** Whether it passed. */
    public boolean passed() {
        return outcome == Outcome.PASS;
    }
}

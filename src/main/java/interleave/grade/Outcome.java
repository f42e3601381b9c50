package interleave.grade;

import java.util.Locale;

/**
 * How one test of an answer ended. The names in results, with {@code -} for {@code _} and in lower case, are part of the result's format.
 *
 * <p>Unlike JUnit's successful, failed and aborted, an outcome names what kind of mistake it was, so that a learner's report, a hint and a class
 * statistic can speak about it. Whatever is not {@link #PASS} earns nothing beyond the parts already earned.
 */
public enum Outcome {
    /** The test passed: all its points. */
    PASS("passed"),
    /** The answer computed, returned or threw something else than expected. */
    WRONG("wrong result"),
    /** Right, but after more virtual time than allowed. */
    LATE("too slow"),
    /** More calls in flight at once, or more calls in all, than allowed. */
    TOO_MANY("too many at once"),
    /** Right in some orders of the steps, wrong in others. */
    RACE("race"),
    /** Everything waits and nothing is due: threads wait for each other, or a future is never completed. */
    DEADLOCK("stuck for ever"),
    /** The steps allowed were used up: a loop without an end. */
    ENDLESS("endless loop"),
    /** The answer ended its JVM. */
    EXIT("ended the program"),
    /** Out of memory. */
    MEMORY("out of memory"),
    /** Calls nested too deeply. */
    STACK("calls nested without end"),
    /** More output than allowed. */
    FLOOD("too much output"),
    /** No class implements the contract, more than one does, or it cannot be made. */
    MISSING("nothing to judge"),
    /** A class or method that this exercise does not allow. */
    FORBIDDEN("not allowed here"),
    /** The answer does not compile. */
    COMPILE("does not compile");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** The name in results: {@code too-many} for {@link #TOO_MANY}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Two or three plain words for a report's margin. */
    public String words() {
        return words;
    }
}

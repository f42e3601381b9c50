package interleave.grade;

import interleave.schedule.Interleavings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a test does not accept an answer, in the learner's terms: the outcome, one sentence on what was expected, one on what happened.
 *
 * <p>Thrown by a test, or by {@link Check} on its behalf. Unlike a plain assertion failure, whose outcome is always {@link Outcome#WRONG}, it says
 * which kind of mistake it was. The sentence on what happened is the one that a catalogued wrong answer names in its first line.
 */
public final class Rejection extends AssertionError {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final String expected;
    private final String happened;
    private final int line;
    private final @Nullable String schedule;
    private final @Nullable String idea;

    /** Of a JVM that it never leaves. */
    private final transient List<Interleavings.Step> steps;

    private Rejection(
            Outcome outcome,
            String expected,
            String happened,
            int line,
            @Nullable String schedule,
            @Nullable String idea,
            List<Interleavings.Step> steps) {
        super(happened);
        this.outcome = outcome;
        this.expected = expected;
        this.happened = happened;
        this.line = line;
        this.schedule = schedule;
        this.idea = idea;
        this.steps = List.copyOf(steps);
    }

    /**
     * Two sentences for one mistake.
     *
     * @param outcome any but {@link Outcome#PASS}
     * @param expected one sentence: what a right answer does
     * @param happened one sentence: what this one did
     * @throws IllegalArgumentException if {@code outcome} is {@code PASS}
     */
    public static Rejection of(Outcome outcome, String expected, String happened) {
        if (outcome == Outcome.PASS) {
            throw new IllegalArgumentException("a rejection cannot have the outcome PASS: " + happened);
        }
        return new Rejection(
                outcome, Objects.requireNonNull(expected), Objects.requireNonNull(happened), 0, null, null, List.of());
    }

    /** The same, at a line of the answer; {@code line <= 0} means unknown. */
    public Rejection atLine(int line) {
        return new Rejection(outcome, expected, happened, Math.max(0, line), schedule, idea, steps);
    }

    /** The same, with the failing schedule or the timeline as a table in plain text. */
    public Rejection withSchedule(String schedule) {
        return new Rejection(outcome, expected, happened, line, Objects.requireNonNull(schedule), idea, steps);
    }

    /** The same, pointing to a wrong idea by number and name, as {@link Idea} does. */
    public Rejection withIdea(String idea) {
        return new Rejection(outcome, expected, happened, line, schedule, Objects.requireNonNull(idea), steps);
    }

    /** The same, in other words: what a test says that knows better why this order fails. */
    public Rejection withHappened(String happened) {
        return new Rejection(outcome, expected, Objects.requireNonNull(happened), line, schedule, idea, steps);
    }

    /** The same, with the steps of the failing order. */
    Rejection withSteps(List<Interleavings.Step> steps) {
        return new Rejection(outcome, expected, happened, line, schedule, idea, steps);
    }

    /** What kind of mistake it was. */
    public Outcome outcome() {
        return outcome;
    }

    /** What should have been so: a clause. */
    public String expected() {
        return expected;
    }

    /** What was so instead: a clause, or several lines. */
    public String happened() {
        return happened;
    }

    /** Line of the answer, {@code 0} when unknown. */
    public int line() {
        return line;
    }

    /** The failing order as a table, or none. */
    public @Nullable String schedule() {
        return schedule;
    }

    /** Id of the wrong idea behind it, or none. */
    public @Nullable String idea() {
        return idea;
    }

    /**
     * The steps of the failing order that {@link Check#explore} found; empty for any other rejection.
     *
     * <p>By them a test tells wrong ideas apart that fail alike: an answer that gave its lock back too early from one that had none.
     */
    public List<Interleavings.Step> steps() {
        return steps;
    }
}

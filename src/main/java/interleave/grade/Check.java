package interleave.grade;

import java.time.Duration;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * What the test of an exercise calls: the learner's answer, how long it took, and words for a failure.
 *
 * <p>All of it speaks about the test that runs on the calling thread. Unlike JUnit's assertions, which know values only, these know outcomes: a
 * failure says that the answer was late, or had too many calls in flight, in the learner's terms. JUnit's own assertions may be mixed in; their
 * failures count as {@link Outcome#WRONG}.
 *
 * @see interleave.grade the guide for whoever writes a test
 */
public final class Check {
    private Check() {}

    /**
     * The learner's answer: a new instance of their class, in a guest JVM of its own, behind the exercise's contract.
     *
     * <p>Each call crosses to the guest and back, and runs there in virtual time. Arguments are copied, services (interfaces) are handed in by
     * reference. Several instances of one test live in the same guest and share its clock.
     *
     * @param contract an interface of the exercise's {@code contract} folder
     * @throws IllegalStateException if no answer is being judged on this thread
     */
    public static <T> T learner(Class<T> contract) {
        return Session.current().learner(contract);
    }

    /** Virtual time that the last call of the answer in this test took: from the call until its result, or its future's, was there. */
    public static Duration took() {
        return Session.current().took();
    }

    /**
     * Explores every order in which the steps of a few actors, who call the learner's answer at the same time, can come: what the program checks must hold in
     * each of them.
     *
     * <pre>{@code
     * explore(world -> {
     *     var accounts = SimulatedStore.of("accounts", Integer.class).with("ann", 0);
     *     Bank bank = learner(Bank.class);
     *     world.actor("A", () -> bank.deposit(accounts, "ann", 5));
     *     world.actor("B", () -> bank.deposit(accounts, "ann", 10));
     *     world.check(() -> requireEquals(15, accounts.contents().get("ann"), "a deposit is lost"));
     * });
     * }</pre>
     *
     * <p>{@link Orders#few}; {@link Orders} has other bounds. A test that explores does so once, and calls the answer nowhere else.
     *
     * @return what was looked at
     * @throws Rejection if it does not hold: {@link Outcome#RACE} where it does in other orders, with the shortest failing one as a table
     */
    public static Orders.Explored explore(Orders.Program program) {
        return Orders.few().explore(program);
    }

    /** A duration as every sentence of the grader writes it: {@code 200 ms}, {@code 10,000 ms}. */
    public static String ms(Duration duration) {
        return Words.duration(duration);
    }

    /**
     * Rejects the answer unless {@code ok}.
     *
     * @param outcome which kind of mistake it is
     * @param expected one sentence: what a right answer does
     * @param happened one sentence: what this one did; a catalogued wrong answer quotes it in its first line
     * @throws Rejection unless {@code ok}
     */
    public static void require(boolean ok, Outcome outcome, String expected, String happened) {
        if (!ok) {
            throw Rejection.of(outcome, expected, happened);
        }
    }

    /**
     * Rejects the answer unless its last call took at most {@code limit} of virtual time.
     *
     * @param limit exact: in virtual time nothing is ever a millisecond late by chance
     * @param expected one sentence: what a right answer does
     * @param happened one sentence without the figure; ": it took 10,000 ms" is added
     * @throws Rejection with {@link Outcome#LATE}
     */
    public static void requireWithin(Duration limit, String expected, String happened) {
        Duration took = took();
        require(took.compareTo(limit) <= 0, Outcome.LATE, expected, happened + ": it took " + Words.duration(took));
    }

    /**
     * Rejects the answer unless {@code actual} equals {@code expected}.
     *
     * @param happened one sentence on what is wrong when they differ; ": VALUE" is added
     * @throws Rejection with {@link Outcome#WRONG}
     */
    public static void requireEquals(Object expected, Object actual, String happened) {
        require(expected.equals(actual), Outcome.WRONG, Words.value(expected), happened + ": " + Words.value(actual));
    }

    /**
     * Partial credit: some of this test's points depend on {@code body} alone.
     *
     * <p>If the body is rejected, its points are lost and the test goes on; its rejection is the one reported. Points of the test that no part names are
     * earned if all outside the parts passes. A test is not continued after a crash, a deadlock or an endless loop of the answer.
     *
     * @param points {@code >= 0}; the parts of a test together have at most the test's points
     * @throws IllegalStateException if the parts have more points than the test
     */
    public static void part(int points, Executable body) {
        Session.current().part(points, body);
    }

    /**
     * The exception that a call of the answer must end with.
     *
     * <p>Exceptions of the JDK and of the contract arrive as themselves, with their message and without their fields; a learner's own classes arrive
     * as {@link LearnerException}.
     *
     * @param happened one sentence on what is wrong when nothing, or something else, was thrown
     * @throws Rejection with {@link Outcome#WRONG}
     */
    public static <X extends Throwable> X requireThrows(Class<X> type, ThrowingSupplier<?> call, String happened) {
        return Session.requireThrows(type, call, happened);
    }
}

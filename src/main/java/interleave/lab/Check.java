package interleave.lab;

import interleave.guest.Background;
import java.util.List;

/**
 * The last cell of a lesson: does the claim hold on this machine, now?
 *
 * <p>Unlike the keyword {@code assert}, which a notebook runs without, a check always runs; unlike a test's assertion in a callback, it throws on the
 * thread that calls it, so the cell is marked as failed and an automatic run of the notebook stops there.
 * It also asks what failed in the background since the last check, on threads and in futures that nobody waited for: a lesson that holds by chance, while
 * half of its calls failed unseen, does not hold. (A kernel that does not watch the background has nothing to tell.)
 *
 * <pre>{@code
 * long start = System.nanoTime();
 * Thread.sleep(20);
 * Check.that("a sleep of 20 ms takes 20 ms or more", System.nanoTime() - start >= 20_000_000)
 * }</pre>
 */
public final class Check {

    private Check() {}

    /**
     * Says that the claim holds and nothing failed in the background, or throws with the claim, the machine it did not hold on, and what to suspect.
     *
     * @param claim a sentence without a full stop
     * @param holds whether it held
     * @return the sentence to show when it held
     * @throws AssertionError if {@code !holds}, or something failed in the background since the last check; each failure is a suppressed one
     */
    public static String that(String claim, boolean holds) {
        return that(claim, holds, Background.take());
    }

    static String that(String claim, boolean holds, List<Throwable> background) {
        Machine machine = Machine.here();
        if (holds && !background.isEmpty()) {
            throw withSuppressed(
                    "This held: " + claim + ". But in the background failed what nobody waited for: "
                            + words(background) + ". Wait for it with join or get, or handle it where it happens.",
                    background);
        }
        if (holds) {
            return "Holds here: " + claim + ".";
        }
        String also = background.isEmpty() ? "" : "In the background failed: " + words(background) + ".\n";
        throw withSuppressed(
                "This did not hold: " + claim + ".\nMachine: " + machine.line() + ".\n" + also + suspect(machine),
                background);
    }

    private static AssertionError withSuppressed(String message, List<Throwable> background) {
        AssertionError error = new AssertionError(message);
        background.forEach(error::addSuppressed);
        return error;
    }

    private static String words(List<Throwable> failures) {
        String first = failures.getFirst().toString();
        return failures.size() == 1 ? first : first + ", and " + (failures.size() - 1) + " more";
    }

    static String suspect(Machine machine) {
        return machine.cores() == 1
                ? "This machine has one core: all threads share it, so whatever else computes here makes every wait"
                      + " look longer. Run the cells of the measurement again when the machine is quiet; a claim about"
                      + " waiting must then hold on one core too."
                : "Something else may have used the processor meanwhile. Run the cells of the measurement again; "
                        + "if it still does not hold, look for the step that waits where it should have gone on.";
    }
}

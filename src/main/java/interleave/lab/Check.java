package interleave.lab;

/**
 * The last cell of a lesson: does the claim hold on this machine, now?
 *
 * <p>Unlike the keyword {@code assert}, which a notebook runs without, a check always runs; unlike a test's assertion in a callback, it throws on the
 * thread that calls it, so the cell is marked as failed and an automatic run of the notebook stops there.
 *
 * <pre>{@code
 * Check.that("together is at least 4 times as fast as one after another", fanOut.ratio("one after another", "together") >= 4);
 * }</pre>
 */
public final class Check {

    private Check() {}

    /**
     * Says that the claim holds, or throws with the claim, the machine it did not hold on, and what to suspect.
     *
     * @param claim a sentence without a full stop
     * @param holds whether it held
     * @return the sentence to show when it held
     * @throws AssertionError if {@code !holds}
     */
    public static String that(String claim, boolean holds) {
        Machine machine = Machine.here();
        if (holds) {
            return "Holds here: " + claim + ".";
        }
        throw new AssertionError("This did not hold: " + claim + "." + System.lineSeparator()
                + "Machine: " + machine.line() + "." + System.lineSeparator()
                + suspect(machine));
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

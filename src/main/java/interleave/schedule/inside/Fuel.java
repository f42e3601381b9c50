package interleave.schedule.inside;

import interleave.schedule.message.Step;

/**
 * What makes every loop of learner code end: each turn of a loop and each call of a method uses up one unit of the run's fuel, where
 * {@link interleave.schedule.weave.FuelWeaving} has put a call of this class.
 *
 * <p>The count is that of the bytecode, so it is the same on every machine. When nothing is left, the thread that runs stays where it is for ever, and the
 * run is {@link Step.State#ENDLESS} with its line.
 */
public final class Fuel {
    /** Turns that the run under way may take before it is asked again. */
    private static int granted;

    private Fuel() {}

    /** What woven code calls once a turn, in a JVM where one thread drives runs. */
    public static void turnAlone() {
        if (--granted < 0) {
            granted = 0;
            ask();
        }
    }

    private static void ask() {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me != null) {
            me.inside.turn(me);
            granted = me.inside.grant();
        }
    }

    /** What is left of what was granted: the run gives the thread back that drives it. */
    static int takeBack() {
        int left = granted;
        granted = 0;
        return left;
    }

    /** What woven code calls once a turn. */
    public static void turn() {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me != null) {
            me.inside.turn(me);
        }
    }
}

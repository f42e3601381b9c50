package interleave.schedule;

import java.util.Optional;

/**
 * Which runs of a program to make. It hands out {@linkplain Schedule schedules} and learns from their {@linkplain Trace traces}, and knows neither the program
 * nor where it runs: that may be here, or at the other end of a wire.
 *
 * <p>Several schedules may be out at once. Traces come back in the order the schedules were handed out; with the same program and the same number out at once,
 * the same schedules come in the same order, always.
 */
interface Search {
    /** The next run to make; empty if there is none, or none until more traces have come back. */
    Optional<Work> next();

    /** What became of it. */
    void ran(Work work, Trace trace);

    /** Whether all runs were made that there are, once {@link #next} has no more. */
    boolean complete();

    /**
     * A run to make.
     *
     * @param schedule how
     * @param switches in the schedule's prefix
     */
    record Work(Schedule schedule, int switches) {}
}

package interleave.schedule.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which runs of a program to make. It hands out {@linkplain Schedule schedules} and learns from their {@linkplain Trace traces}, and knows neither the program
 * nor where it runs: that may be here, or at the other end of a wire.
 *
 * <p>Several schedules may be out at once. Traces come back in the order the schedules were handed out; with the same program and the same number out at once,
 * the same schedules come in the same order, always.
 */
public interface Search {
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
     * @param before the choices of the prefix, if the search keeps them
     */
    record Work(Schedule schedule, int switches, List<Trace.Choice> before) {
        public Work {
            before = List.copyOf(before);
        }

        /** All choices of the run whose trace this is. */
        public List<Integer> choices(Trace trace) {
            var all = new ArrayList<Integer>(schedule.choices());
            trace.choices().forEach(choice -> all.add(choice.chosen()));
            return all;
        }

        /** All its steps. */
        public List<Trace.Choice> steps(Trace trace) {
            var all = new ArrayList<Trace.Choice>(before);
            all.addAll(trace.choices());
            return all;
        }

        /** How often an actor that could have gone on had to wait. */
        public int switches(Trace trace) {
            return switches
                    + (int) trace.choices().stream()
                            .filter(choice -> choice.isSwitch(choice.chosen()))
                            .count();
        }
    }
}

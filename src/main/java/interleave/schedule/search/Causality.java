package interleave.schedule.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which steps of a run came before which for a reason: the two depend on each other, or the one made the other possible, or a chain of such steps lies between them.
 *
 * <p>Steps next to each other without a reason could as well have come the other way round, and nobody would see it.
 */
final class Causality {
    private final List<Trace.Choice> steps;

    /** For each step, those that came before it for a reason. */
    private final BitSet[] causes;

    /** For each step, the one that made it possible, or -1: it began a thread, woke one, or left a lock. */
    private final int[] enabler;

    /** For each step, the one in whose course its thread came to want it, or -1: the one before of the same thread, or the one that began or woke it. */
    private final int[] origin;

    /** For each step, the one of the same thread before it, or -1. */
    private final int[] previous;

    /** The step that could not be taken, or -1. */
    private final int wish;

    private Causality(List<Trace.Choice> steps, int wish) {
        this.steps = steps;
        this.wish = wish;
        this.causes = new BitSet[steps.size()];
        this.enabler = new int[steps.size()];
        this.origin = new int[steps.size()];
        this.previous = new int[steps.size()];
    }

    /** Of a run's steps, from the first one on. */
    static Causality of(List<Trace.Choice> steps) {
        var made = new Causality(steps, -1);
        for (int step = 0; step < steps.size(); step++) {
            made.place(step);
        }
        return made;
    }

    /**
     * The same, and after them one more that was not taken.
     *
     * @param possible whether it could have been; else others had what its thread wanted
     */
    Causality with(Trace.Candidate next, boolean possible) {
        int last = steps.size();
        var all = new ArrayList<>(steps);
        all.add(new Trace.Choice(List.of(next), 0, 0));
        var made = new Causality(all, possible ? -1 : last);
        System.arraycopy(causes, 0, made.causes, 0, last);
        System.arraycopy(enabler, 0, made.enabler, 0, last);
        System.arraycopy(origin, 0, made.origin, 0, last);
        System.arraycopy(previous, 0, made.previous, 0, last);
        made.place(last);
        return made;
    }

    private void place(int step) {
        int possible = step;
        while (possible > 0 && couldGoOn(possible - 1, task(step)) && task(possible - 1) != task(step)) {
            possible--;
        }
        enabler[step] = possible - 1;
        int wanted = steps.get(step).taken().wanted();
        origin[step] = wanted == Trace.Candidate.EVER ? enabler[step] : Math.min(wanted, step) - 1;
        if (step == wish) {
            // nothing has made it possible
            enabler[step] = origin[step];
        }
        previous[step] = -1;
        BitSet all = upTo(origin[step]);
        for (int earlier = step - 1; earlier >= 0; earlier--) {
            if (task(earlier) == task(step) && previous[step] < 0) {
                previous[step] = earlier;
            }
            if (earlier == enabler[step] || dependent(earlier, step)) {
                all.or(upTo(earlier));
            }
        }
        causes[step] = all;
    }

    /** A step and all that came before it for a reason. */
    private BitSet upTo(int step) {
        var all = new BitSet();
        if (step >= 0) {
            all.or(causes[step]);
            all.set(step);
        }
        return all;
    }

    private int task(int step) {
        return steps.get(step).taken().task();
    }

    private boolean dependent(int earlier, int later) {
        return steps.get(earlier).taken().dependent(steps.get(later).taken());
    }

    private boolean couldGoOn(int step, int task) {
        return steps.get(step).candidates().stream().anyMatch(candidate -> candidate.task() == task);
    }

    /** Those that came before it for a reason. */
    BitSet causes(int step) {
        return causes[step];
    }

    /** Earlier steps that could have come after this one instead, if their order is all that keeps them apart. */
    List<Integer> races(int step) {
        var races = new ArrayList<Integer>();
        BitSet before = upTo(previous[step]);
        before.or(upTo(origin[step]));
        BitSet made = upTo(enabler[step]);
        for (int earlier = step - 1; earlier >= 0; earlier--) {
            // while others had what it wanted it could not have come first, but perhaps before they took it
            boolean waited =
                    earlier > origin[step] && (made.get(earlier) || step == wish) && !couldGoOn(earlier, task(step));
            if (!before.get(earlier) && !waited && dependent(earlier, step)) {
                races.add(earlier);
            }
        }
        return races;
    }

    /** Threads that could be the first to go on, instead of the one that took the step {@code earlier}, on a way on which {@code later} comes before that. */
    List<Integer> firstInstead(int earlier, int later) {
        var way = new BitSet();
        var first = new ArrayList<Integer>();
        var met = new ArrayList<Integer>();
        for (int step = earlier + 1; step <= later; step++) {
            if (step == later || !causes[step].get(earlier)) {
                if (!met.contains(task(step)) && !causes[step].intersects(way)) {
                    first.add(task(step));
                }
                met.add(task(step));
                way.set(step);
            }
        }
        return first;
    }
}

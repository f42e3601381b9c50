package interleave.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One order of each kind: orders that differ only in steps next to each other that do not meet are of one kind, and end the same.
 *
 * <p>Sleep sets: what has been tried at a place sleeps while the others are, until something happens that depends on what it is about to do. So no two runs
 * that come to their end are of one kind.
 */
final class ReducedSearch implements Search {
    private final ArrayDeque<Work> open = new ArrayDeque<>();

    ReducedSearch() {
        open.add(new Work(Schedule.FIRST, 0, List.of()));
    }

    @Override
    public Optional<Work> next() {
        return Optional.ofNullable(open.pollLast());
    }

    @Override
    public void ran(Work work, Trace trace) {
        Schedule schedule = work.schedule();
        var choices = new ArrayList<Integer>(schedule.choices());
        int fingerprint = schedule.fingerprint();
        int switches = work.switches();
        Set<Integer> asleep = schedule.asleep();
        var before = new ArrayList<Trace.Choice>(work.before());
        for (Trace.Choice choice : trace.choices()) {
            fingerprint = choice.fingerprint(fingerprint);
            var done = new HashSet<Integer>(asleep);
            done.add(choice.taken().task());
            for (int i = 0; i < choice.candidates().size(); i++) {
                Trace.Candidate other = choice.candidates().get(i);
                if (done.add(other.task())) {
                    choices.add(i);
                    before.add(choice.with(i));
                    Set<Integer> asleepThen = stillAsleep(done, choice.candidates(), other);
                    open.add(new Work(
                            Schedule.of(choices, asleepThen, fingerprint),
                            switches + (choice.isSwitch(i) ? 1 : 0),
                            before));
                    choices.removeLast();
                    before.removeLast();
                }
            }
            asleep = stillAsleep(asleep, choice.candidates(), choice.taken());
            switches += choice.isSwitch(choice.chosen()) ? 1 : 0;
            choices.add(choice.chosen());
            before.add(choice);
        }
    }

    /** Which of those asleep do not wake when {@code taken} has done what it was about to do. */
    static Set<Integer> stillAsleep(Set<Integer> asleep, List<Trace.Candidate> candidates, Trace.Candidate taken) {
        if (asleep.isEmpty()) {
            return asleep;
        }
        Map<Integer, Trace.Candidate> known = new HashMap<>();
        candidates.forEach(candidate -> known.put(candidate.task(), candidate));
        var still = new HashSet<Integer>();
        for (int task : asleep) {
            Trace.Candidate sleeper = known.get(task);
            if (sleeper != null && !sleeper.dependent(taken)) {
                still.add(task);
            }
        }
        return still;
    }

    @Override
    public boolean complete() {
        return open.isEmpty();
    }
}

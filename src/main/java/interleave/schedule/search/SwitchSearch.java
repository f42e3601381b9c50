package interleave.schedule.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every order, those with few switches first: first the ones without any, then all with one, and so on up to a bound.
 *
 * <p>A run is made once: the choices of the rounds to come are put down while the runs of this one are made.
 */
public final class SwitchSearch implements Search {
    private final int most;
    private final int room;
    private int round;
    private ArrayDeque<Work> now = new ArrayDeque<>();
    private ArrayDeque<Work> later = new ArrayDeque<>();
    private boolean forgot;

    /**
     * @param most switches of an order, {@code >= 0}
     * @param room runs that will be made at most: what is further off need not be kept
     */
    public SwitchSearch(int most, int room) {
        this.most = most;
        this.room = room;
        now.add(new Work(Schedule.FIRST, 0, List.of()));
    }

    @Override
    public Optional<Work> next() {
        if (now.isEmpty() && round < most && !later.isEmpty()) {
            round++;
            now = later;
            later = new ArrayDeque<>();
        }
        return Optional.ofNullable(now.pollLast());
    }

    @Override
    public void ran(Work work, Trace trace) {
        Schedule schedule = work.schedule();
        var choices = new ArrayList<Integer>(schedule.choices());
        int fingerprint = schedule.fingerprint();
        for (Trace.Choice choice : trace.choices()) {
            fingerprint = choice.fingerprint(fingerprint);
            for (int i = choice.candidates().size() - 1; i > choice.chosen(); i--) {
                branch(choices, i, work.switches() + (choice.isSwitch(i) ? 1 : 0), fingerprint);
            }
            choices.add(choice.chosen());
        }
    }

    private void branch(List<Integer> before, int choice, int switches, int fingerprint) {
        if (switches > round && later.size() >= room) {
            forgot = true;
            return;
        }
        var choices = new ArrayList<Integer>(before);
        choices.add(choice);
        (switches > round ? later : now)
                .add(new Work(Schedule.of(choices, Set.of(), fingerprint), switches, List.of()));
    }

    /** Whether there are orders with more switches than the bound. */
    public boolean more() {
        return forgot || !later.isEmpty();
    }

    @Override
    public boolean complete() {
        return now.isEmpty() && (round == most || later.isEmpty()) && !(forgot && round < most);
    }
}

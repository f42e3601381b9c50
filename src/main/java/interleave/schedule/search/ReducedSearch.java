package interleave.schedule.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One order of each kind: orders that differ only in steps next to each other that do not meet are of one kind, and end the same.
 *
 * <p>Two rules see to that. <em>Source sets</em>: a run shows which of its steps could have come the other way round ({@link Causality#races}), and only there is
 * somebody else sent on; so every kind is met (P. Abdulla, S. Aronis, B. Jonsson, K. Sagonas: Optimal Dynamic Partial Order Reduction, POPL 2014). <em>Sleep
 * sets</em>: what has been sent on at a place sleeps while the others are, until something happens that depends on what it is about to do; so no two runs that
 * come to their end are of one kind.
 *
 * <p>Whoever waits for a lock when a run ends, or is given up because all others sleep, has taken no step that a race could be found with: what he {@linkplain Trace#wishes
 * wished} to do is held against the steps as if he had.
 */
public final class ReducedSearch implements Search {
    private final ArrayDeque<Branch> open = new ArrayDeque<>();
    private final ArrayDeque<Branch> out = new ArrayDeque<>();

    /** Nothing tried yet. */
    public ReducedSearch() {
        open.add(new Branch(null, new Work(Schedule.FIRST, 0, List.of())));
    }

    /** @param at the place where the last choice of its prefix is made; null for the first run, which has none */
    private record Branch(@Nullable Crossing at, Work work) {}

    /** A place that runs come to: who could go on there, and who was sent on. */
    private static final class Crossing {
        private final @Nullable Crossing before;

        /** The choice that led here from the place before; null at the first. */
        private final Trace.@Nullable Choice via;

        private final Trace.Choice here;
        private final int switches;
        private final int fingerprint;

        /** Tasks that need not be sent on, any more or at all. */
        private final Set<Integer> seen;

        /** @param before null for the first */
        Crossing(@Nullable Crossing before, Trace.@Nullable Choice via, Trace.Choice here, Set<Integer> asleep) {
            this.before = before;
            this.via = via;
            this.here = here;
            this.seen = new HashSet<>(asleep);
            boolean switched = via != null && via.isSwitch(via.chosen());
            this.switches = (before == null ? 0 : before.switches) + (switched ? 1 : 0);
            this.fingerprint = here.fingerprint(before == null ? 0 : before.fingerprint);
            seen.add(here.taken().task());
        }

        /** Those on the way here, this one the last. */
        List<Crossing> way() {
            var way = new ArrayDeque<Crossing>();
            for (Crossing each = this; each != null; each = each.before) {
                way.addFirst(each);
            }
            return new ArrayList<>(way);
        }

        boolean isCandidate(int task) {
            return here.candidates().stream().anyMatch(candidate -> candidate.task() == task);
        }

        /** The run that goes on from here with that candidate. */
        Branch branch(int candidate) {
            var taken = new ArrayList<Trace.Choice>();
            for (Crossing each : way()) {
                if (each.via != null) {
                    taken.add(each.via);
                }
            }
            taken.add(here.with(candidate));
            Set<Integer> asleep =
                    stillAsleep(seen, here.candidates(), here.candidates().get(candidate));
            Schedule schedule =
                    Schedule.of(taken.stream().map(Trace.Choice::chosen).toList(), asleep, fingerprint);
            return new Branch(this, new Work(schedule, switches + (here.isSwitch(candidate) ? 1 : 0), taken));
        }
    }

    @Override
    public Optional<Work> next() {
        Branch next = open.pollLast();
        if (next == null) {
            return Optional.empty();
        }
        out.add(next);
        return Optional.of(next.work());
    }

    @Override
    public void ran(Work work, Trace trace) {
        Crossing at = out.removeFirst().at();
        List<Crossing> way = at == null ? new ArrayList<>() : at.way();
        int known = way.size();
        Trace.Choice via = at == null ? null : work.before().getLast();
        Set<Integer> asleep = work.schedule().asleep();
        for (Trace.Choice choice : trace.choices()) {
            at = new Crossing(at, via, choice, asleep);
            way.add(at);
            asleep = stillAsleep(asleep, choice.candidates(), choice.taken());
            via = choice;
        }
        if (trace.stuck()) {
            // what was done then is not among the steps
            way.forEach(this::sendAll);
            return;
        }
        // that time passes is no step that must come: whoever could go on may do so before
        way.subList(known, way.size()).stream()
                .filter(each -> each.here.hasTime())
                .forEach(this::sendAll);
        List<Trace.Choice> steps = work.steps(trace);
        Causality causality = Causality.of(steps);
        for (int step = Math.max(0, known - 1); step < steps.size(); step++) {
            sendInstead(causality, step, way);
        }
        for (Trace.Candidate wish : trace.wishes()) {
            sendInstead(causality.with(wish, false), steps.size(), way);
        }
        if (trace.end().isEnding() && !steps.isEmpty()) {
            Trace.Choice last = steps.getLast();
            for (Trace.Candidate left : last.candidates()) {
                if (left.task() != last.taken().task()) {
                    sendInstead(causality.with(left, true), steps.size(), way);
                }
            }
        }
    }

    /** Sees to it that a run takes this step before each of the earlier ones that it could have come before. */
    private void sendInstead(Causality causality, int step, List<Crossing> way) {
        for (int earlier : causality.races(step)) {
            Crossing place = way.get(earlier);
            List<Integer> first = causality.firstInstead(earlier, step);
            if (first.stream().noneMatch(place.seen::contains)) {
                first.stream()
                        .filter(place::isCandidate)
                        .findFirst()
                        .ifPresentOrElse(task -> send(place, task), () -> sendAll(place));
            }
        }
    }

    private void sendAll(Crossing place) {
        place.here.candidates().forEach(candidate -> send(place, candidate.task()));
    }

    private void send(Crossing place, int task) {
        if (place.seen.add(task)) {
            for (int i = 0; i < place.here.candidates().size(); i++) {
                if (place.here.candidates().get(i).task() == task) {
                    open.add(place.branch(i));
                }
            }
        }
    }

    /** Which of those asleep do not wake when {@code taken} has done what it was about to do. */
    public static Set<Integer> stillAsleep(
            Set<Integer> asleep, List<Trace.Candidate> candidates, Trace.Candidate taken) {
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
        return open.isEmpty() && out.isEmpty();
    }
}

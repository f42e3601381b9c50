package interleave.schedule;

import interleave.schedule.search.AllOrders;
import interleave.schedule.search.Ids;
import interleave.schedule.search.RandomSearch;
import interleave.schedule.search.ReducedSearch;
import interleave.schedule.search.Schedule;
import interleave.schedule.search.Search;
import interleave.schedule.search.SwitchSearch;
import interleave.schedule.search.Trace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the runs that the searches of a {@link Plan} ask for, and counts what they give: the work behind {@link Interleavings}, which is what is asked for. */
final class Survey {
    /** Begins the ids of orders of a program that can see which of its futures is complete first. */
    static final String RACING = "R";

    /** Schedules that a runner is given at once. */
    private static final int BATCH = 32;

    /** Runs given up because their order has been seen cost little, but something: so many for each that is looked at. */
    private static final int GIVEN_UP = 20;

    /** The program can see which of its futures is complete first, as it turns out. */
    static final class RacingException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Interleavings.Runner runner;
    private final Plan plan;
    private final boolean racing;

    /** @param racing whether the program can see which of its futures is complete first */
    Survey(Interleavings.Runner runner, Plan plan, boolean racing) {
        this.runner = runner;
        this.plan = plan;
        this.racing = racing;
    }

    /**
     * Looks at the orders, those with few switches first.
     *
     * @throws RacingException if the program can see which of its futures is complete first, and these are not orders for that
     * @throws IllegalStateException if the program is not the same in every run
     */
    Exploration explore() {
        var seen = new Seen();
        var parts = new ArrayList<Exploration.Part>();
        if (plan.first() && plan.switches() >= 0) {
            Tally tally = look(new SwitchSearch(plan.switches(), plan.orders()), plan.orders(), seen, true);
            if (tally.failures > 0) {
                parts.add(tally.part(Exploration.Kind.FEW_SWITCHES, false, plan.switches()));
                return new Exploration(parts, seen.shortest().map(this::told), "", seen.timeLimits(plan.limits()));
            }
        }
        if (plan.kinds() > 0) {
            var search = new ReducedSearch();
            Exploration.Part part =
                    look(search, plan.kinds(), seen, false).part(Exploration.Kind.EACH_KIND, search.complete(), 0);
            parts.add(part);
            if (part.complete() && part.failures() > 0 && plan.switches() >= 0) {
                // one order of each kind, but perhaps not the one of its kind that is easiest to read
                look(new SwitchSearch(plan.switches(), plan.orders()), plan.orders(), seen, true);
            }
        }
        boolean all = parts.stream().anyMatch(Exploration.Part::complete);
        if (plan.switches() >= 0 && !all) {
            var search = new SwitchSearch(plan.switches(), plan.orders());
            Tally tally = look(search, plan.orders(), seen, false);
            all = search.complete() && !search.more();
            parts.addFirst(tally.part(
                    all ? Exploration.Kind.EVERY : Exploration.Kind.FEW_SWITCHES, search.complete(), plan.switches()));
        }
        if (plan.random() > 0 && !all) {
            Tally tally = look(new RandomSearch(plan.random(), plan.seed()), plan.random(), seen, false);
            parts.add(tally.part(Exploration.Kind.RANDOM, false, plan.seed()));
        }
        return new Exploration(parts, seen.shortest().map(this::told), "", seen.timeLimits(plan.limits()));
    }

    private List<Trace> run(List<Schedule> schedules) {
        return runner.run(schedules.stream()
                .map(each -> racing ? each.whereCompletionsRace() : each)
                .map(each -> each.withLimits(plan.limits()))
                .toList());
    }

    /** Makes the runs of a search, as many as it has, but at most {@code orders}; or only as long as they may be shorter than the shortest. */
    private Tally look(Search search, int orders, Seen seen, boolean onlyShorter) {
        var tally = new Tally(seen, search instanceof ReducedSearch);
        long runs = (long) orders * GIVEN_UP;
        for (List<Search.Work> batch = batch(search, orders);
                !batch.isEmpty() && runs > 0;
                batch = batch(search, orders - tally.orders)) {
            if (onlyShorter && tally.failures > 0 && batch.getFirst().switches() > seen.switches) {
                break;
            }
            runs -= batch.size();
            List<Trace> traces = run(batch.stream().map(Search.Work::schedule).toList());
            for (int i = 0; i < batch.size(); i++) {
                tally.add(batch.get(i), traces.get(i));
                search.ran(batch.get(i), traces.get(i));
            }
        }
        return tally;
    }

    private static List<Search.Work> batch(Search search, int left) {
        var batch = new ArrayList<Search.Work>();
        while (batch.size() < Math.min(left, BATCH)) {
            Optional<Search.Work> next = search.next();
            if (next.isEmpty()) {
                break;
            }
            batch.add(next.get());
        }
        return batch;
    }

    /** Makes that run once more, for the reader. */
    private Interleavings.Failure told(List<Integer> choices) {
        return failure(choices)
                .orElseThrow(() -> new IllegalStateException("order " + Ids.of(choices)
                        + " failed once and not again: the program is not the same in every run"));
    }

    /** Takes the steps in the order of these choices once more; empty if that does not fail. */
    Optional<Interleavings.Failure> failure(List<Integer> choices) {
        Schedule schedule = Schedule.replay(choices);
        Trace trace = run(List.of(schedule)).getFirst();
        if (trace.end() != Trace.End.FAILED) {
            return Optional.empty();
        }
        // a trace that is told has the choices of the prefix, too
        var whole = new Search.Work(Schedule.FIRST, 0, List.of());
        return Optional.of(new Interleavings.Failure(
                (racing ? RACING : "") + Ids.of(whole.choices(trace)),
                trace.message(),
                whole.switches(trace),
                trace.initially(),
                trace.steps().stream().map(Interleavings.Step::of).toList()));
    }

    /** What was seen in all orders: the failing one with the fewest switches, and of those the fewest steps; and whether time mattered. */
    private static final class Seen {
        private @Nullable List<Integer> choices;
        private int switches;
        private boolean time;
        private boolean heldBack;

        void look(Trace trace) {
            heldBack |= trace.heldBack();
            time = time || trace.choices().stream().anyMatch(Trace.Choice::hasTime);
        }

        Exploration.TimeLimits timeLimits(int most) {
            return new Exploration.TimeLimits(time || heldBack, heldBack, most);
        }

        void offer(Search.Work work, Trace trace) {
            int switched = work.switches(trace);
            List<Integer> made = work.choices(trace);
            if (choices == null || isShorter(switched, made, switches, choices)) {
                choices = made;
                switches = switched;
            }
        }

        /** Of two with as many switches and steps it is the one whose first difference is an earlier candidate: the same, whichever was met first. */
        private static boolean isShorter(int switched, List<Integer> made, int switches, List<Integer> choices) {
            if (switched != switches) {
                return switched < switches;
            }
            if (made.size() != choices.size()) {
                return made.size() < choices.size();
            }
            for (int i = 0; i < made.size(); i++) {
                if (!made.get(i).equals(choices.get(i))) {
                    return made.get(i) < choices.get(i);
                }
            }
            return false;
        }

        Optional<List<Integer>> shortest() {
            return Optional.ofNullable(choices);
        }
    }

    /** Counts. */
    private static final class Tally {
        private final Seen seen;
        private int orders;
        private int failures;
        private @Nullable BigInteger all;
        private BigInteger failing = BigInteger.ZERO;

        /** @param kinds whether each order looked at stands for others */
        Tally(Seen seen, boolean kinds) {
            this.seen = seen;
            this.all = kinds ? BigInteger.ZERO : null;
        }

        void add(Search.Work work, Trace trace) {
            seen.look(trace);
            switch (trace.end()) {
                case SEEN -> {}
                case RACING -> throw new RacingException();
                case ANOTHER ->
                    throw new IllegalStateException("the program is not the same in every run: " + trace.message());
                case PASSED -> count(work, trace, false);
                case FAILED -> {
                    count(work, trace, true);
                    seen.offer(work, trace);
                }
            }
        }

        private void count(Search.Work work, Trace trace, boolean failed) {
            orders++;
            failures += failed ? 1 : 0;
            Optional<BigInteger> like = all == null ? Optional.empty() : AllOrders.like(work.steps(trace));
            if (all == null || like.isEmpty()) {
                all = null;
            } else {
                all = all.add(like.get());
                failing = failed ? failing.add(like.get()) : failing;
            }
        }

        Exploration.Part part(Exploration.Kind kind, boolean complete, long parameter) {
            return new Exploration.Part(
                    kind,
                    orders,
                    failures,
                    complete,
                    parameter,
                    complete ? Optional.ofNullable(all) : Optional.empty(),
                    failing);
        }
    }
}

package interleave.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every order in which a few actors can take their steps, one after another, instead of the one that happens to come.
 *
 * <pre>{@code
 * var found = Interleavings.of(world -> {
 *             var account = new Account();
 *             world.actor("A", () -> account.deposit(5));
 *             world.actor("B", () -> account.deposit(10));
 *             world.check(() -> assertEquals(15, account.balance()));
 *         })
 *         .explore();
 * assertTrue(found.failures() == 0, found.report());
 * }</pre>
 *
 * <p>Unlike a stress test, which repeats and hopes, it is the same on every machine and every time, and a failing order has an id that {@link #replay}
 * shows again. A switch is a place where an actor that could go on has to let another one go first; orders with few switches come first. The verdict says
 * what was looked at: "no failure in all 20 orders" is a proof for these actors, "no failure in the 312 orders with at most 2 switches" is not.
 *
 * <p>The classes that the actors share must be woven with {@link Points} (a {@link WovenLoader} made by {@link WovenLoader#exploring} does). An order of
 * steps cannot show what the memory model allows beyond it: stale reads of plain fields, reordering.
 */
public final class Interleavings {
    /** Orders looked at, unless told otherwise. */
    public static final int DEFAULT_ORDERS = 5_000;

    /** Switches allowed, unless told otherwise. */
    public static final int DEFAULT_SWITCHES = 2;

    private static final int UNBOUNDED = Integer.MAX_VALUE;

    /** Schedules that a runner is given at once. */
    private static final int BATCH = 32;

    /** Runs given up because their order has been seen cost little, but something: so many for each that is looked at. */
    private static final int GIVEN_UP = 20;

    /** What the actors share, who they are, and what must hold in the end: made anew for each order. */
    public interface Program {
        void setUp(World world) throws Exception;
    }

    /** What an actor does, or what is checked. */
    public interface Action {
        void run() throws Exception;
    }

    /** Where a program says who its actors are. */
    public static final class World {
        private final Inside inside;
        private final List<Actor> actors = new ArrayList<>();
        private @Nullable Action check;

        record Actor(String name, Action body) {}

        World(Inside inside) {
            this.inside = inside;
        }

        List<Actor> actors() {
            return actors;
        }

        void check() throws Exception {
            if (check != null) {
                check.run();
            }
        }

        /** Adds an actor: a thread of that name. What it throws makes the order fail. */
        public void actor(String name, Action body) {
            actors.add(new Actor(name, body));
        }

        /**
         * A store whose operations take two steps each, the effect and the answer: others may come before either.
         *
         * <p>In the set-up and the check its operations take no step.
         */
        public <V> Store<V> store() {
            return new ExploredStore<>(inside);
        }

        /** What must hold when all actors are at their end: an order for which it throws fails, with its message. */
        public void check(Action holds) {
            check = Objects.requireNonNull(holds);
        }
    }

    /** Where runs are made: in this JVM, or at the other end of a wire. */
    public interface Runner {
        /**
         * Makes these runs, in any order.
         *
         * @return their traces, in the order of the schedules
         */
        List<Trace> run(List<Schedule> schedules);
    }

    /**
     * One step of an order.
     *
     * @param actor who took it
     * @param label what was done, with the value read or written: {@code read n = 0}
     * @param place the learner's line
     */
    public record Step(String actor, String label, Place place) {
        /** As plain data, for a wire. */
        public Map<String, Object> toMap() {
            return Map.of("actor", actor, "label", label, "place", place.toMap());
        }

        /**
         * From plain data.
         *
         * @throws IllegalArgumentException if it is not what {@link #toMap} makes
         */
        public static Step fromMap(Map<?, ?> map) {
            if (!(map.get("place") instanceof Map<?, ?> place)) {
                throw Wire.wrong(map, "place", "a place");
            }
            return new Step(Wire.text(map, "actor"), Wire.text(map, "label"), Place.fromMap(place));
        }
    }

    /**
     * An order that fails.
     *
     * @param id what {@link #replay} takes
     * @param message what went wrong
     * @param switches how often an actor that could go on had to wait
     * @param steps in the order taken
     */
    public record Failure(String id, String message, int switches, List<Step> steps) {
        public Failure {
            steps = List.copyOf(steps);
        }

        /** The steps as a table in plain text: a column an actor, a row a step. */
        public String table() {
            return Tables.of(steps);
        }
    }

    /**
     * What an exploration found.
     *
     * @param orders different orders looked at
     * @param failures how many of them fail
     * @param complete whether these are all there are, up to orders that differ only in steps that do not meet
     * @param switches the most switches allowed, or {@link Integer#MAX_VALUE}
     * @param shortest the failing order with the fewest switches, and of those the fewest steps
     */
    public record Exploration(int orders, int failures, boolean complete, int switches, Optional<Failure> shortest) {
        /** One sentence: what was looked at, and how much of it fails. */
        public String verdict() {
            String looked = (complete
                            ? (orders == 1 ? "the only order" : "all " + orders + " orders")
                            : "the first " + orders + " orders")
                    + (switches == UNBOUNDED ? "" : " with at most " + switches + " switches");
            return failures == 0 ? "no failure in " + looked : failures + " of " + looked + " fail";
        }

        /** The verdict and, if there is one, the shortest failing order with its id. */
        public String report() {
            return shortest.map(failure -> verdict() + ". The shortest, with "
                            + failure.switches() + (failure.switches() == 1 ? " switch" : " switches") + ", id "
                            + failure.id()
                            + ": " + failure.message() + "\n" + failure.table())
                    .orElse(verdict());
        }
    }

    private final Runner runner;
    private final int switches;
    private final int orders;

    private Interleavings(Runner runner, int switches, int orders) {
        this.runner = runner;
        this.switches = switches;
        this.orders = orders;
    }

    /** Orders of this program, with at most {@value #DEFAULT_SWITCHES} switches, and at most {@value #DEFAULT_ORDERS}. */
    public static Interleavings of(Program program) {
        Runner here = inThisJvm(program, Inside.Settings.DEFAULT.withFuel(100_000));
        return by(here);
    }

    /** The same for a program that runs wherever {@code runner} runs it. */
    public static Interleavings by(Runner runner) {
        return new Interleavings(runner, DEFAULT_SWITCHES, DEFAULT_ORDERS);
    }

    /** Runs a program on the calling thread, which must be a platform thread. */
    public static Runner inThisJvm(Program program, Inside.Settings settings) {
        var run = new ProgramRun(program, settings);
        return schedules -> schedules.stream().map(run::by).toList();
    }

    /**
     * Makes one run in this JVM, on the calling thread, with an outside that is elsewhere and {@linkplain Outside#explore explores}.
     *
     * <p>The trace tells a run that returned from others; how those ended the outside knows. A check that is not the program's own is still to be made.
     *
     * @param outside answers each step of the run, the last one with {@link Move.Kind#END}
     */
    public static Trace run(
            Program program,
            Inside.Settings settings,
            Schedule schedule,
            Function<interleave.schedule.Step, Move> outside) {
        return new ProgramRun(program, settings).by(schedule, outside);
    }

    /**
     * With at most that many switches.
     *
     * @throws IllegalArgumentException if {@code most < 0}
     */
    public Interleavings switches(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("an order has at least 0 switches, not " + most);
        }
        return new Interleavings(runner, most, orders);
    }

    /** With any number of switches; of orders that differ only in steps that do not meet, one is enough. */
    public Interleavings anySwitches() {
        return new Interleavings(runner, UNBOUNDED, orders);
    }

    /**
     * At most that many orders.
     *
     * @throws IllegalArgumentException if {@code most < 1}
     */
    public Interleavings orders(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 order is looked at, not " + most);
        }
        return new Interleavings(runner, switches, most);
    }

    /** Looks at the orders, those with few switches first. */
    public Exploration explore() {
        Search search = switches == UNBOUNDED ? new ReducedSearch() : new SwitchSearch(switches, orders);
        var tally = new Tally();
        long runs = (long) orders * GIVEN_UP;
        for (List<Search.Work> batch = batch(search, orders);
                !batch.isEmpty() && runs > 0;
                batch = batch(search, orders - tally.orders)) {
            runs -= batch.size();
            List<Trace> traces =
                    runner.run(batch.stream().map(Search.Work::schedule).toList());
            for (int i = 0; i < batch.size(); i++) {
                tally.add(batch.get(i), traces.get(i));
                search.ran(batch.get(i), traces.get(i));
            }
        }
        return new Exploration(
                tally.orders,
                tally.failures,
                search.complete(),
                switches,
                tally.shortest().map(this::told));
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
    private Failure told(List<Integer> choices) {
        return failure(choices)
                .orElseThrow(() -> new IllegalStateException("order " + Ids.of(choices)
                        + " failed once and not again: the program is not the same in every run"));
    }

    private Optional<Failure> failure(List<Integer> choices) {
        Trace trace = runner.run(List.of(Schedule.replay(choices))).getFirst();
        if (trace.end() != Trace.End.FAILED) {
            return Optional.empty();
        }
        int switched = 0;
        for (int i = 0; i < trace.choices().size(); i++) {
            Trace.Choice choice = trace.choices().get(i);
            switched += choice.isSwitch(choice.chosen()) ? 1 : 0;
        }
        var made = new ArrayList<Integer>();
        trace.choices().forEach(choice -> made.add(choice.chosen()));
        return Optional.of(new Failure(Ids.of(made), trace.message(), switched, trace.steps()));
    }

    /**
     * Takes the steps in the order of that id once more.
     *
     * @return the same failure; empty if the order does not fail, because the program is another by now
     * @throws IllegalArgumentException if it is no id
     */
    public Optional<Failure> replay(String id) {
        return failure(Ids.choices(id));
    }

    /** Counts, and keeps the shortest failing order. */
    private static final class Tally {
        int orders;
        int failures;
        private @Nullable List<Integer> shortest;
        private int switches;

        void add(Search.Work work, Trace trace) {
            switch (trace.end()) {
                case SEEN -> {}
                case ANOTHER ->
                    throw new IllegalStateException("the program is not the same in every run: " + trace.message());
                case PASSED -> orders++;
                case FAILED -> {
                    orders++;
                    failures++;
                    keep(work, trace);
                }
            }
        }

        private void keep(Search.Work work, Trace trace) {
            int switched = work.switches();
            var choices = new ArrayList<Integer>(work.schedule().choices());
            for (Trace.Choice choice : trace.choices()) {
                switched += choice.isSwitch(choice.chosen()) ? 1 : 0;
                choices.add(choice.chosen());
            }
            if (shortest == null || switched < switches || (switched == switches && choices.size() < shortest.size())) {
                shortest = choices;
                switches = switched;
            }
        }

        Optional<List<Integer>> shortest() {
            return Optional.ofNullable(shortest);
        }
    }
}

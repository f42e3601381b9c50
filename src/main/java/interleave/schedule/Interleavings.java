package interleave.schedule;

import java.math.BigInteger;
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

    /** Random orders looked at if these were too few, unless told otherwise. */
    public static final int DEFAULT_RANDOM = 1_000;

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
     * @param code the text of that line, or empty if it is not known
     * @param shared what two actors or more share, after the step, as far as it is known: {@code n = 1, done = false}
     */
    public record Step(String actor, String label, Place place, String code, String shared) {
        private static final int LONGEST_CODE = 60;

        Step withCode(String text) {
            String cut = text.length() <= LONGEST_CODE ? text : text.substring(0, LONGEST_CODE - 1) + "…";
            return new Step(actor, label, place, cut, shared);
        }

        Step with(String values) {
            return new Step(actor, label, place, code, values);
        }

        /** As plain data, for a wire; without the text, which whoever shows it has. */
        public Map<String, Object> toMap() {
            return Map.of("actor", actor, "label", label, "place", place.toMap(), "shared", shared);
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
            return new Step(
                    Wire.text(map, "actor"),
                    Wire.text(map, "label"),
                    Place.fromMap(place),
                    "",
                    Wire.text(map, "shared"));
        }
    }

    /**
     * An order that fails.
     *
     * @param id what {@link #replay} takes
     * @param message what went wrong
     * @param switches how often an actor that could go on had to wait
     * @param initially what they share before the first step, as far as it is known
     * @param steps in the order taken
     */
    public record Failure(String id, String message, int switches, String initially, List<Step> steps) {
        public Failure {
            steps = List.copyOf(steps);
        }

        /** The same with the text of its lines, as {@code code} tells it, cut where it is longer than a table can bear. */
        public Failure withCode(Function<Place, String> code) {
            return new Failure(
                    id,
                    message,
                    switches,
                    initially,
                    steps.stream()
                            .map(step -> step.withCode(code.apply(step.place())))
                            .toList());
        }

        /** The steps as a table in plain text: a column an actor, a row a step, with the learner's line of code. */
        public String table() {
            return Tables.of(this);
        }
    }

    private final Runner runner;
    private final Plan plan;

    /** Whether the program can see which of its futures is complete first. */
    private final boolean racing;

    /** Begins the ids of orders of such a program. */
    private static final String RACING = "R";

    /** It can, as it turns out. */
    private static final class RacingException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * What is looked at, one after another, until that was all there is.
     *
     * @param reduced whether one order of each kind
     * @param switches then the orders with at most that many, those with few of them first; negative for none
     * @param random then so many random ones
     * @param seed of those
     * @param orders at most, of each but the random ones
     * @param first whether a failing order with few switches is enough
     */
    private record Plan(int switches, boolean reduced, int random, long seed, int orders, boolean first) {
        static final Plan DEFAULT = new Plan(DEFAULT_SWITCHES, true, DEFAULT_RANDOM, 1, DEFAULT_ORDERS, false);
    }

    private Interleavings(Runner runner, Plan plan) {
        this(runner, plan, false);
    }

    private Interleavings(Runner runner, Plan plan, boolean racing) {
        this.runner = runner;
        this.plan = plan;
        this.racing = racing;
    }

    private Interleavings whereCompletionsRace() {
        return new Interleavings(
                schedules -> runner.run(
                        schedules.stream().map(Schedule::whereCompletionsRace).toList()),
                plan,
                true);
    }

    /**
     * Orders of this program: one of each kind, or if these are more than {@value #DEFAULT_ORDERS}, as many of those with at most {@value #DEFAULT_SWITCHES}
     * switches, and {@value #DEFAULT_RANDOM} random ones.
     */
    public static Interleavings of(Program program) {
        return by(inThisJvm(program, Inside.Settings.DEFAULT.withFuel(100_000)));
    }

    /** The same for a program that runs wherever {@code runner} runs it. */
    public static Interleavings by(Runner runner) {
        return new Interleavings(runner, Plan.DEFAULT);
    }

    /** Runs a program on the calling thread, which must be a platform thread. */
    public static Runner inThisJvm(Program program, Inside.Settings settings) {
        return schedules -> schedules.stream()
                .map(schedule -> ProgramRun.of(program, settings, schedule))
                .toList();
    }

    /**
     * Only orders with at most that many switches.
     *
     * @throws IllegalArgumentException if {@code most < 0}
     */
    public Interleavings switches(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("an order has at least 0 switches, not " + most);
        }
        return new Interleavings(runner, new Plan(most, false, 0, plan.seed(), plan.orders(), plan.first()));
    }

    /** Any number of switches; of orders that differ only in steps that do not meet, one is enough. */
    public Interleavings anySwitches() {
        return new Interleavings(runner, new Plan(-1, true, 0, plan.seed(), plan.orders(), plan.first()));
    }

    /**
     * At most that many orders, not counting random ones.
     *
     * @throws IllegalArgumentException if {@code most < 1}
     */
    public Interleavings orders(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 order is looked at, not " + most);
        }
        return new Interleavings(
                runner, new Plan(plan.switches(), plan.reduced(), plan.random(), plan.seed(), most, plan.first()));
    }

    /**
     * If the orders are too many, so many random ones besides; the same seed gives the same.
     *
     * @throws IllegalArgumentException if {@code runs < 0}
     */
    public Interleavings random(int runs, long seed) {
        if (runs < 0) {
            throw new IllegalArgumentException("at least 0 random orders are looked at, not " + runs);
        }
        return new Interleavings(
                runner, new Plan(plan.switches(), plan.reduced(), runs, seed, plan.orders(), plan.first()));
    }

    /** Stops once it is known that there is a failing order with few switches, and which of those with the fewest is the shortest: how many fail is not counted. */
    public Interleavings untilFailure() {
        return new Interleavings(
                runner, new Plan(plan.switches(), plan.reduced(), plan.random(), plan.seed(), plan.orders(), true));
    }

    /**
     * Looks at the orders, those with few switches first.
     *
     * @throws IllegalStateException if the program is not the same in every run
     */
    public Exploration explore() {
        try {
            return explored();
        } catch (RacingException e) {
            return whereCompletionsRace().explored();
        }
    }

    private Exploration explored() {
        var shortest = new Shortest();
        var parts = new ArrayList<Exploration.Part>();
        if (plan.first() && plan.switches() >= 0) {
            Tally tally = look(new SwitchSearch(plan.switches(), plan.orders()), plan.orders(), shortest, true);
            if (tally.failures > 0) {
                parts.add(tally.part(Exploration.Kind.FEW_SWITCHES, false, plan.switches()));
                return new Exploration(parts, shortest.choices().map(this::told));
            }
        }
        if (plan.reduced()) {
            var search = new ReducedSearch();
            Exploration.Part part =
                    look(search, plan.orders(), shortest, false).part(Exploration.Kind.EACH_KIND, search.complete(), 0);
            parts.add(part);
            if (part.complete() && part.failures() > 0 && plan.switches() >= 0) {
                // one order of each kind, but perhaps not the one of its kind that is easiest to read
                look(new SwitchSearch(plan.switches(), plan.orders()), plan.orders(), shortest, true);
            }
        }
        boolean all = parts.stream().anyMatch(Exploration.Part::complete);
        if (plan.switches() >= 0 && !all) {
            var search = new SwitchSearch(plan.switches(), plan.orders());
            Tally tally = look(search, plan.orders(), shortest, false);
            all = search.complete() && !search.more();
            parts.addFirst(tally.part(
                    all ? Exploration.Kind.EVERY : Exploration.Kind.FEW_SWITCHES, search.complete(), plan.switches()));
        }
        if (plan.random() > 0 && !all) {
            Tally tally = look(new RandomSearch(plan.random(), plan.seed()), plan.random(), shortest, false);
            parts.add(tally.part(Exploration.Kind.RANDOM, false, plan.seed()));
        }
        return new Exploration(parts, shortest.choices().map(this::told));
    }

    /** Makes the runs of a search, as many as it has, but at most {@code orders}; or only as long as they may be shorter than the shortest. */
    private Tally look(Search search, int orders, Shortest shortest, boolean onlyShorter) {
        var tally = new Tally(shortest, search instanceof ReducedSearch);
        long runs = (long) orders * GIVEN_UP;
        for (List<Search.Work> batch = batch(search, orders);
                !batch.isEmpty() && runs > 0;
                batch = batch(search, orders - tally.orders)) {
            if (onlyShorter && tally.failures > 0 && batch.getFirst().switches() > shortest.switches) {
                break;
            }
            runs -= batch.size();
            List<Trace> traces =
                    runner.run(batch.stream().map(Search.Work::schedule).toList());
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
    private Failure told(List<Integer> choices) {
        return failure(choices)
                .orElseThrow(() -> new IllegalStateException("order " + Ids.of(choices)
                        + " failed once and not again: the program is not the same in every run"));
    }

    private Optional<Failure> failure(List<Integer> choices) {
        Schedule schedule = Schedule.replay(choices);
        Trace trace = runner.run(List.of(schedule)).getFirst();
        if (trace.end() != Trace.End.FAILED) {
            return Optional.empty();
        }
        // a trace that is told has the choices of the prefix, too
        var whole = new Search.Work(Schedule.FIRST, 0, List.of());
        return Optional.of(new Failure(
                (racing ? RACING : "") + Ids.of(whole.choices(trace)),
                trace.message(),
                whole.switches(trace),
                trace.initially(),
                trace.steps()));
    }

    /**
     * Takes the steps in the order of that id once more.
     *
     * @return the same failure; empty if the order does not fail, because the program is another by now
     * @throws IllegalArgumentException if it is no id
     */
    public Optional<Failure> replay(String id) {
        return id.startsWith(RACING)
                ? whereCompletionsRace().failure(Ids.choices(id.substring(RACING.length())))
                : failure(Ids.choices(id));
    }

    /** The failing order with the fewest switches, and of those the fewest steps. */
    private static final class Shortest {
        private @Nullable List<Integer> choices;
        private int switches;

        void offer(Search.Work work, Trace trace) {
            int switched = work.switches(trace);
            List<Integer> made = work.choices(trace);
            if (choices == null || switched < switches || (switched == switches && made.size() < choices.size())) {
                choices = made;
                switches = switched;
            }
        }

        Optional<List<Integer>> choices() {
            return Optional.ofNullable(choices);
        }
    }

    /** Counts. */
    private static final class Tally {
        private final Shortest shortest;
        private int orders;
        private int failures;
        private @Nullable BigInteger all;
        private BigInteger failing = BigInteger.ZERO;

        /** @param kinds whether each order looked at stands for others */
        Tally(Shortest shortest, boolean kinds) {
            this.shortest = shortest;
            this.all = kinds ? BigInteger.ZERO : null;
        }

        void add(Search.Work work, Trace trace) {
            switch (trace.end()) {
                case SEEN -> {}
                case RACING -> throw new RacingException();
                case ANOTHER ->
                    throw new IllegalStateException("the program is not the same in every run: " + trace.message());
                case PASSED -> count(work, trace, false);
                case FAILED -> {
                    count(work, trace, true);
                    shortest.offer(work, trace);
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

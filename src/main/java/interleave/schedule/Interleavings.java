package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.inside.Points;
import interleave.schedule.message.Place;
import interleave.schedule.search.Ids;
import interleave.schedule.search.Schedule;
import interleave.schedule.search.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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

    /** Time limits and delays that may be over early in one order, unless told otherwise. */
    public static final int DEFAULT_TIME_LIMITS = 2;

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

        /** A step that a run tells, the text of its line not yet known. */
        static Step of(Trace.Told told) {
            return new Step(told.actor(), told.label(), told.place(), "", told.shared());
        }

        Step at(Place other) {
            return new Step(actor, label, other, code, shared);
        }

        Step withCode(String text) {
            String cut = text.length() <= LONGEST_CODE ? text : text.substring(0, LONGEST_CODE - 1) + "…";
            return new Step(actor, label, place, cut, shared);
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
            return with(step -> step.withCode(code.apply(step.place())));
        }

        /** The same with other names for its places. */
        public Failure at(UnaryOperator<Place> names) {
            return with(step -> step.at(names.apply(step.place())));
        }

        private Failure with(UnaryOperator<Step> change) {
            return new Failure(
                    id, message, switches, initially, steps.stream().map(change).toList());
        }

        /** The steps as a table in plain text: a column an actor, a row a step, with the learner's line of code. */
        public String table() {
            return Tables.of(this);
        }
    }

    private final Runner runner;
    private final Plan plan;

    private Interleavings(Runner runner, Plan plan) {
        this.runner = runner;
        this.plan = plan;
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
        requireNotNegative(most, "an order has at least 0 switches, not ");
        return new Interleavings(runner, plan.withSwitches(most));
    }

    /** Any number of switches; of orders that differ only in steps that do not meet, one is enough. */
    public Interleavings anySwitches() {
        return new Interleavings(runner, plan.withAnySwitches());
    }

    /**
     * Before those with few switches, one order of each kind, of which there are often far fewer: if they are fewer than that, they stand for all there are, and the
     * verdict says so; if not, what else was asked for is looked at.
     *
     * @throws IllegalArgumentException if {@code most < 1}
     */
    public Interleavings kinds(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 kind of order is looked at, not " + most);
        }
        return new Interleavings(runner, plan.withKinds(most));
    }

    /**
     * At most that many orders, of each kind that is looked at but the random ones.
     *
     * @throws IllegalArgumentException if {@code most < 1}
     */
    public Interleavings orders(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 order is looked at, not " + most);
        }
        return new Interleavings(runner, plan.withOrders(most));
    }

    /**
     * If the orders are too many, so many random ones besides; the same seed gives the same.
     *
     * @throws IllegalArgumentException if {@code runs < 0}
     */
    public Interleavings random(int runs, long seed) {
        requireNotNegative(runs, "at least 0 random orders are looked at, not ");
        return new Interleavings(runner, plan.withRandom(runs, seed));
    }

    /** Stops once it is known that there is a failing order with few switches, and which of those with the fewest is the shortest: how many fail is not counted. */
    public Interleavings untilFailure() {
        return new Interleavings(runner, plan.untilFailure());
    }

    /**
     * In one order, at most so many time limits and delays may be over while somebody could go on, each at any moment from its beginning: nobody has promised what
     * others have done by then. All others are over, as in virtual time, only where nobody can go on; with 0, all are. The verdict says so where it made a difference.
     * Limits of a day and longer mean that there is none.
     *
     * @throws IllegalArgumentException if {@code most < 0}
     */
    public Interleavings timeLimits(int most) {
        requireNotNegative(most, "at least 0 time limits are over early, not ");
        return new Interleavings(runner, plan.withTimeLimits(most));
    }

    private static void requireNotNegative(int number, String sentence) {
        if (number < 0) {
            throw new IllegalArgumentException(sentence + number);
        }
    }

    /**
     * Looks at the orders, those with few switches first.
     *
     * @throws IllegalStateException if the program is not the same in every run
     */
    public Exploration explore() {
        try {
            return new Survey(runner, plan, false).explore();
        } catch (Survey.RacingException e) {
            return new Survey(runner, plan, true).explore();
        }
    }

    /**
     * Takes the steps in the order of that id once more.
     *
     * @return the same failure; empty if the order does not fail, because the program is another by now
     * @throws IllegalArgumentException if it is no id
     */
    public Optional<Failure> replay(String id) {
        boolean racing = id.startsWith(Survey.RACING);
        return new Survey(runner, plan, racing)
                .failure(Ids.choices(racing ? id.substring(Survey.RACING.length()) : id));
    }
}

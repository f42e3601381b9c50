package interleave.schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

        private record Actor(String name, Action body) {}

        private World(Inside inside) {
            this.inside = inside;
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

    /**
     * One step of an order.
     *
     * @param actor who took it
     * @param label what was done, with the value read or written: {@code read n = 0}
     * @param place the learner's line
     */
    public record Step(String actor, String label, Place place) {}

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

    private final Program program;
    private final int switches;
    private final int orders;
    private final Inside.Settings settings;

    private Interleavings(Program program, int switches, int orders, Inside.Settings settings) {
        this.program = program;
        this.switches = switches;
        this.orders = orders;
        this.settings = settings;
    }

    /** Orders of this program, with at most {@value #DEFAULT_SWITCHES} switches, and at most {@value #DEFAULT_ORDERS}. */
    public static Interleavings of(Program program) {
        return new Interleavings(program, DEFAULT_SWITCHES, DEFAULT_ORDERS, Inside.Settings.DEFAULT.withFuel(100_000));
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
        return new Interleavings(program, most, orders, settings);
    }

    /** With any number of switches; of orders that differ only in steps that do not meet, one is enough. */
    public Interleavings anySwitches() {
        return new Interleavings(program, UNBOUNDED, orders, settings);
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
        return new Interleavings(program, switches, most, settings);
    }

    /** Looks at the orders, those with few switches first. */
    public Exploration explore() {
        var search = new Search(switches, switches == UNBOUNDED);
        int seen = 0;
        int failures = 0;
        Failure shortest = null;
        do {
            Run run = run(search);
            if (!run.cut()) {
                seen++;
                if (run.message() != null) {
                    failures++;
                    var failure = new Failure(search.id(), run.message(), search.switches(), run.steps());
                    if (shortest == null || shorter(failure, shortest)) {
                        shortest = failure;
                    }
                }
            }
        } while (search.next() && seen < orders);
        return new Exploration(seen, failures, search.complete(), switches, Optional.ofNullable(shortest));
    }

    private static boolean shorter(Failure one, Failure other) {
        return one.switches() != other.switches()
                ? one.switches() < other.switches()
                : one.steps().size() < other.steps().size();
    }

    /**
     * Takes the steps in the order of that id once more.
     *
     * @return the same failure; empty if the order does not fail, because the program is another by now
     * @throws IllegalArgumentException if it is no id
     */
    public Optional<Failure> replay(String id) {
        var search = Search.of(id);
        Run run = run(search);
        return run.message() == null
                ? Optional.empty()
                : Optional.of(new Failure(search.id(), run.message(), search.switches(), run.steps()));
    }

    /** One order: what went wrong, or null; cut if it was given up because it differs from no other. */
    private record Run(@Nullable String message, List<Step> steps, boolean cut) {}

    private Run run(Search search) {
        search.restart();
        var exploring = new Exploring();
        var outside = new Outside();
        try (var inside = new Inside(settings)) {
            inside.join(outside);
            inside.explore(exploring, search);
            outside.begin();
            interleave.schedule.Step step = inside.begin(() -> {
                body(inside, exploring);
                return "done";
            });
            for (Move move = outside.next(step); move.kind() != Move.Kind.END; move = outside.next(step)) {
                step = inside.apply(move);
            }
            return new Run(message(outside.ending().orElseThrow(), inside), exploring.steps(), false);
        } catch (Search.CutException cut) {
            return new Run(null, List.of(), true);
        }
    }

    private void body(Inside inside, Exploring exploring) throws Exception {
        var world = new World(inside);
        program.setUp(world);
        Set<String> names = new LinkedHashSet<>();
        var left = new int[] {world.actors.size()};
        var failed = new @Nullable Throwable[1];
        LearnerThread me = LearnerThread.current();
        exploring.activate(true);
        for (World.Actor actor : world.actors) {
            if (!names.add(actor.name())) {
                throw new IllegalArgumentException("two actors are named " + actor.name());
            }
            inside.start(actor.name(), 0, () -> {
                try {
                    actor.body().run();
                } catch (RunOverError over) {
                    throw over;
                } catch (Throwable thrown) {
                    failed[0] = failed[0] == null ? new ActorFailure(actor.name(), thrown) : failed[0];
                } finally {
                    if (--left[0] == 0) {
                        me.wake();
                    }
                }
            });
        }
        me.awaitUninterruptibly(Wait.What.END, "its actors", () -> left[0] == 0);
        exploring.activate(false);
        if (failed[0] instanceof ActorFailure failure) {
            throw failure;
        }
        if (world.check != null) {
            world.check.run();
        }
    }

    /** What an actor threw, in words. */
    private static final class ActorFailure extends RuntimeException {
        ActorFailure(String actor, Throwable thrown) {
            super(actor + " threw " + thrown);
        }
    }

    private static @Nullable String message(Ending ending, Inside inside) {
        return switch (ending.kind()) {
            case RETURNED -> null;
            case THREW -> {
                Throwable failure = inside.failure();
                String words = failure == null ? null : failure.getMessage();
                yield words == null ? String.valueOf(failure) : words;
            }
            case NEVER_COMPLETED, DEADLOCK, STUCK, ENDLESS, OVER_LIMIT, ESCAPED, BROKEN -> ending.message();
        };
    }
}

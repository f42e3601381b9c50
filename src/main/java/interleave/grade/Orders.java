package interleave.grade;

import interleave.schedule.Interleavings;
import org.jspecify.annotations.Nullable;

/**
 * Which orders of the steps of a few actors a test looks at.
 *
 * <p>A switch is a place where an actor that could go on has to let another one go first. Most races need one or two, so orders with few of them come first,
 * and a bound on them makes many actors, or long methods, a matter of milliseconds. The verdict says what was looked at: "no failure in all 20 orders" is
 * a proof for these actors, "no failure in all 312 orders with at most 2 switches" is not.
 *
 * @see Check#explore
 */
public final class Orders {
    /** Fewer runs than orders with two switches take, of three actors with a few steps each: mostly far fewer, and they are a proof. */
    private static final int FEW_KINDS = 250;

    private final int switches;
    private final int most;
    private final int timeLimits;
    private final int kinds;

    /** @param kinds one order of each kind is looked at first, if they are fewer than that; 0 for none */
    private Orders(int switches, int most, int timeLimits, int kinds) {
        this.switches = switches;
        this.most = most;
        this.timeLimits = timeLimits;
        this.kinds = kinds;
    }

    /** What the actors share, who they are, and what must hold in the end: run anew for each order, and the same each time. */
    public interface Program {
        /** Says so. */
        void setUp(World world) throws Exception;
    }

    /**
     * What was looked at.
     *
     * @param orders how many, different ones
     * @param verdict one sentence: how many, up to which bound, and how many of them fail
     */
    public record Explored(int orders, String verdict) {}

    /**
     * One order of each kind, where orders are of one kind if they differ only in steps that do not meet: if these are fewer than {@value #FEW_KINDS}, they stand for all
     * there are. If they are more, the orders with at most {@value Interleavings#DEFAULT_SWITCHES} switches, at most {@value Interleavings#DEFAULT_ORDERS} of them.
     */
    public static Orders few() {
        return new Orders(Interleavings.DEFAULT_SWITCHES, Interleavings.DEFAULT_ORDERS, 0, FEW_KINDS);
    }

    /** Any number of switches; of orders that differ only in steps that do not meet, one is enough. */
    public static Orders all() {
        return new Orders(Integer.MAX_VALUE, Interleavings.DEFAULT_ORDERS, 0, 0);
    }

    /**
     * With at most that many switches, and nothing else.
     *
     * @throws IllegalArgumentException if {@code most < 0}
     */
    public Orders switches(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("an order has at least 0 switches, not " + most);
        }
        return new Orders(most, this.most, timeLimits, 0);
    }

    /**
     * At most that many of them.
     *
     * @throws IllegalArgumentException if {@code number < 1}
     */
    public Orders most(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("at least 1 order is looked at, not " + number);
        }
        return new Orders(switches, number, timeLimits, Math.min(kinds, number));
    }

    /**
     * In one order, at most so many of the answer's time limits and delays may be over while somebody could go on; unless told otherwise none is, for an answer that
     * gives up after a second is not wrong because a service that answers at once could have been slower. With 1, what a limit does that is over too soon is judged, too.
     *
     * @throws IllegalArgumentException if {@code number < 0}
     * @see Interleavings#timeLimits
     */
    public Orders timeLimits(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("at least 0 time limits are over early, not " + number);
        }
        return new Orders(switches, most, number, kinds);
    }

    /**
     * Looks at them.
     *
     * @throws Rejection if what the program checks does not hold in each
     */
    public Explored explore(Program program) {
        return Session.current().explore(this, null, program);
    }

    /**
     * Takes the steps in the one order of an id that a failing exploration of the same program and answer has named.
     *
     * @throws Rejection if it fails again
     * @throws IllegalArgumentException if it is no id
     */
    public Explored replay(String id, Program program) {
        return Session.current().explore(this, id, program);
    }

    /** The search over such orders, wherever they run. */
    Interleavings over(Interleavings.Runner runner) {
        Interleavings all = Interleavings.by(runner).orders(most).timeLimits(timeLimits);
        if (switches == Integer.MAX_VALUE) {
            return all.anySwitches();
        }
        Interleavings few = all.switches(switches);
        return kinds == 0 ? few : few.kinds(kinds);
    }

    /** Words for it: {@code , in every order of the steps}. */
    static String expected(@Nullable String what) {
        return what + ", in every order of the steps";
    }
}

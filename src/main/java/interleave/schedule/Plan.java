package interleave.schedule;

/**
 * What an exploration looks at, one after another, until that was all there is.
 *
 * @param switches the orders with at most that many, those with few of them first; negative for none
 * @param reduced whether before that one order of each kind
 * @param random then so many random ones
 * @param seed of those
 * @param orders at most, of each but the random ones
 * @param first whether a failing order with few switches is enough
 * @param limits time limits that may be over early in one order
 */
record Plan(int switches, boolean reduced, int random, long seed, int orders, boolean first, int limits) {
    static final Plan DEFAULT = new Plan(
            Interleavings.DEFAULT_SWITCHES,
            true,
            Interleavings.DEFAULT_RANDOM,
            1,
            Interleavings.DEFAULT_ORDERS,
            false,
            Interleavings.DEFAULT_TIME_LIMITS);

    Plan withSwitches(int most) {
        return new Plan(most, false, 0, seed, orders, first, limits);
    }

    Plan withAnySwitches() {
        return new Plan(-1, true, 0, seed, orders, first, limits);
    }

    Plan withOrders(int most) {
        return new Plan(switches, reduced, random, seed, most, first, limits);
    }

    Plan withRandom(int runs, long from) {
        return new Plan(switches, reduced, runs, from, orders, first, limits);
    }

    Plan untilFailure() {
        return new Plan(switches, reduced, random, seed, orders, true, limits);
    }

    Plan withTimeLimits(int most) {
        return new Plan(switches, reduced, random, seed, orders, first, most);
    }
}

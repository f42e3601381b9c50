package interleave.schedule;

/**
 * What an exploration looks at, one after another, until that was all there is.
 *
 * @param switches the orders with at most that many, those with few of them first; negative for none
 * @param kinds before that one order of each kind, if they are fewer than that; 0 for none
 * @param random then so many random ones
 * @param seed of those
 * @param orders at most, of those with few switches
 * @param first whether a failing order with few switches is enough
 * @param limits time limits that may be over early in one order
 */
record Plan(int switches, int kinds, int random, long seed, int orders, boolean first, int limits) {
    static final Plan DEFAULT = new Plan(
            Interleavings.DEFAULT_SWITCHES,
            Interleavings.DEFAULT_ORDERS,
            Interleavings.DEFAULT_RANDOM,
            1,
            Interleavings.DEFAULT_ORDERS,
            false,
            Interleavings.DEFAULT_TIME_LIMITS);

    Plan withSwitches(int most) {
        return new Plan(most, 0, 0, seed, orders, first, limits);
    }

    Plan withAnySwitches() {
        return new Plan(-1, orders, 0, seed, orders, first, limits);
    }

    Plan withOrders(int most) {
        return new Plan(switches, kinds == 0 ? 0 : most, random, seed, most, first, limits);
    }

    Plan withKinds(int most) {
        return new Plan(switches, most, random, seed, orders, first, limits);
    }

    Plan withRandom(int runs, long from) {
        return new Plan(switches, kinds, runs, from, orders, first, limits);
    }

    Plan untilFailure() {
        return new Plan(switches, kinds, random, seed, orders, true, limits);
    }

    Plan withTimeLimits(int most) {
        return new Plan(switches, kinds, random, seed, orders, first, most);
    }
}

package interleave.schedule.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many orders one order stands for: all that differ from it only in steps next to each other that do not meet.
 *
 * <p>Two steps that depend on each other keep their order, all others need not; so these are the linear extensions of that partial order. They are counted by how
 * far each actor has got: the number of ways to get there is the sum over the actors that may have taken the last step.
 */
public final class AllOrders {
    /** Places to get to that are looked at for one order: more would take longer than the runs. */
    private static final long MOST_PLACES = 50_000;

    private final List<List<Integer>> stepsOf = new ArrayList<>();

    /** For each step, how far each actor must have got before it. */
    private final int[][] before;

    private AllOrders(List<Trace.Choice> choices) {
        int steps = choices.size();
        Map<String, Integer> actors = new LinkedHashMap<>();
        var numbers = new int[steps];
        for (int i = 0; i < steps; i++) {
            numbers[i] = actors.computeIfAbsent(choices.get(i).taken().actor(), each -> {
                stepsOf.add(new ArrayList<>());
                return stepsOf.size() - 1;
            });
            stepsOf.get(numbers[i]).add(i);
        }
        before = new int[steps][actors.size()];
        Causality causality = Causality.of(choices);
        for (int i = 0; i < steps; i++) {
            for (int cause : causality.causes(i).stream().toArray()) {
                int nth = stepsOf.get(numbers[cause]).indexOf(cause) + 1;
                before[i][numbers[cause]] = Math.max(before[i][numbers[cause]], nth);
            }
        }
    }

    /** How many orders the one of these {@code choices} stands for; empty if they are too many to count. */
    public static Optional<BigInteger> like(List<Trace.Choice> choices) {
        var orders = new AllOrders(choices);
        long places = 1;
        for (List<Integer> each : orders.stepsOf) {
            places *= each.size() + 1;
            if (places > MOST_PLACES) {
                return Optional.empty();
            }
        }
        return Optional.of(orders.count((int) places));
    }

    private BigInteger count(int places) {
        var ways = new BigInteger[places];
        Arrays.fill(ways, BigInteger.ZERO);
        ways[0] = BigInteger.ONE;
        var got = new int[stepsOf.size()];
        for (int place = 0; place < places; place++) {
            int rest = place;
            for (int actor = 0; actor < got.length; actor++) {
                int size = stepsOf.get(actor).size() + 1;
                got[actor] = rest % size;
                rest /= size;
            }
            int stride = 1;
            for (int actor = 0; actor < got.length; actor++) {
                if (got[actor] > 0 && mayBeLast(actor, got)) {
                    ways[place] = ways[place].add(ways[place - stride]);
                }
                stride *= stepsOf.get(actor).size() + 1;
            }
        }
        return ways[places - 1];
    }

    private boolean mayBeLast(int actor, int[] got) {
        int[] needed = before[stepsOf.get(actor).get(got[actor] - 1)];
        for (int other = 0; other < got.length; other++) {
            if (other != actor && needed[other] > got[other]) {
                return false;
            }
        }
        return true;
    }
}

package exercise;

import interleave.schedule.Remote;
import java.util.List;

/**
 * Looks up prices in a shop that takes 100 ms for each.
 *
 * <p>You may ask in two ways: {@code call} waits on your thread until the answer is there, {@code callAsync} gives you a future at once.
 */
// For whoever writes this exercise: the contract is all that the learner's code and the test share. Plain data
// (numbers, text, records, lists, maps,
// futures of those) and services of interleave.schedule pass through it: Remote, Store, Pool, Cpu, Loop, Clock. Say in
// it everything that a test
// demands; who reads only this file must be able to earn every point.
public interface PriceList {

    /**
     * The prices of some items. None needs the price of another, so a list takes 100 ms, however long it is.
     *
     * @param items what to ask for; may be empty
     * @param shop knows the price of each item, in cents
     * @return a price for each item, in the order of {@code items}
     */
    List<Integer> prices(List<String> items, Remote<String, Integer> shop);
}

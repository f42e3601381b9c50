package exercise;

import interleave.schedule.Cpu;
import interleave.schedule.Remote;
import java.time.Duration;
import java.util.List;

/** A kitchen with one cook and an oven that has room for everything. */
public interface Kitchen {

    /** Work of the cook before an order goes into the oven. */
    Duration CHOP = Duration.ofMillis(20);

    /** Work of the cook when it comes out. */
    Duration PLATE = Duration.ofMillis(10);

    /**
     * Cooks all orders, and returns the dishes in the order of the orders.
     *
     * <p>Each order is chopped ({@code cook.work(CHOP)}), baked (ask the oven for it: its answer is the dish) and plated ({@code cook.work(PLATE)}). The
     * oven bakes any number of orders at once and takes 100 ms for most; the cook has two hands and does one thing at a time, whoever asks. While an
     * order bakes there is nothing to do for it, so the cook can go on with another. Ten orders take 310 ms.
     *
     * <p>That needs no thread for each order: what waits for the oven is the oven. At most two pieces of work may want the cook at the same time, yours and
     * that of whoever hears the oven's bell.
     *
     * @param orders what was ordered, all different
     * @param cook does the work, one piece after the other
     * @param oven answers an order with its dish, after its time
     * @return the dishes, all of them plated
     */
    List<String> serve(List<String> orders, Cpu cook, Remote<String, String> oven) throws InterruptedException;

    /**
     * In which order steps run that take turns on one thread.
     *
     * <p>Each task has {@code steps} steps. All tasks are handed to an executor with one thread, in the order given. A task runs one step and then hands
     * itself, with the next one, to the same executor again: it goes to the end of the queue.
     *
     * @param tasks the names of the tasks, such as {@code A}, {@code B}
     * @param steps how many steps each has, {@code >= 1}
     * @return every step by task and number, such as {@code A1}, in the order in which they run
     */
    List<String> turns(List<String> tasks, int steps);
}

// fails: The cook waited for the order that was begun first, while others stood there baked: it took 520 ms
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** Waits for the dishes in the order in which they went into the oven, whichever is ready. */
class FirstInFirstOut implements Kitchen {

    @Override
    public List<String> serve(List<String> orders, Cpu cook, Remote<String, String> oven) {
        List<CompletableFuture<String>> baking = new ArrayList<>();
        for (String order : orders) {
            cook.work(CHOP);
            baking.add(oven.callAsync(order));
        }
        List<String> dishes = new ArrayList<>();
        for (CompletableFuture<String> dish : baking) {
            dishes.add(dish.join());
            cook.work(PLATE);
        }
        return dishes;
    }

    @Override
    public List<String> turns(List<String> tasks, int steps) {
        List<String> turns = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            for (String task : tasks) {
                turns.add(task + step);
            }
        }
        return turns;
    }
}

// fails: The cook stood and watched the oven: one order in it at a time: it took 1,300 ms
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** Futures throughout, and no join but the last: yet each order is the next link of a chain. */
class Chain implements Kitchen {

    @Override
    public List<String> serve(List<String> orders, Cpu cook, Remote<String, String> oven) {
        CompletableFuture<List<String>> dishes = CompletableFuture.completedFuture(new ArrayList<>());
        for (String order : orders) {
            dishes = dishes.thenCompose(before -> {
                cook.work(CHOP);
                return oven.callAsync(order).thenApply(dish -> {
                    cook.work(PLATE);
                    before.add(dish);
                    return before;
                });
            });
        }
        return dishes.join();
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

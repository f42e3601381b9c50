// fails: The orders were served while they were still in the oven
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** Calls allOf, waits for nothing, and serves what is there at that moment. */
class ServesRaw implements Kitchen {

    @Override
    public List<String> serve(List<String> orders, Cpu cook, Remote<String, String> oven) {
        List<CompletableFuture<String>> baking = new ArrayList<>();
        for (String order : orders) {
            cook.work(CHOP);
            baking.add(oven.callAsync(order));
        }
        CompletableFuture.allOf(baking.toArray(CompletableFuture[]::new));
        return baking.stream().map(dish -> dish.getNow("raw dough")).toList();
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

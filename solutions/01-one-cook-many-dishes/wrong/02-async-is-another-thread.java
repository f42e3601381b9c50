// fails: At one moment 10 threads wanted the one cook: a thread for each order
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** Sizes the pool to the number of waits, as if each dish in the oven needed a thread that waits for it. */
class CookForEachOrder implements Kitchen {

    @Override
    public List<String> serve(List<String> orders, Cpu cook, Remote<String, String> oven) throws InterruptedException {
        try (ExecutorService cooks = Executors.newFixedThreadPool(
                Math.max(1, orders.size()), Thread.ofPlatform().name("cook-", 1).factory())) {
            List<Callable<String>> tasks = new ArrayList<>();
            for (String order : orders) {
                tasks.add(() -> {
                    cook.work(CHOP);
                    String dish = oven.call(order);
                    cook.work(PLATE);
                    return dish;
                });
            }
            return cooks.invokeAll(tasks).stream().map(Future::resultNow).toList();
        }
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

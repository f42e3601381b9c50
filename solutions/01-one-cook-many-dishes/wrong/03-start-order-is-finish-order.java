// fails: The dishes stand in the order in which they were baked, not in that of the orders
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** Takes each dish as it comes out, as if the first order to go in were the first to come out. */
class AsTheyCome implements Kitchen {

    @Override
    public List<String> serve(List<String> orders, Cpu cook, Remote<String, String> oven) throws InterruptedException {
        LinkedBlockingQueue<String> ready = new LinkedBlockingQueue<>();
        for (String order : orders) {
            cook.work(CHOP);
            oven.callAsync(order).thenAccept(ready::add);
        }
        List<String> dishes = new ArrayList<>();
        while (dishes.size() < orders.size()) {
            String dish = ready.take();
            cook.work(PLATE);
            dishes.add(dish);
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

// fails: The cook stood and watched the oven: one order in it at a time: it took 1,300 ms
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** One pipeline: it takes each order through chopping, baking and plating before it touches the next. */
class OneStream implements Kitchen {

    @Override
    public List<String> serve(List<String> orders, Cpu cook, Remote<String, String> oven) {
        return orders.stream()
                .map(order -> {
                    cook.work(CHOP);
                    return oven.callAsync(order);
                })
                .map(dish -> {
                    String baked = dish.join();
                    cook.work(PLATE);
                    return baked;
                })
                .toList();
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

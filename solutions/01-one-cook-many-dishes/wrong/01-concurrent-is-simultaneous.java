// fails: One task is run to its end before the next one begins, as if one thread could not have two in progress
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** Believes that two tasks on one thread cannot both be in progress: the first one runs to its end. */
class OneAfterTheOther implements Kitchen {

    private record Baked(int number, String dish) {}

    @Override
    public List<String> serve(List<String> orders, Cpu cook, Remote<String, String> oven) throws InterruptedException {
        LinkedBlockingQueue<Baked> ready = new LinkedBlockingQueue<>();
        for (int i = 0; i < orders.size(); i++) {
            int number = i;
            cook.work(CHOP);
            oven.callAsync(orders.get(i)).thenAccept(dish -> ready.add(new Baked(number, dish)));
        }
        String[] dishes = new String[orders.size()];
        for (int i = 0; i < dishes.length; i++) {
            Baked next = ready.take();
            cook.work(PLATE);
            dishes[next.number()] = next.dish();
        }
        return List.of(dishes);
    }

    @Override
    public List<String> turns(List<String> tasks, int steps) {
        List<String> turns = new ArrayList<>();
        for (String task : tasks) {
            for (int step = 1; step <= steps; step++) {
                turns.add(task + step);
            }
        }
        return turns;
    }
}

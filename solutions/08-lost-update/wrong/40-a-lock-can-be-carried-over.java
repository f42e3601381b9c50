// fails: The lock is never given back: the callback that does so runs on another thread than the one that holds it
import interleave.schedule.Store;

/** Locks before the sale and unlocks in its callback, on whatever thread that runs. */
class CarriedOver implements BoxOffice {
    private final AtomicInteger programmes = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> asked = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public List<String> doubleSale() {
        return List.of("A reads", "B reads", "A writes", "B writes");
    }

    @Override
    public CompletableFuture<Boolean> sell(Store<Integer> seats, String show) {
        lock.lock();
        return seats.readAsync(show)
                .thenCompose(read -> {
                    int free = read.orElseThrow();
                    if (free == 0) {
                        return CompletableFuture.completedFuture(false);
                    }
                    return seats.writeAsync(show, free - 1).thenApply(written -> true);
                })
                .whenComplete((sold, failure) -> lock.unlock());
    }

    @Override
    public int programme() {
        int before = programmes.getAndUpdate(given -> Math.min(given + 1, 3));
        return before < 3 ? before + 1 : 0;
    }

    @Override
    public void asked(String show) {
        asked.merge(show, 1, Integer::sum);
    }

    @Override
    public int timesAsked(String show) {
        return asked.getOrDefault(show, 0);
    }
}

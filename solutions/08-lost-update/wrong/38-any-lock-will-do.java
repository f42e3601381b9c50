// fails: The last seat was sold twice: both buyers were inside at once, for each had a lock of its own
import interleave.schedule.Store;

/** Waits for the store inside of a lock, a new one for each sale. */
class LockOfItsOwn implements BoxOffice {
    private final AtomicInteger programmes = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> asked = new ConcurrentHashMap<>();

    @Override
    public List<String> doubleSale() {
        return List.of("A reads", "B reads", "A writes", "B writes");
    }

    @Override
    public CompletableFuture<Boolean> sell(Store<Integer> seats, String show) {
        Object lock = new Object();
        synchronized (lock) {
            int free = seats.read(show).orElseThrow();
            if (free > 0) {
                seats.write(show, free - 1);
            }
            return CompletableFuture.completedFuture(free > 0);
        }
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

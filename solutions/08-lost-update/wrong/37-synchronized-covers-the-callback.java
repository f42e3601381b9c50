// fails: The last seat was sold twice: the lock was given back when the method returned, before the write
import interleave.schedule.Store;

/** Starts the sale inside of synchronized, as if its callbacks ran in there, too. */
class StartedInside implements BoxOffice {
    private final AtomicInteger programmes = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> asked = new ConcurrentHashMap<>();

    @Override
    public List<String> doubleSale() {
        return List.of("A reads", "B reads", "A writes", "B writes");
    }

    @Override
    public synchronized CompletableFuture<Boolean> sell(Store<Integer> seats, String show) {
        return seats.readAsync(show).thenCompose(read -> {
            int free = read.orElseThrow();
            if (free == 0) {
                return CompletableFuture.completedFuture(false);
            }
            return seats.writeAsync(show, free - 1).thenApply(written -> true);
        });
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

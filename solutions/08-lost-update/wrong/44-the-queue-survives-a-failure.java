// fails: One sale failed, and the sales behind it failed with it
import interleave.schedule.Store;

/** Lines the sales up behind one another; the first that fails is passed on to all behind it. */
class Queue implements BoxOffice {
    private final AtomicInteger programmes = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> asked = new ConcurrentHashMap<>();
    private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);

    @Override
    public List<String> doubleSale() {
        return List.of("A reads", "B reads", "A writes", "B writes");
    }

    @Override
    public synchronized CompletableFuture<Boolean> sell(Store<Integer> seats, String show) {
        last = last.thenCompose(before -> one(seats, show));
        return last;
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

    private static CompletableFuture<Boolean> one(Store<Integer> seats, String show) {
        return seats.readAsync(show).thenCompose(read -> {
            int free = read.orElseThrow();
            if (free == 0) {
                return CompletableFuture.completedFuture(false);
            }
            return seats.writeAsync(show, free - 1).thenApply(written -> true);
        });
    }
}

// fails: In your order nothing goes wrong, however often it is repeated: A reads, A writes, B reads sells one ticket
import interleave.schedule.Store;

/** Hands in the order that always came when it was tried out. */
class TriedOut implements BoxOffice {
    private final AtomicInteger programmes = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> asked = new ConcurrentHashMap<>();

    @Override
    public List<String> doubleSale() {
        return List.of("A reads", "A writes", "B reads");
    }

    @Override
    public CompletableFuture<Boolean> sell(Store<Integer> seats, String show) {
        return seats.readAsync(show).thenCompose(read -> {
            int free = read.orElseThrow();
            if (free == 0) {
                return CompletableFuture.completedFuture(false);
            }
            return seats.replaceAsync(show, free, free - 1)
                    .thenCompose(mine -> mine ? CompletableFuture.completedFuture(true) : sell(seats, show));
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

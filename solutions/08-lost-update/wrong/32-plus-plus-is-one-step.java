// fails: Two visitors got the same programme
import interleave.schedule.Store;

/** Declares the counter volatile: each access of it is seen at once, and there are still two. */
class VolatileCounter implements BoxOffice {
    private volatile int programmes;
    private final ConcurrentHashMap<String, Integer> asked = new ConcurrentHashMap<>();

    @Override
    public List<String> doubleSale() {
        return List.of("A reads", "B reads", "A writes", "B writes");
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
        return programmes < 3 ? ++programmes : 0;
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

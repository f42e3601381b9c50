// fails: Programme number 4 was handed out, and there are three
import interleave.schedule.Store;

/** Decides by one atomic operation and acts by another. */
class CheckThenAct implements BoxOffice {
    private final AtomicInteger programmes = new AtomicInteger();
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
        if (programmes.get() < 3) {
            return programmes.incrementAndGet();
        }
        return 0;
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

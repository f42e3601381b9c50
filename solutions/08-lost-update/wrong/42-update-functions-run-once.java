// fails: A buyer was sent away although there was a seat
import interleave.schedule.Store;

/** Takes a replace that came too late for a sold-out show, instead of trying again. */
class NoSecondTry implements BoxOffice {
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
            return seats.replaceAsync(show, free, free - 1);
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

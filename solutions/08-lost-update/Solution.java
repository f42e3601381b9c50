import interleave.schedule.Store;

/** Every change depends on what was read, so reading and changing are one step: by a replace that is tried again, or by one method of the JDK. */
class OneStep implements BoxOffice {
    private static final int PROGRAMMES = 3;

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
            // somebody was faster: what was read is old, so begin again
            return seats.replaceAsync(show, free, free - 1)
                    .thenCompose(mine -> mine ? CompletableFuture.completedFuture(true) : sell(seats, show));
        });
    }

    @Override
    public int programme() {
        int before = programmes.getAndUpdate(given -> Math.min(given + 1, PROGRAMMES));
        return before < PROGRAMMES ? before + 1 : 0;
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

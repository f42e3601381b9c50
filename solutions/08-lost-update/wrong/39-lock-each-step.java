// fails: The last seat was sold twice: the lock was given back between the read and the write of one sale
import interleave.schedule.Store;

/** Locks the read and locks the write, and lets others in between. */
class EachStep implements BoxOffice {
    private final AtomicInteger programmes = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> asked = new ConcurrentHashMap<>();

    @Override
    public List<String> doubleSale() {
        return List.of("A reads", "B reads", "A writes", "B writes");
    }

    @Override
    public CompletableFuture<Boolean> sell(Store<Integer> seats, String show) {
        int free = free(seats, show);
        if (free > 0) {
            setFree(seats, show, free - 1);
        }
        return CompletableFuture.completedFuture(free > 0);
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

    private synchronized int free(Store<Integer> seats, String show) {
        return seats.read(show).orElseThrow();
    }

    private synchronized void setFree(Store<Integer> seats, String show, int free) {
        seats.write(show, free);
    }
}

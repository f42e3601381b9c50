package exercise;

import interleave.schedule.Store;
import java.util.concurrent.CompletableFuture;

/** How the box office sold seats until yesterday: correctly, on one thread, with all of its tests green. */
public final class Yesterday {
    private Yesterday() {}

    /** Reads how many seats are free; then, if there is one, writes one less. */
    public static CompletableFuture<Boolean> sell(Store<Integer> seats, String show) {
        return seats.readAsync(show).thenCompose(read -> {
            int free = read.orElseThrow();
            if (free == 0) {
                return CompletableFuture.completedFuture(false);
            }
            return seats.writeAsync(show, free - 1).thenApply(written -> true);
        });
    }
}

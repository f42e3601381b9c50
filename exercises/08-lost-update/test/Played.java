package exercise;

import interleave.schedule.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What comes of yesterday's code, with one seat left and two buyers, when its steps come in a given order.
 *
 * @param sold tickets
 * @param fault why the order cannot be played, in words; empty if it can
 */
record Played(long sold, String fault) {

    /** Runs the code itself, on this thread: each of its requests to the store takes effect when the order says so. */
    static Played of(List<String> order) {
        var seats = new int[] {1};
        var buyers = new HashMap<String, Buyer>();
        for (String name : List.of("A", "B")) {
            buyers.put(name, new Buyer(seats));
        }
        for (String step : order) {
            String[] words = String.valueOf(step).split(" ", -1);
            Buyer buyer = buyers.get(words[0]);
            if (buyer == null
                    || words.length != 2
                    || !List.of("reads", "writes").contains(words[1])) {
                return new Played(0, "there is no step “" + step + "”");
            }
            String fault = buyer.take(words[1]);
            if (!fault.isEmpty()) {
                return new Played(0, "“" + step + "”, but " + words[0] + " " + fault);
            }
        }
        for (Map.Entry<String, Buyer> each : buyers.entrySet()) {
            String missing = each.getValue().missing();
            if (!missing.isEmpty()) {
                return new Played(0, "at its end, " + each.getKey() + " " + missing);
            }
        }
        return new Played(buyers.values().stream().filter(Buyer::hasTicket).count(), "");
    }

    /** One buyer's sale, and the one request of it that waits to take effect. */
    private static final class Buyer implements Store<Integer> {
        private final int[] seats;
        private Optional<Runnable> read = Optional.empty();
        private Optional<Runnable> write = Optional.empty();
        private Optional<CompletableFuture<Boolean>> sale = Optional.empty();

        Buyer(int[] seats) {
            this.seats = seats;
        }

        /** Why the buyer cannot take that step now; empty if that is done. */
        String take(String what) {
            if (what.equals("reads")) {
                if (sale.isPresent()) {
                    return "has read already";
                }
                sale = Optional.of(Yesterday.sell(this, "hamlet"));
                read.ifPresent(Runnable::run);
                return "";
            }
            if (sale.isEmpty()) {
                return "has not read yet";
            }
            if (write.isEmpty()) {
                return hasTicket() ? "has written already" : "has read 0 and was told that the show is sold out";
            }
            Runnable now = write.get();
            write = Optional.empty();
            now.run();
            return "";
        }

        /** What the buyer has still to do; empty if nothing. */
        String missing() {
            return sale.isEmpty() ? "has not read" : write.isPresent() ? "has read and not written" : "";
        }

        boolean hasTicket() {
            return sale.map(told -> told.getNow(false)).orElse(false);
        }

        @Override
        public CompletableFuture<Optional<Integer>> readAsync(String key) {
            var answer = new CompletableFuture<Optional<Integer>>();
            read = Optional.of(() -> answer.complete(Optional.of(seats[0])));
            return answer;
        }

        @Override
        public CompletableFuture<Void> writeAsync(String key, Integer value) {
            var answer = new CompletableFuture<Void>();
            write = Optional.of(() -> {
                seats[0] = value;
                answer.complete(null);
            });
            return answer;
        }

        @Override
        public CompletableFuture<Boolean> replaceAsync(String key, Integer expected, Integer value) {
            throw new UnsupportedOperationException("yesterday's code does not replace");
        }

        @Override
        public Optional<Integer> read(String key) {
            throw new UnsupportedOperationException("yesterday's code does not wait");
        }

        @Override
        public void write(String key, Integer value) {
            throw new UnsupportedOperationException("yesterday's code does not wait");
        }

        @Override
        public boolean replace(String key, Integer expected, Integer value) {
            throw new UnsupportedOperationException("yesterday's code does not replace");
        }
    }
}

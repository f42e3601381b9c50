// fails: At most 1 of 2 questions was in flight at once: it took 200 ms
import interleave.schedule.Remote;

class Chained implements Greeting {
    @Override
    public String greet(Remote<String, String> words, String first, String second) {
        return words.callAsync(first)
                .thenCompose(one -> words.callAsync(second).thenApply(two -> one + " " + two))
                .join();
    }
}

// fails: At most 1 of 20 questions were in flight at once: it took 2,000 ms
import interleave.schedule.Remote;

// For whoever writes this exercise: one file for each wrong idea that a learner may have. Its first line quotes the
// sentence that the first test it
// fails tells the learner, word for word: so you read what they will read, and notice when two ideas get the same
// words.
class OneStream implements PriceList {
    @Override
    public List<Integer> prices(List<String> items, Remote<String, Integer> shop) {
        return items.stream().map(shop::callAsync).map(CompletableFuture::join).toList();
    }
}

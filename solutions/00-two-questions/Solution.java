import interleave.schedule.Remote;

class BothAtOnce implements Greeting {
    @Override
    public String greet(Remote<String, String> words, String first, String second) {
        CompletableFuture<String> one = words.callAsync(first);
        CompletableFuture<String> two = words.callAsync(second); // asked before the first answer is there
        return one.join() + " " + two.join();
    }
}

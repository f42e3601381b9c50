// fails: The greeting is another one: "null null"
import interleave.schedule.Remote;

class NotWaited implements Greeting {
    @Override
    public String greet(Remote<String, String> words, String first, String second) {
        CompletableFuture<String> one = words.callAsync(first);
        CompletableFuture<String> two = words.callAsync(second);
        CompletableFuture.allOf(one, two);
        return one.getNow(null) + " " + two.getNow(null);
    }
}

// fails: The page was returned while its sections were still in flight
import interleave.schedule.Remote;

/** Puts a future into a future, and takes the outer one's end for the inner one's. */
class OuterOnly implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        List<CompletableFuture<CompletableFuture<Section>>> outer = layout.call(user).stream()
                .map(name -> CompletableFuture.completedFuture(name).thenApply(asked -> ask(asked, sections)))
                .toList();
        CompletableFuture.allOf(outer.toArray(CompletableFuture[]::new)).join();
        return outer.stream()
                .map(done -> done.join().getNow(Section.failed("unknown", "not there yet")))
                .toList();
    }

    private static CompletableFuture<Section> ask(String name, Remote<String, String> sections) {
        return sections.callAsync(name)
                .handle((text, failure) ->
                        failure == null ? Section.of(name, text) : Section.failed(name, failure.getMessage()));
    }
}

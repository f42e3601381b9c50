// fails: Each section was asked for by what follows the answer of the one before: the page took 10,200 ms
import interleave.schedule.Remote;

/** Futures throughout, and no join but the last: yet each call is the next link of a chain. */
class Chain implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        CompletableFuture<List<Section>> page = CompletableFuture.completedFuture(new ArrayList<>());
        for (String name : layout.call(user)) {
            page = page.thenCompose(before -> ask(name, sections).thenApply(section -> {
                before.add(section);
                return before;
            }));
        }
        return page.join();
    }

    private static CompletableFuture<Section> ask(String name, Remote<String, String> sections) {
        return sections.callAsync(name)
                .handle((text, failure) ->
                        failure == null ? Section.of(name, text) : Section.failed(name, failure.getMessage()));
    }
}

// fails: The next section was asked for only when the one before had been answered: the page took 10,200 ms
import interleave.schedule.Remote;

/** Starts each call where its answer is wanted, as if a future began to work when it is joined. */
class StartsWhereItJoins implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        List<Section> page = new ArrayList<>();
        for (String name : layout.call(user)) {
            CompletableFuture<Section> section = ask(name, sections);
            page.add(section.join());
        }
        return page;
    }

    private static CompletableFuture<Section> ask(String name, Remote<String, String> sections) {
        return sections.callAsync(name)
                .handle((text, failure) ->
                        failure == null ? Section.of(name, text) : Section.failed(name, failure.getMessage()));
    }
}

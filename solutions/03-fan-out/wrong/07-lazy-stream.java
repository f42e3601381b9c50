// fails: The next section was asked for only when the one before had been answered: the page took 10,200 ms
import interleave.schedule.Remote;

/** One pipeline: it takes each name through the asking and the waiting before it touches the next. */
class OneStream implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        return layout.call(user).stream()
                .map(name -> sections.callAsync(name)
                        .handle((text, failure) ->
                                failure == null ? Section.of(name, text) : Section.failed(name, failure.getMessage())))
                .map(CompletableFuture::join)
                .toList();
    }
}

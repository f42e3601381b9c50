// fails: The reason of the failed section is not what the service said
import interleave.schedule.Remote;

/** Asks the failure for its message one step too late: by then it is wrapped in a CompletionException. */
class Wrapped implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        List<CompletableFuture<Section>> asked = layout.call(user).stream()
                .map(name -> sections.callAsync(name)
                        .thenApply(text -> Section.of(name, text))
                        .exceptionally(failure -> Section.failed(name, failure.getMessage())))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }
}

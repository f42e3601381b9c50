// fails: One section failed, and the whole page with it
import interleave.schedule.Remote;

/** All or nothing: joining allOf throws the one failure, and the sections that were answered are lost. */
class AllOrNothing implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        List<CompletableFuture<Section>> asked = layout.call(user).stream()
                .map(name -> sections.callAsync(name).thenApply(text -> Section.of(name, text)))
                .toList();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
        return asked.stream().map(CompletableFuture::join).toList();
    }
}

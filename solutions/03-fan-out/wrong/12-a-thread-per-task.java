// fails: Only 3 of 50 sections were in flight at once, a pool or a limit let no more through: the page took 3,600 ms
import interleave.schedule.Remote;

/** Blocking calls in supplyAsync without an executor: a thread each on a big machine, three at a time on this one. */
class DefaultPool implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        List<CompletableFuture<Section>> asked = layout.call(user).stream()
                .map(name -> CompletableFuture.supplyAsync(() -> ask(name, sections)))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static Section ask(String name, Remote<String, String> sections) {
        try {
            return Section.of(name, sections.call(name));
        } catch (RuntimeException failure) {
            return Section.failed(name, failure.getMessage());
        }
    }
}

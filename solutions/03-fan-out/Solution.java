import interleave.schedule.Remote;

class Together implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        List<CompletableFuture<Section>> asked =
                layout.call(user).stream().map(name -> ask(name, sections)).toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static CompletableFuture<Section> ask(String name, Remote<String, String> sections) {
        return sections.callAsync(name)
                .handle((text, failure) ->
                        failure == null ? Section.of(name, text) : Section.failed(name, failure.getMessage()));
    }
}

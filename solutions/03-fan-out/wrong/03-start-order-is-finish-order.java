// fails: The sections stand in the order in which they were answered, not in the order of the layout
import interleave.schedule.Remote;

/** Takes each answer as it comes, as if the first to be asked were the first to answer. */
class AsTheyCome implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        List<Section> page = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Boolean>> asked = layout.call(user).stream()
                .map(name -> sections.callAsync(name)
                        .handle((text, failure) -> page.add(
                                failure == null ? Section.of(name, text) : Section.failed(name, failure.getMessage()))))
                .toList();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
        return List.copyOf(page);
    }
}

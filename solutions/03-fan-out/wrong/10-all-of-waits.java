// fails: The page was returned while its sections were still in flight
import interleave.schedule.Remote;

/** Calls allOf, waits for nothing, and takes what is there at that moment. */
class DoesNotWait implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        List<String> names = layout.call(user);
        List<CompletableFuture<Section>> asked = names.stream()
                .map(name -> sections.callAsync(name)
                        .handle((text, failure) ->
                                failure == null ? Section.of(name, text) : Section.failed(name, failure.getMessage())))
                .toList();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
        return IntStream.range(0, names.size())
                .mapToObj(i -> asked.get(i).getNow(Section.failed(names.get(i), "not there yet")))
                .toList();
    }
}

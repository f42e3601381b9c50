// fails: The section whose question failed is not on the page
import interleave.schedule.Remote;

/** Replaces a failure by nothing and goes on: whoever reads the page never learns that something is missing. */
class Swallows implements ProfilePage {
    @Override
    public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
        List<CompletableFuture<Section>> asked = layout.call(user).stream()
                .map(name -> sections.callAsync(name).handle((text, failure) -> Section.of(name, text)))
                .toList();
        return asked.stream()
                .map(CompletableFuture::join)
                .filter(section -> section.text() != null)
                .toList();
    }
}

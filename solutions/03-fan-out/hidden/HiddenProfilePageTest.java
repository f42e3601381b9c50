package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The same contract with other numbers: an answer made for the shown ones alone is found out here. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HiddenProfilePageTest {

    @Test
    @Order(1)
    @Points(2)
    @DisplayName("a page takes the layout's time and the slowest section's, whatever they are")
    void otherTimes() {
        List<String> names = names(130);
        var layout = layout(names, Duration.ofMillis(35));
        var sections = sections(Duration.ofMillis(90));
        sections.latency(name -> name.equals("part 77") ? Duration.ofMillis(310) : Duration.ofMillis(90));

        List<Section> page = learner(ProfilePage.class).page("grace", layout, sections);

        requireWithin(
                Duration.ofMillis(345),
                "The layout takes 35 ms, the slowest of 130 sections 310 ms: together 345 ms.",
                "At most " + sections.maxInFlight() + " of 130 sections were in flight at once");
        requireEquals(names.stream().map(HiddenProfilePageTest::answered).toList(), page, "The page is not complete");
    }

    @Test
    @Order(2)
    @Points(1)
    @DisplayName("a user without sections has an empty page, and no section is asked for")
    void empty() {
        var sections = sections(Duration.ofMillis(90));

        List<Section> page =
                learner(ProfilePage.class).page("grace", layout(List.of(), Duration.ofMillis(35)), sections);

        requireEquals(List.of(), page, "A user without sections has a page all the same");
        require(
                sections.calls().isEmpty(),
                Outcome.TOO_MANY,
                "No section is asked for.",
                "sections was asked for something that no layout named");
    }

    @Test
    @Order(3)
    @Points(2)
    @DisplayName("several failures, each with its own reason, the last one of all included")
    void severalFailures() {
        List<String> names = List.of("a", "b", "c", "d");
        var sections = sections(Duration.ofMillis(90))
                .failing("a"::equals, "a is too old")
                .failing("d"::equals, "d is too new");

        List<Section> page = learner(ProfilePage.class).page("grace", layout(names, Duration.ofMillis(35)), sections);

        requireEquals(
                List.of(
                        Section.failed("a", "a is too old"),
                        answered("b"),
                        answered("c"),
                        Section.failed("d", "d is too new")),
                page,
                "Two of four sections failed, and the page does not say so");
    }

    private static SimulatedRemote<String, List<String>> layout(List<String> names, Duration latency) {
        return SimulatedRemote.<String, List<String>>of("layout", String.class, user -> names)
                .latency(latency);
    }

    private static SimulatedRemote<String, String> sections(Duration latency) {
        return SimulatedRemote.<String, String>of(
                        "sections", String.class, name -> name.toUpperCase(java.util.Locale.ROOT))
                .latency(latency);
    }

    private static Section answered(String name) {
        return Section.of(name, name.toUpperCase(java.util.Locale.ROOT));
    }

    private static List<String> names(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> "part " + i).toList();
    }
}

package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.ms;
import static interleave.grade.Check.part;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireThrows;
import static interleave.grade.Check.took;

import interleave.grade.Idea;
import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.grade.Rejection;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProfilePageTest {

    private static final String USER = "ada";
    private static final Duration LATENCY = Duration.ofMillis(200);

    @Test
    @Order(1)
    @Points(6)
    @Idea("07-lazy-stream")
    @DisplayName("a page of fifty sections takes 400 ms: the layout, then all sections together")
    void together() {
        List<String> names = names(50);
        var layout = layout(names);
        var sections = sections();

        List<Section> page = learner(ProfilePage.class).page(USER, layout, sections);

        requireAnswered(sections);
        part(1, () -> requireEquals(all(names), page, "The page does not show what the services answered"));
        requireTogether(names.size(), sections);
    }

    @Test
    @Order(2)
    @Points(1)
    @Idea("03-start-order-is-finish-order")
    @DisplayName("the sections stand in the order of the layout, whichever is answered first")
    void order() {
        List<String> names = List.of("photos", "friends", "posts", "likes");
        var sections = sections().latency(name -> LATENCY.multipliedBy(4 - names.indexOf(name)));

        List<Section> page = learner(ProfilePage.class).page(USER, layout(names), sections);

        requireAnswered(sections);
        require(
                !page.equals(all(names.reversed())),
                Outcome.WRONG,
                "The sections in the order of the layout: photos, friends, posts, likes.",
                "The sections stand in the order in which they were answered, not in the order of the layout");
        requireEquals(all(names), page, "The sections are not those of the layout, in its order");
    }

    @Test
    @Order(3)
    @Points(2)
    @Idea("52-it-would-shout")
    @DisplayName("a section that cannot be had says why, and takes nothing from the others")
    void partialFailure() {
        List<String> names = List.of("photos", "friends", "posts");
        String reason = "friends is down for repairs";
        var sections = sections().failing("friends"::equals, reason);
        ProfilePage answer = learner(ProfilePage.class);

        List<Section> page = pageInSpiteOf(reason, () -> answer.page(USER, layout(names), sections));

        requireAnswered(sections);
        Section friends = page.stream()
                .filter(section -> section.name().equals("friends"))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "The page shows friends as failed, and why.",
                        "The section whose question failed is not on the page",
                        "52-it-would-shout"));
        require(
                !friends.available(),
                Outcome.WRONG,
                "The page shows friends as failed, and why.",
                "The section whose question failed is shown as if it had been answered");
        if (!friends.text().equals(reason)) {
            throw wrong(
                    "The reason is the message of the service: " + reason + ".",
                    "The reason of the failed section is not what the service said",
                    "55-catch-the-original");
        }
        requireEquals(
                List.of(answered("photos"), Section.failed("friends", reason), answered("posts")),
                page,
                "The other sections are not as if nothing had happened");
    }

    @Test
    @Order(4)
    @DisplayName("without a layout there is no page: its failure is the caller's")
    void noLayout() {
        String reason = "ada has moved";
        var layout = layout(names(3)).failing(USER::equals, reason);
        ProfilePage answer = learner(ProfilePage.class);

        RuntimeException failure = requireThrows(
                RuntimeException.class,
                () -> answer.page(USER, layout, sections()),
                "The layout failed, and the page pretends that there is one");

        require(
                messages(failure).contains(reason),
                Outcome.WRONG,
                "The caller is told what the service said: " + reason + ".",
                "The layout failed, and the caller was told something else: " + failure.getMessage());
    }

    @Test
    @Order(5)
    @Points(0)
    @DisplayName("each question is asked once")
    void askedOnce() {
        List<String> names = names(10);
        var layout = layout(names);
        var sections = sections();

        learner(ProfilePage.class).page(USER, layout, sections);

        List<String> asked =
                sections.calls().stream().map(call -> call.request()).toList();
        require(
                layout.calls().size() == 1 && asked.size() <= names.size(),
                Outcome.TOO_MANY,
                "One question to layout, one to sections for each of 10 names.",
                "layout was asked " + times(layout.calls().size()) + ", sections " + times(asked.size())
                        + " for 10 names");
        requireEquals(new TreeSet<>(names), new TreeSet<>(asked), "Not every section of the layout was asked for, but");
    }

    /** A future that nobody waited for is still in flight when the page is returned. */
    private static void requireAnswered(SimulatedRemote<String, String> sections) {
        if (sections.inFlight() > 0) {
            throw wrong(
                    "Every section is there, or known to have failed, before the page is returned.",
                    "The page was returned while its sections were still in flight",
                    "10-all-of-waits");
        }
    }

    /** What the services saw tells a chain from a queue before a join, and both from a pool that is too small. */
    private static void requireTogether(int n, SimulatedRemote<String, String> sections) {
        Duration wanted = LATENCY.multipliedBy(2);
        if (took().compareTo(wanted) <= 0) {
            return;
        }
        int most = sections.maxInFlight();
        var calls = sections.calls();
        var second = calls.get(1);
        int line = second.place() == null ? 0 : second.place().line();
        String expected = "All " + n + " sections wait at the same time, so a page takes " + ms(wanted) + ".";
        String took = ": the page took " + ms(took());
        boolean chained =
                IntStream.range(1, calls.size()).allMatch(i -> calls.get(i).cause() == i);
        if (most > 1) {
            throw late(
                    expected,
                    "Only " + most + " of " + n
                            + " sections were in flight at once, a pool or a limit let no more through" + took,
                    "12-a-thread-per-task",
                    line);
        } else if (chained) {
            throw late(
                    expected,
                    "Each section was asked for by what follows the answer of the one before" + took,
                    "08-chain-is-fan-out",
                    line);
        }
        throw late(
                expected,
                "The next section was asked for only when the one before had been answered" + took,
                "07-lazy-stream",
                line);
    }

    private static List<Section> pageInSpiteOf(String reason, Supplier<List<Section>> call) {
        try {
            return call.get();
        } catch (RuntimeException failure) {
            if (!messages(failure).contains(reason)) {
                throw failure;
            }
            throw wrong(
                    "The page has all three sections: two as usual, one with the reason why not.",
                    "One section failed, and the whole page with it",
                    "58-all-of-is-promise-all");
        }
    }

    private static Rejection wrong(String expected, String happened, String idea) {
        return Rejection.of(Outcome.WRONG, expected, happened).withIdea(idea);
    }

    private static Rejection late(String expected, String happened, String idea, int line) {
        return Rejection.of(Outcome.LATE, expected, happened).withIdea(idea).atLine(line);
    }

    private static Set<String> messages(Throwable failure) {
        Set<String> messages = new TreeSet<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.add(String.valueOf(cause.getMessage()));
        }
        return messages;
    }

    private static SimulatedRemote<String, List<String>> layout(List<String> names) {
        return SimulatedRemote.<String, List<String>>of("layout", String.class, user -> names)
                .latency(LATENCY);
    }

    private static SimulatedRemote<String, String> sections() {
        return SimulatedRemote.<String, String>of("sections", String.class, name -> "what " + name + " shows")
                .latency(LATENCY);
    }

    private static List<Section> all(List<String> names) {
        return names.stream().map(ProfilePageTest::answered).toList();
    }

    private static Section answered(String name) {
        return Section.of(name, "what " + name + " shows");
    }

    private static List<String> names(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> "section " + i).collect(Collectors.toList());
    }

    private static String times(int n) {
        return n == 1 ? "once" : n + " times";
    }
}

package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.Interleavings.Failure;
import interleave.schedule.Interleavings.Step;
import interleave.schedule.learner.Races;
import interleave.schedule.message.Place;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a reader is told of an exploration")
class ReportTest {
    private static Exploration of(String name) {
        return Learner.orders(Races.class, name).explore();
    }

    private static Exploration failing(String message, Step... steps) {
        var part = new Exploration.Part(Exploration.Kind.EVERY, 6, 4, true, 2, Optional.empty(), BigInteger.ZERO);
        return new Exploration(List.of(part), Optional.of(new Failure("1.1", message, 1, "", List.of(steps))));
    }

    @Test
    @DisplayName("is how many orders fail, how that is known, and the shortest failing one with its id and its end")
    void text() {
        String report = of("ThreeDeposits").report();

        assertTrue(
                report.startsWith("34,380 of all 34,650 orders fail. It took 36 runs: orders that differ only in steps"
                        + " that do not meet end the same. The shortest, with 1 switch, id 6.1: expected 30 but was"
                        + " 15\n|  # | deposit 5         | deposit 10         | deposit 15         | balance | line"),
                report);
    }

    @Test
    @DisplayName("says, where nothing fails, what an order of steps cannot show")
    void memoryModel() {
        assertEquals(
                "no failure in all 2 orders. An order of steps cannot show what the Java memory model allows beyond it:"
                        + " stale values of fields that are not volatile, and reordering.",
                of("SynchronizedCounter").report());
    }

    @Test
    @DisplayName("names locks by their fields, and both sides of a deadlock by their lines")
    void deadlock() {
        String report = of("LocksInOppositeOrder").report();

        assertTrue(report.contains("nothing can go on: A waits in ReentrantLock.lock at line "), report);
        assertTrue(report.contains("; B waits in ReentrantLock.lock at line "), report);
        assertTrue(report.contains(", held by A since line "), report);
        assertTrue(report.contains("| 4 |                      | left.lock() … waits |"), report);
    }

    @Test
    @DisplayName("shows every value that two actors share, after each step")
    void shared() {
        List<Step> steps = of("LazyWithoutSecondCheck").shortest().orElseThrow().steps();

        assertEquals("instance = null, made = 0", steps.getFirst().shared());
        assertEquals("instance = an Object, made = 2", steps.getLast().shared());
    }

    @Test
    @DisplayName("is a page that needs nothing else, and that has the whole table without its script")
    void page() {
        String page = of("PlainCounter").html();

        assertEquals(
                List.of(),
                Pattern.compile("(src|href|url\\()").matcher(page).results().toList());
        String without = page.substring(0, page.indexOf("<script>"));
        assertTrue(without.contains("4 of all 6 orders fail."), without);
        assertTrue(without.contains("id 1.1: expected 2 but was 1</caption>"), without);
        assertEquals(4, without.split("<tr data-said=", -1).length - 1);
        assertTrue(without.contains("hidden>\n<button type=\"button\" data-to=\"first\">First</button>"), without);
        assertTrue(without.contains("<td>read n = 0</td><td></td><td>0</td>"), without);
        assertTrue(without.contains("data-said=\"Step 3 of 4: B: write n = 1, line "), without);
        assertTrue(without.contains("; now n = 1\">"), without);
    }

    @Test
    @DisplayName("is a page whose long calls may go on in the next line, before a method's name and before the first"
            + " argument")
    void breaks() {
        assertEquals(
                "counters.<wbr>write(<wbr>&quot;visits&quot;, 1.5)",
                OrderPage.breaking("counters.write(\"visits\", 1.5)"));
        assertEquals("AtomicInteger.<wbr>get() = 1", OrderPage.breaking("AtomicInteger.get() = 1"));
    }

    @Test
    @DisplayName("begins with what is shared before the first step, where that step changes it")
    void initially() {
        Failure failure = of("BlindWrite").shortest().orElseThrow();

        assertEquals("n = 7", failure.initially());
        assertEquals("n = 1", failure.steps().getFirst().shared());
        assertTrue(failure.table().contains("|\n| 0 |             |             | 7 |"), failure.table());
        assertTrue(new Exploration(List.of(Exploration.Part.replayed(true)), Optional.of(failure))
                .html()
                .contains("<tr data-said=\"At first: n = 7\"><th scope=\"row\">0</th>"));
    }

    @Test
    @DisplayName("is text where it means something in HTML")
    void escaped() {
        String page = failing(
                        "<script>x</script>",
                        new Step("A\"'", "a < b & c", new Place("T", "<init>", 3), "x();", "m = \"<b>\""))
                .html();

        assertFalse(page.contains("<script>x"), page);
        assertTrue(page.contains("A&quot;&#39;: a &lt; b &amp; c, line 3: x();; now m = &quot;&lt;b&gt;&quot;"), page);
    }
}

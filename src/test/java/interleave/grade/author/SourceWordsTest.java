package interleave.grade.author;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A variant changes words and times wherever they stand")
class SourceWordsTest {
    private static final SourceWords WORDS = new SourceWords(
            Map.of("section", "bridge", "page", "barrel", "50", "70", "OrderBook", "TripPlan"),
            Set.of("Section", "allSections", "MAX_PAGES", "page", "OrderBook"));

    @Test
    @DisplayName("in the source's own names, as a part, in their case and number, and in no other name")
    void names() {
        assertEquals(
                "TripPlan b = allBridges.page2().homepage(MAX_BARRELS, barrel);",
                WORDS.java("OrderBook b = allSections.page2().homepage(MAX_PAGES, page);"));
    }

    @Test
    @DisplayName("in comments and texts; escapes, addresses and the names of ideas stay")
    void prose() {
        assertEquals(
                "// a barrel, see https://a.example/section and 07-lazy-page\nf(\"two bridges\\page\", 'p');",
                WORDS.java(
                        "// a page, see https://a.example/section and 07-lazy-page\nf(\"two sections\\page\", 'p');"));
        assertEquals(
                "a **bridge** a user",
                new SourceWords(Map.of("order", "bridge"), Set.of()).prose("an **order** a user"));
    }

    @Test
    @DisplayName("numbers change as a whole")
    void numbers() {
        assertEquals("x(70, 500, 50.5, \"70 of 150\")", WORDS.java("x(50, 500, 50.5, \"50 of 150\")"));
    }

    @Test
    @DisplayName("times all change by one factor that keeps them whole, seconds as they were written, thousands as the"
            + " grader writes them, or with a space where one was")
    void times() {
        var texts = List.of(
                "Duration.ofMillis(200)",
                "takes 10 000 ms, or 2 s",
                "Duration.ofSeconds(1)",
                "int LATENCY_MS = 35;",
                "late: it took 900 ms, not 10,200 ms");
        var times = SourceTimes.longer(texts, new Random(1));
        assertEquals(
                List.of(
                        "Duration.ofMillis(320)",
                        "takes 16 000 ms, or 3.2 s",
                        "Duration.ofMillis(1600)",
                        "int LATENCY_MS = 56;",
                        "late: it took 1,440 ms, not 16,320 ms"),
                texts.stream().map(times::java).toList());
    }

    @Test
    @DisplayName("a time of a prime number of milliseconds is made three times as long")
    void primes() {
        assertEquals(
                "21 ms, 9 ms",
                SourceTimes.longer(List.of("7 ms", "3 ms"), new Random(1)).prose("7 ms, 3 ms"));
    }
}

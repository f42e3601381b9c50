package interleave.grade.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.Result;
import interleave.grade.sandbox.Isolation;
import interleave.grade.submission.BadBundleException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Verdicts become grades")
class GradebookTest {
    private static final Instant DUE = Instant.parse("2026-11-20T23:00:00Z");

    private static Marked marked(String submission, Result.Status status, int points) {
        return new Marked(
                new Result(
                        "90-sum",
                        "e",
                        submission,
                        "a",
                        "tool",
                        "25",
                        Isolation.PLAIN,
                        0,
                        status,
                        points,
                        10,
                        List.of(),
                        List.of(),
                        Map.of()),
                "");
    }

    private static HandedIn ada(Duration late) {
        return new HandedIn("ada", Optional.of(DUE.plus(late)));
    }

    @ParameterizedTest(name = "{0} after the due date, {1} percent")
    @CsvSource({"PT-1S,0", "PT0S,0", "PT10M,0", "PT10M1S,20", "PT24H,20", "PT24H0.5S,40", "PT49H,60", "PT73H,100"})
    @DisplayName("lateness costs 20 percent for each day begun, nothing within 10 minutes, everything after 3 days")
    void late(Duration after, int penalty) {
        var rules = new LateRules(Optional.of(DUE), Duration.ofMinutes(10), 20, Optional.of(3));
        assertEquals(penalty, rules.penalty(rules.late(DUE.plus(after))));
    }

    @Test
    @DisplayName(
            "of several submissions the best counts after its penalty; of equals the earliest; or the last, whatever"
                    + " it earns")
    void several() {
        var rules = new LateRules(Optional.of(DUE), Duration.ZERO, 50, Optional.empty());
        Map<String, HandedIn> handedIn = Map.of(
                "first",
                ada(Duration.ofDays(-2)),
                "second",
                ada(Duration.ofDays(-1)),
                "late",
                ada(Duration.ofHours(1)));
        var all = List.of(
                marked("second", Result.Status.JUDGED, 6),
                marked("first", Result.Status.JUDGED, 6),
                marked("late", Result.Status.JUDGED, 10));

        Grade best =
                new Gradebook(rules, Gradebook.Take.BEST, handedIn).of(all, 10).getFirst();
        assertEquals("first", best.counts().result().submission());
        assertEquals("6", best.score().orElseThrow().toPlainString());
        assertEquals(3, best.handedIn());

        Grade last =
                new Gradebook(rules, Gradebook.Take.LAST, handedIn).of(all, 10).getFirst();
        assertEquals("late", last.counts().result().submission());
        assertEquals("5", last.score().orElseThrow().toPlainString());
    }

    @Test
    @DisplayName("there is no grade while a submission that could count is not judged, unless another has every point")
    void undecided() {
        Map<String, HandedIn> handedIn = Map.of("a", ada(Duration.ZERO), "b", ada(Duration.ZERO));
        var gradebook = new Gradebook(LateRules.NONE, Gradebook.Take.BEST, handedIn);
        Marked open = marked("b", Result.Status.NOT_JUDGED, 0);
        assertTrue(gradebook
                .of(List.of(marked("a", Result.Status.JUDGED, 9), open), 10)
                .getFirst()
                .score()
                .isEmpty());
        assertEquals(
                "10",
                gradebook
                        .of(List.of(marked("a", Result.Status.JUDGED, 10), open), 10)
                        .getFirst()
                        .score()
                        .orElseThrow()
                        .toPlainString());
    }

    @Test
    @DisplayName("a submission that nobody claims is its own learner's, named after the file")
    void unclaimed() {
        assertEquals("ada", Gradebook.learner("ada.ipynb"));
        assertEquals("ada.b", Gradebook.learner("ada.b.ZIP"));
        assertEquals(".java", Gradebook.learner(".java"));
    }

    @Test
    @DisplayName("the table of submissions may quote, and says each thing once and with an offset")
    void table(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("in.csv");
        Files.writeString(
                file,
                "submitted,submission,learner\r\n2026-11-21T00:00:00+01:00,\"a, \"\"b\"\".java\",ada\r\n,c.zip,\r\n");
        assertEquals(
                Map.of("a, \"b\".java", ada(Duration.ZERO), "c.zip", new HandedIn("c", Optional.empty())),
                HandedIn.read(file));

        Files.writeString(file, "submission,submitted\na.java,2026-11-21 00:00\n");
        assertTrue(message(file).contains("row 2: \"2026-11-21 00:00\" is no time with its offset"), message(file));
        Files.writeString(file, "submission,learner\na.java,x\na.java,y\n");
        assertTrue(message(file).endsWith("row 3 names a.java for a second time."), message(file));
        Files.writeString(file, "name,learner\na.java,x\n");
        assertTrue(message(file).contains("has no table that begins with"), message(file));
    }

    private static String message(Path file) {
        return String.valueOf(assertThrows(BadBundleException.class, () -> HandedIn.read(file))
                .getMessage());
    }

    @Test
    @DisplayName("each submission is in exactly one of the shards, whatever the others are")
    void shards() {
        for (int n = 1; n <= 7; n++) {
            int count = n;
            for (String name : List.of("ada", "bob.java", "ä", "")) {
                assertEquals(
                        1,
                        IntStream.rangeClosed(1, count)
                                .filter(i -> new Shard(i, count).has(name))
                                .count());
            }
        }
        assertEquals(new Shard(3, 20), Shard.parse("3/20"));
        for (String bad : List.of("0/3", "4/3", "3", "a/b", "1/0")) {
            assertThrows(IllegalArgumentException.class, () -> Shard.parse(bad), bad);
        }
    }
}

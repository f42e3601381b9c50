package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ExperimentTest {

    private static final Duration NO_TIME = Duration.ZERO;

    private final List<String> ran = new ArrayList<>();
    private final Experiment experiment = new Experiment("three letters");

    @Test
    @DisplayName("each version runs once unmeasured, then the rounds go forwards and backwards in turn")
    void order() throws InterruptedException {
        letters("a", "b", "c");

        experiment.run(2);

        assertEquals(List.of("a", "b", "c", "a", "b", "c", "c", "b", "a"), ran);
    }

    @Test
    @DisplayName(
            "the table holds prediction, model and measurement in the order of the versions, and names the machine")
    void table() throws InterruptedException {
        experiment.predict("short", Duration.ofMillis(7));
        experiment.version("long", "n · d", Duration.ofMillis(20), () -> waitAtLeast(Duration.ofMillis(20)));
        experiment.version("short", "d", Duration.ofMillis(2), () -> waitAtLeast(Duration.ofMillis(2)));

        Table table = experiment.run(2);

        assertEquals(
                List.of(
                        "version",
                        "predicted (ms)",
                        "model",
                        "model (ms)",
                        "measured (ms)",
                        "from – to (ms)",
                        "measured / model"),
                table.columnNames());
        assertEquals(List.of("long", "short"), table.stringColumn("version").asList());
        assertTrue(table.doubleColumn("predicted (ms)").isMissing(0), "no prediction was made for the first");
        assertEquals(7, table.doubleColumn("predicted (ms)").get(1));
        assertEquals(20, table.doubleColumn("model (ms)").get(0));
        assertTrue(table.doubleColumn("measured (ms)").get(0) >= 20);
        assertTrue(table.doubleColumn("measured / model").get(1) >= 1);
        assertEquals("three letters, median of 2 runs, on " + Machine.here().line(), table.name());
    }

    @Test
    @DisplayName("before the run the table shows the models, and nothing measured")
    void notRun() {
        letters("a");

        Table table = experiment.table();

        assertTrue(table.name().contains("not run yet"));
        assertTrue(table.doubleColumn("measured (ms)").isMissing(0));
        assertEquals("", table.stringColumn("from – to (ms)").get(0));
        assertFalse(table.containsColumn("predicted (ms)"), "nobody predicted anything");
    }

    @Test
    @DisplayName("a prediction after the measurement is refused: it would be none")
    void lateprediction() throws InterruptedException {
        letters("a");
        experiment.predict("a", NO_TIME);
        experiment.predict("a", Duration.ofMillis(3));
        experiment.run(1);

        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> experiment.predict("a", Duration.ofMillis(1)));

        assertTrue(refusal.getMessage().contains("“a” has been measured already"));
        assertEquals(3, experiment.table().doubleColumn("predicted (ms)").get(0));
    }

    @Test
    @DisplayName("a version that is written anew must be measured anew, and may be predicted anew")
    void replaced() throws InterruptedException {
        letters("a", "b");
        experiment.run(1);

        letters("a");

        assertTrue(experiment.table().doubleColumn("measured (ms)").isMissing(0));
        experiment.predict("a", NO_TIME);
        IllegalArgumentException missing =
                assertThrows(IllegalArgumentException.class, () -> experiment.ratio("a", "b"));
        assertEquals("“a” has not been measured. Measured so far: b.", missing.getMessage());
    }

    @Test
    @DisplayName(
            "a prediction for a version that does not exist is named with the versions there are, before anything runs")
    void misspelt() {
        letters("a", "b");
        experiment.predict("aa", NO_TIME);

        IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> experiment.run(1));

        assertEquals(
                "You predicted “aa”, but no version is called that. The versions are: a, b.", refusal.getMessage());
        assertTrue(ran.isEmpty());
    }

    @Test
    @DisplayName("a version that throws is named, and what it threw is the cause")
    void throwing() {
        IOException cause = new IOException("connection refused");
        experiment.version("broken", "d", NO_TIME, () -> {
            throw cause;
        });

        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> experiment.run(1));

        assertTrue(failure.getMessage().startsWith("the version “broken” failed: "));
        assertSame(cause, failure.getCause());
    }

    @Test
    @DisplayName("an interrupt in a version leaves as an interrupt, not as a failure of that version")
    void interrupted() {
        experiment.version("endless", "d", NO_TIME, () -> {
            throw new InterruptedException();
        });

        assertThrows(InterruptedException.class, () -> experiment.run(1));
    }

    @Test
    @DisplayName("negative times and rounds below one are refused with the value")
    void arguments() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> experiment.predict("a", Duration.ofMillis(-5)))
                .getMessage()
                .contains("-5 ms"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> experiment.run(0))
                .getMessage()
                .endsWith(": 0"));
    }

    @Test
    @DisplayName("the figure tells the measured numbers in words, and does not exist before there are any")
    void figure() throws InterruptedException {
        assertThrows(IllegalStateException.class, experiment::figure);
        experiment.version("wait", "d", Duration.ofMillis(20), () -> waitAtLeast(Duration.ofMillis(20)));
        experiment.run(1);

        String alt = experiment.figure().altText();

        long measured =
                Math.round(experiment.table().doubleColumn("measured (ms)").get(0));
        assertTrue(alt.contains("wait: model 20 ms, measured " + measured + " ms"), alt);
        assertFalse(alt.contains("longest"), "with one bar there is nothing to compare");
    }

    @Test
    @DisplayName("the median of four runs lies between the second and the third, and one slow run does not move it")
    void median() throws InterruptedException {
        Iterator<Integer> waits = List.of(0, 2, 200, 2, 2).iterator();
        experiment.version("mostly quick", "d", NO_TIME, () -> Thread.sleep(waits.next()));

        experiment.run(4);

        long median = experiment.median("mostly quick").toMillis();
        assertTrue(median >= 2 && median < 200, median + " ms");
        assertTrue(experiment.table().getString(0, "from – to (ms)").matches("\\d+ – 2\\d\\d"), "the spread shows it");
    }

    @Test
    @DisplayName("where outcomes are asked for, the table tells the value, or the words of the innermost failure")
    void outcomes() throws InterruptedException {
        letters("a");
        experiment.outcome("answers", "d", NO_TIME, () -> List.of("friend 1"));
        experiment.outcome(
                "fails",
                "d",
                NO_TIME,
                () -> CompletableFuture.failedFuture(new IOException("friend 2 is gone"))
                        .thenApply(answer -> "never")
                        .join());
        assertEquals("", experiment.table().stringColumn("what came").get(1), "nothing has come before the run");

        Table table = experiment.run(1);

        assertEquals(
                List.of("", "[friend 1]", "fails: friend 2 is gone"),
                table.stringColumn("what came").asList());
        assertEquals(1, table.columnIndex("what came"), "it stands beside the version");
    }

    private void letters(String... names) {
        for (String name : names) {
            experiment.version(name, "d", NO_TIME, () -> ran.add(name));
        }
    }

    private static void waitAtLeast(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}

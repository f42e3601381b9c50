package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.schedule.SimulatedPool;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The same contract with other numbers: an answer made for the shown ones alone is found out here. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HiddenReportTest {

    private final SimulatedPool pool = SimulatedPool.of("pool", 5);
    private final SimulatedRemote<Integer, String> database = SimulatedRemote.<Integer, String>of(
                    "database", Integer.class, id -> "line " + id)
            .latency(Duration.ofMillis(7));
    private final SimulatedRemote<String, String> translator = SimulatedRemote.<String, String>of(
                    "translator", String.class, text -> text.toUpperCase(Locale.ROOT))
            .latency(Duration.ofMillis(150));

    @Test
    @Order(1)
    @Points(2)
    @DisplayName("three connections and a slow translator: 34 rounds of 7 ms, and one translation")
    void otherNumbers() {
        List<Row> rows = rows(IntStream.rangeClosed(101, 201).boxed().toList(), 3);

        require(
                pool.maxInUse() <= 3 && pool.maxWaiting() == 0,
                Outcome.TOO_MANY,
                "Three connections, whatever the size of the pool.",
                "The report had " + pool.maxInUse() + " connections, 3 were for it");
        requireWithin(
                Duration.ofMillis(34 * 7 + 150),
                "101 rows at 3 connections: 34 · 7 ms + 150 ms.",
                "At most " + pool.maxInUse() + " connections were in use");
        requireEquals(
                IntStream.rangeClosed(101, 201)
                        .mapToObj(id -> Row.of(id, "LINE " + id))
                        .toList(),
                rows,
                "The report does not show what the services answered");
    }

    @Test
    @Order(2)
    @Points(1)
    @DisplayName("with one connection the rows come one after another, failures among them")
    void oneConnection() {
        database.failing(id -> id < 9, "too old");

        List<Row> rows = rows(IntStream.rangeClosed(1, 10).boxed().toList(), 1);

        require(
                pool.maxInUse() == 1,
                Outcome.TOO_MANY,
                "One connection.",
                "The report had " + pool.maxInUse() + " connections, 1 was for it");
        requireEquals(
                IntStream.rangeClosed(1, 10)
                        .mapToObj(id -> id < 9 ? Row.failed(id, "too old") : Row.of(id, "LINE " + id))
                        .toList(),
                rows,
                "Eight of ten questions failed, and the report does not say so");
    }

    private List<Row> rows(List<Integer> ids, int atMost) {
        return learner(Report.class).rows(ids, atMost, pool, database, translator);
    }
}

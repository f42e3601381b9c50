package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.ms;
import static interleave.grade.Check.part;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.took;

import interleave.grade.Idea;
import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.grade.Rejection;
import interleave.schedule.SimulatedPool;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportTest {

    private static final Duration QUERY = Duration.ofMillis(20);
    private static final Duration TRANSLATION = Duration.ofMillis(80);
    private static final int CONNECTIONS = 10;

    /** Most of the pool: two connections stay for whoever else needs one. */
    private static final int AT_MOST = 8;

    private final SimulatedPool pool = SimulatedPool.of("pool", CONNECTIONS).timeout(Duration.ofMillis(250));
    private final SimulatedRemote<Integer, String> database = SimulatedRemote.<Integer, String>of(
                    "database", Integer.class, id -> "row " + id)
            .latency(QUERY);
    private final SimulatedRemote<String, String> translator = SimulatedRemote.<String, String>of(
                    "translator", String.class, text -> text + ", translated")
            .latency(TRANSLATION);

    @Test
    @Order(0)
    @Points(2)
    @Idea("50-one-more-connection")
    @DisplayName("in your order a colleague's report comes to a standstill: all hold one connection and want another")
    void standstill() {
        String expected = "After the last step nobody can go on, and not all rows have been answered.";
        Map<String, Integer> held = new TreeMap<>(Map.of("A", 0, "B", 0, "C", 0));
        for (String step : learner(Report.class).standstill()) {
            make(String.valueOf(step), held, expected);
        }
        int free = free(held);
        require(!held.isEmpty(), Outcome.WRONG, expected, "In your order all three rows are answered");
        require(
                free == 0,
                Outcome.WRONG,
                expected,
                "After your order " + free + " of 3 connections are still to be had");
        held.forEach((row, connections) -> require(
                connections < 2,
                Outcome.WRONG,
                expected,
                "Every connection is lent, and yet " + row + " goes on: it has both of its own, and gives them back"));
    }

    /** One step of the colleague's report; a row that is answered is no longer there. */
    private static void make(String step, Map<String, Integer> held, String expected) {
        String row = step.substring(0, Math.min(1, step.length()));
        boolean takes = step.equals(row + " takes");
        require(takes || step.equals(row + " gives back"), Outcome.WRONG, expected, "There is no step “" + step + "”");
        int has = held.getOrDefault(row, -1);
        require(
                takes ? has == 0 || has == 1 : has == 2,
                Outcome.WRONG,
                expected,
                "“" + step + "” cannot come there: a row takes one, takes another, and then gives both back");
        require(
                !takes || free(held) > 0,
                Outcome.WRONG,
                expected,
                "“" + step + "” cannot come there: no connection is free, so " + row + " stands still");
        if (takes) {
            held.put(row, has + 1);
        } else {
            held.remove(row);
        }
    }

    private static int free(Map<String, Integer> held) {
        return 3 - held.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    @Order(1)
    @Points(4)
    @Idea("45-virtual-threads-need-no-limit")
    @DisplayName("of ten connections, a report of 200 rows has eight, and nobody queues for one")
    void leavesRoom() {
        rows(200);

        String expected = AT_MOST + " connections at most, and none of the report's questions waits at the pool.";
        if (pool.maxWaiting() > 0 && database.calls().size() > 200) {
            throw tooMany(expected, "The database was asked more than once for a row", null);
        }
        if (pool.maxWaiting() >= 200 - CONNECTIONS) {
            throw tooMany(
                    expected,
                    "All 200 questions went to the pool at once: " + pool.maxWaiting()
                            + " waited for a connection, and " + pool.timeouts() + " of them in vain",
                    "45-virtual-threads-need-no-limit");
        }
        if (pool.maxInUse() == 0) {
            throw Rejection.of(Outcome.WRONG, expected, "The database was asked without a connection of the pool");
        }
        requireRoom(expected);
        requireEquals(200, database.calls().size(), "The database is asked once for each of 200 rows, but so often");
    }

    private void requireRoom(String expected) {
        if (pool.maxInUse() > AT_MOST && database.maxInFlight() <= AT_MOST) {
            throw tooMany(
                    expected,
                    "Up to " + pool.maxInUse() + " connections were lent while at most " + database.maxInFlight()
                            + " questions were under way: some task held one and took another",
                    "50-one-more-connection");
        }
        if (pool.maxInUse() > AT_MOST || pool.maxWaiting() > 0) {
            throw tooMany(
                    expected,
                    "The report had " + pool.maxInUse() + " of the " + CONNECTIONS + " connections, " + AT_MOST
                            + " were for it",
                    "46-more-callers-more-throughput");
        }
    }

    @Test
    @Order(2)
    @Points(4)
    @DisplayName("200 rows at eight connections take 25 questions one after another, and one translation")
    void fast() {
        List<Row> rows = rows(200);

        part(1, () -> requireEquals(all(200), rows, "The report does not show what the services answered"));
        Duration model = QUERY.multipliedBy(200 / AT_MOST).plus(TRANSLATION);
        if (took().compareTo(model) <= 0) {
            requireRoom("the report has " + AT_MOST + " connections");
            return;
        }
        String expected = "With " + AT_MOST + " connections always in use: 200 / " + AT_MOST + " · 20 ms + 80 ms = "
                + ms(model) + ".";
        String took = ": the report took " + ms(took());
        if (pool.maxInUse() <= 1) {
            throw late(expected, "Only one connection was ever in use" + took, "47-the-pool-grows-first");
        }
        if (heldMeanwhile()) {
            throw late(
                    expected,
                    "A connection, or the permit for it, was kept while the translator was at work" + took,
                    "81-hold-it-i-will-be-back");
        }
        throw late(expected, "Connections stood idle while there were rows to ask for" + took, null);
    }

    @Test
    @Order(3)
    @Points(2)
    @DisplayName("a slow question keeps one connection busy, not the other seven")
    void noWaves() {
        database.latency(id -> id == 1 ? QUERY.multipliedBy(13) : QUERY);

        List<Row> rows = rows(96);

        requireRoom("the report has " + AT_MOST + " connections");
        // the other seven share what is left: 95 questions, 14 rounds
        Duration model = QUERY.multipliedBy(14).plus(TRANSLATION);
        require(
                took().compareTo(model) <= 0,
                Outcome.LATE,
                "The other seven connections go on meanwhile, so the report takes " + ms(model) + ".",
                "One question took 260 ms, and others waited for it with connections free: the report took "
                        + ms(took()));
        requireEquals(96, rows.size(), "The report does not have its 96 rows");
    }

    @Test
    @Order(4)
    @Points(3)
    @Idea("49-a-permit-around-the-submit")
    @DisplayName("rows that fail say why, and give everything back")
    void failures() {
        database.failing(id -> id % 2 == 0, "no such row");
        translator.failing("row 3"::equals, "no words for row 3");

        List<Row> rows = inSpiteOfFailures(() -> rows(40));

        requireEquals(0, pool.inUse(), "When the report was done, connections were still lent");
        requireOnce();
        requireRoom("the report has " + AT_MOST + " connections");
        requireWhole(rows);
    }

    private void requireOnce() {
        int asked = database.calls().size();
        if (asked > 40) {
            throw tooMany(
                    "The database is asked once for each row: a report does not know what it is that the database"
                            + " cannot bear.",
                    "For 40 rows the database was asked " + asked + " times: whatever failed was tried again",
                    "51-retries-are-free");
        }
    }

    private static void requireWhole(List<Row> rows) {
        Predicate<Row> says = row -> row.id() == 3
                ? row.equals(Row.failed(3, "no words for row 3"))
                : row.equals(row.id() % 2 == 0 ? Row.failed(row.id(), "no such row") : answered(row.id()));
        if (rows.size() < 40) {
            throw Rejection.of(
                            Outcome.WRONG,
                            "The report has a row for each id, also where a service failed.",
                            "Rows whose question failed are not in the report: it has " + rows.size() + " of 40")
                    .withIdea("52-it-would-shout");
        }
        Row wrong = rows.stream().filter(says.negate()).findFirst().orElse(null);
        require(
                wrong == null,
                Outcome.WRONG,
                "A row that fails has the message of the service that failed, the others are as usual.",
                "The report has the row " + wrong);
    }

    @Test
    @Order(5)
    @Points(1)
    @Idea("03-start-order-is-finish-order")
    @DisplayName("the rows stand in the order of the ids, whichever is answered first")
    void order() {
        database.latency(id -> QUERY.multipliedBy(9 - id));

        List<Row> rows = rows(8);

        require(
                !rows.equals(all(8).reversed()),
                Outcome.WRONG,
                "The rows in the order of the ids: 1 to 8.",
                "The rows stand in the order in which they were answered, not in that of the ids");
        requireEquals(all(8), rows, "The rows are not those of the ids, in their order");
    }

    private List<Row> rows(int n) {
        return learner(Report.class).rows(ids(n), AT_MOST, pool, database, translator);
    }

    /** A deadlock here has one cause that has a name: what failed did not give its permit back. */
    private static List<Row> inSpiteOfFailures(Supplier<List<Row>> report) {
        try {
            return report.get();
        } catch (Rejection rejection) {
            throw rejection.outcome() != Outcome.DEADLOCK
                    ? rejection
                    : rejection
                            .withHappened("After a few questions had failed nothing went on: what failed had not given"
                                    + " back its connection or its permit")
                            .withIdea("49-a-permit-around-the-submit");
        }
    }

    /** Whether each question came only when an earlier row had been translated: so far apart they are otherwise never asked. */
    private boolean heldMeanwhile() {
        var asked = database.calls();
        return asked.size() > AT_MOST && asked.get(AT_MOST).started().compareTo(QUERY.plus(TRANSLATION)) >= 0;
    }

    private static Rejection tooMany(String expected, String happened, String idea) {
        Rejection made = Rejection.of(Outcome.TOO_MANY, expected, happened);
        return idea == null ? made : made.withIdea(idea);
    }

    private static Rejection late(String expected, String happened, String idea) {
        Rejection made = Rejection.of(Outcome.LATE, expected, happened);
        return idea == null ? made : made.withIdea(idea);
    }

    private static List<Integer> ids(int n) {
        return IntStream.rangeClosed(1, n).boxed().toList();
    }

    private static List<Row> all(int n) {
        return ids(n).stream().map(ReportTest::answered).toList();
    }

    private static Row answered(int id) {
        return Row.of(id, "row " + id + ", translated");
    }
}

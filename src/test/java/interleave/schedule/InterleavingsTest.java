package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.Interleavings.Exploration;
import interleave.schedule.Interleavings.Program;
import interleave.schedule.learner.Races;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An exploration of all orders")
class InterleavingsTest {
    private static final int REPEATS = 20;

    private static Interleavings of(String name) {
        return Interleavings.of(world -> {
            Program program = Learner.explored(Races.class.getName() + "$" + name);
            program.setUp(world);
        });
    }

    private static Exploration same(Interleavings interleavings) {
        var found = new LinkedHashSet<Exploration>();
        for (int i = 0; i < REPEATS; i++) {
            found.add(interleavings.explore());
        }
        assertEquals(1, found.size(), () -> "not always the same: " + found);
        return found.getFirst();
    }

    @ParameterizedTest(
            name = "finds what is wrong with {0} after {1} switches, always the same way, and its id shows it again")
    @CsvSource({
        "PlainCounter, 1",
        "CapturedArray, 1",
        "VirtualThreadsCounter, 1",
        "GetThenPut, 1",
        "MonitorsInOppositeOrder, 1",
        "LocksInOppositeOrder, 1",
        "CheckThenEnter, 2",
        "LazyWithoutSecondCheck, 1",
        "ReadThenWrite, 1",
        "ThreeDeposits, 1",
        "ReadThenWriteBlocking, 1"
    })
    void broken(String name, int switches) {
        Exploration bounded = same(of(name));

        assertTrue(bounded.failures() > 0, bounded.report());
        assertTrue(bounded.complete(), bounded.report());
        var shortest = bounded.shortest().orElseThrow();
        assertEquals(switches, shortest.switches(), bounded.report());
        assertEquals(shortest, of(name).replay(shortest.id()).orElseThrow());
    }

    @ParameterizedTest(name = "does not accuse {0}")
    @ValueSource(
            strings = {
                "AtomicCounter",
                "SynchronizedCounter",
                "LockedCounter",
                "Merge",
                "MonitorsInOneOrder",
                "SemaphoreOfOne",
                "LazyWithSecondCheck",
                "ReplaceRetry",
                "SerialChain"
            })
    void fixed(String name) {
        Exploration bounded = same(of(name));
        Exploration all = same(of(name).anySwitches());

        assertEquals(0, bounded.failures(), bounded.report());
        assertTrue(bounded.complete(), bounded.report());
        assertEquals(0, all.failures(), all.report());
        assertTrue(all.complete(), all.report());
    }

    @Test
    @DisplayName("shows the shortest failing order of n++ as a table, and the count in its verdict")
    void table() {
        Exploration found = of("PlainCounter").switches(10).explore();

        assertEquals("4 of all 6 orders with at most 10 switches fail", found.verdict());
        var shortest = found.shortest().orElseThrow();
        assertEquals("expected 2 but was 1", shortest.message());
        String line = shortest.steps().getFirst().place().line() + " setUp";
        String next = shortest.steps().get(1).place().line() + " setUp";
        assertEquals("""
            | # | A           | B           | line     |
            |---|-------------|-------------|----------|
            | 1 | read n = 0  |             | %1$s |
            | 2 |             | read n = 0  | %2$s |
            | 3 |             | write n = 1 | %2$s |
            | 4 | write n = 1 |             | %1$s |
            """.formatted(line, next), shortest.table());
    }

    @ParameterizedTest(name = "of {0} leaves out only orders that differ in steps that do not meet")
    @ValueSource(
            strings = {
                "PlainCounter",
                "CapturedArray",
                "GetThenPut",
                "LazyWithoutSecondCheck",
                "LazyWithSecondCheck",
                "MonitorsInOppositeOrder",
                "MonitorsInOneOrder",
                "SynchronizedCounter",
                "ReadThenWrite",
                "ReadThenWriteBlocking",
                "SerialChain"
            })
    void reduction(String name) {
        Exploration every = of(name).switches(1000).explore();
        Exploration reduced = of(name).anySwitches().explore();

        assertTrue(every.complete(), every.verdict());
        assertTrue(reduced.complete(), reduced.verdict());
        assertTrue(reduced.orders() <= every.orders(), reduced.verdict() + ", but " + every.verdict());
        assertEquals(every.failures() > 0, reduced.failures() > 0, reduced.verdict() + ", but " + every.verdict());
    }

    @Test
    @DisplayName("of n++ by two counts six orders, four of them different, two of those wrong")
    void counts() {
        assertEquals(
                "4 of all 6 orders with at most 1000 switches fail",
                of("PlainCounter").switches(1000).explore().verdict());
        assertEquals(
                "2 of all 4 orders fail",
                of("PlainCounter").anySwitches().explore().verdict());
    }

    @Test
    @DisplayName("crosses asynchronous boundaries: effect and answer of each operation are steps of who asked")
    void asynchronous() {
        var shortest = of("ReadThenWrite").explore().shortest().orElseThrow();

        assertEquals("expected 15 but was 5", shortest.message());
        assertEquals(
                List.of(
                        "deposit 5: read balance = 0",
                        "deposit 5: answer",
                        "deposit 10: read balance = 0",
                        "deposit 10: answer",
                        "deposit 10: write balance = 10",
                        "deposit 10: answer",
                        "deposit 5: write balance = 5",
                        "deposit 5: answer"),
                shortest.steps().stream()
                        .map(step -> step.actor() + ": " + step.label())
                        .toList());
    }

    @Test
    @DisplayName("says that it was not complete when it was not")
    void notComplete() {
        Exploration found = of("LockedCounter").orders(3).explore();

        assertEquals("no failure in the first 3 orders with at most 2 switches", found.verdict());
    }

    @Test
    @DisplayName("refuses what is no id, no bound, no number of orders")
    void ranges() {
        assertThrows(IllegalArgumentException.class, () -> of("PlainCounter").replay("nonsense"));
        assertThrows(IllegalArgumentException.class, () -> of("PlainCounter").replay("4.1-"));
        assertThrows(IllegalArgumentException.class, () -> of("PlainCounter").switches(-1));
        assertThrows(IllegalArgumentException.class, () -> of("PlainCounter").orders(0));
    }
}

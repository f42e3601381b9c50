package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    private static final int REPEATS = 3;

    private static Interleavings of(String name) {
        return Learner.orders(Races.class, name);
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
        "ThreeDepositsAsync, 1",
        "OnPoolOfTwo, 1",
        "OnOneThread, 1",
        "OnVirtualThreads, 1",
        "TasksOfAPool, 1",
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
        Exploration found = same(of(name));

        assertEquals(0, found.failures(), found.report());
        assertTrue(found.complete(), found.report());
        assertTrue(found.shortest().isEmpty(), found.report());
    }

    @Test
    @DisplayName("shows the shortest failing order of n++ as a table, and the count in its verdict")
    void table() {
        Exploration found = of("PlainCounter").switches(10).explore();

        assertEquals("4 of all 6 orders fail", found.verdict());
        var shortest = found.shortest().orElseThrow();
        assertEquals("expected 2 but was 1", shortest.message());
        String line = shortest.steps().getFirst().place().line() + " setUp";
        String next = shortest.steps().get(1).place().line() + " setUp";
        assertEquals("""
            | # | A           | B           | n | line     |
            |---|-------------|-------------|---|----------|
            | 1 | read n = 0  |             | 0 | %1$s |
            | 2 |             | read n = 0  | 0 | %2$s |
            | 3 |             | write n = 1 | 1 | %2$s |
            | 4 | write n = 1 |             | 1 | %1$s |
            """.formatted(line, next), shortest.table());
    }

    @ParameterizedTest(
            name = "of {0} looks at one order of each kind, and knows how many there are in all, and how many of"
                    + " those fail")
    @ValueSource(
            strings = {
                "PlainCounter",
                "CapturedArray",
                "VirtualThreadsCounter",
                "GetThenPut",
                "LazyWithoutSecondCheck",
                "LazyWithSecondCheck",
                "MonitorsInOppositeOrder",
                "MonitorsInOneOrder",
                "LocksInOppositeOrder",
                "SynchronizedCounter",
                "LockedCounter",
                "SemaphoreOfOne",
                "ReadThenWrite",
                "ReadThenWriteAsync",
                "OnVirtualThreads",
                "TasksOfAPool",
                "ReadThenWriteBlocking",
                "ReplaceRetry",
                "SerialChain"
            })
    void reduction(String name) {
        Exploration every = of(name).switches(1000).explore();
        Exploration reduced = of(name).anySwitches().explore();

        assertTrue(every.complete(), every.verdict());
        assertTrue(reduced.complete(), reduced.verdict());
        assertTrue(reduced.orders() <= every.orders(), reduced.verdict() + ", but " + every.verdict());
        assertEquals(every.verdict(), reduced.verdict());
    }

    @ParameterizedTest(name = "of {0} is complete after 36 runs, which stand for 34,650 orders")
    @ValueSource(strings = {"ThreeDeposits", "ThreeDepositsAsync"})
    void threeDeposits(String name) {
        Exploration found = of(name).explore();

        assertEquals("34,380 of all 34,650 orders fail", found.verdict());
        assertEquals(36, found.orders());
        assertEquals(30, found.failures());
        assertTrue(found.complete());
    }

    @Test
    @DisplayName("of n++ by two counts six orders, four of them different, two of those wrong")
    void counts() {
        Exploration every = of("PlainCounter").switches(1000).explore();
        Exploration reduced = of("PlainCounter").explore();

        assertEquals(6, every.orders());
        assertEquals(4, every.failures());
        assertEquals(4, reduced.orders());
        assertEquals(2, reduced.failures());
        assertEquals("4 of all 6 orders fail", reduced.verdict());
    }

    @Test
    @DisplayName(
            "says of a program that is too large how much was looked at, and looks at random orders with the seed it"
                    + " names")
    void tooLarge() {
        Interleavings large = of("LockedCounter").orders(3).random(20, 42);
        Interleavings broken = of("CheckThenEnter").orders(10);

        assertEquals(
                "no failure in the first 3 orders with at most 2 switches, nor in 20 random ones (seed 42)",
                large.explore().verdict());
        assertFalse(large.explore().complete());
        assertEquals(large.explore(), large.explore());
        assertTrue(
                broken.random(200, 1).explore().verdict().endsWith(" of 200 random ones (seed 1) fail"),
                broken.random(200, 1).explore().verdict());
        var shortest = broken.random(200, 1).explore().shortest().orElseThrow();
        assertEquals(shortest, broken.replay(shortest.id()).orElseThrow());
    }

    @Test
    @DisplayName(
            "looks at one order of each kind first, and at those with few switches only where the kinds are too many")
    void kinds() {
        Interleavings few = of("ThreeDeposits").switches(2);

        Exploration kinds = few.kinds(40).explore();
        assertEquals("34,380 of all 34,650 orders fail", kinds.verdict());
        assertEquals(
                few.explore().shortest().orElseThrow().switches(),
                kinds.shortest().orElseThrow().switches());

        Exploration tooMany = of("LockedCounter").switches(2).kinds(5).explore();
        assertEquals(of("LockedCounter").switches(2).explore().verdict(), tooMany.verdict(), tooMany::report);
        assertThrows(IllegalArgumentException.class, () -> few.kinds(0));
    }

    @Test
    @DisplayName("asked for a failing order only, stops at the shortest of those with the fewest switches")
    void untilFailure() {
        Exploration first = of("ThreeDepositsAsync").untilFailure().explore();

        assertEquals(of("ThreeDepositsAsync").explore().shortest(), first.shortest());
        assertTrue(first.orders() < 200, first.verdict());
        assertTrue(first.verdict().contains(" of the first "), first.verdict());
        assertEquals(
                of("SynchronizedCounter").explore(),
                of("SynchronizedCounter").untilFailure().explore());
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
    @DisplayName("refuses what is no id, no bound, no number of orders")
    void ranges() {
        assertThrows(IllegalArgumentException.class, () -> of("PlainCounter").replay("nonsense"));
        assertThrows(IllegalArgumentException.class, () -> of("PlainCounter").replay("4.1-"));
        assertThrows(IllegalArgumentException.class, () -> of("PlainCounter").switches(-1));
        assertThrows(IllegalArgumentException.class, () -> of("PlainCounter").orders(0));
    }
}

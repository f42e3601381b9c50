package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.learner.Practice;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of programs as they are met in practice, an exploration")
class PracticeTest {
    private static Interleavings interleavings(String name) {
        return Learner.orders(Practice.class, name);
    }

    private static Exploration of(String name) {
        return interleavings(name).explore();
    }

    @ParameterizedTest(name = "proves {0} right")
    @ValueSource(
            strings = {
                "SpinsUntilTold",
                "YieldsUntilTold",
                "ComputesOnce",
                "SlotWithMonitor",
                "SlotWithCondition",
                "HandsOver",
                "WritesUnderWriteLock",
                "ForksAndJoins",
                "SameRandomNumbers",
                "WalksThroughTables"
            })
    void right(String name) {
        Exploration found = of(name);

        assertEquals(0, found.failures(), found.report());
        assertTrue(found.complete(), found.report());
        assertEquals(found, of(name));
    }

    @ParameterizedTest(name = "finds in {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "WaitsWithoutAsking|nothing can go on: A waits in Object.wait at line ",
                "WritesUnderReadLock|expected 2 but was 1",
                "RacesInForkJoin|expected 2 but was 1",
                "VolatileCounter|expected 2 but was 1",
                "FirstToAnswer|expected one but was two",
                "ChangesWhileIterated|A threw java.util.ConcurrentModificationException",
                "AsksThenPuts|expected 1 but was 2",
                "AsksWhetherDone|not done yet",
                "CombinesWhereTheLastIs|nothing can go on: ",
                "GoesOnWhereTheLastIs|nothing can go on: "
            })
    void wrong(String name, String message) {
        Exploration found = of(name);

        assertTrue(found.failures() > 0, found.report());
        assertTrue(found.failures() < found.orders(), found.report());
        Interleavings.Failure shortest = found.shortest().orElseThrow();
        assertTrue(shortest.message().startsWith(message), found.report());
        assertEquals(Optional.of(shortest), interleavings(name).replay(shortest.id()), found.report());
        assertEquals(found, of(name));
    }
}

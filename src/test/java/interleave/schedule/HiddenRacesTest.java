package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.inside.NotCoveredException;
import interleave.schedule.learner.Hidden;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of races that are easily overlooked, an exploration")
class HiddenRacesTest {
    private static Exploration of(String name) {
        return Learner.orders(Hidden.class, name).explore();
    }

    @ParameterizedTest(name = "finds {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NumbersInAConstructor|expected 3 but was ",
                "ReferencesToMethods|expected 1 but was 2",
                "SleepsInsteadOfWaiting|expected 7 but was 0",
                "MapForOneThread|B threw java.util.ConcurrentModificationException: A is in HashMap.merge when B calls"
                        + " the same object: a HashMap is for one thread at a time",
                "ListForOneThread|A threw java.util.ConcurrentModificationException: B is in ArrayList.add when A calls"
                        + " the same object: an ArrayList is for one thread at a time",
                "AppendsAtOnce|B threw java.util.ConcurrentModificationException: A is in StringBuilder.append when B"
                        + " calls the same object: a StringBuilder is for one thread at a time",
                "CopiesAnArray|expected 1 but was 0",
                "ClonesAnArray|expected 1 but was 0"
            })
    void found(String name, String message) {
        Exploration found = of(name);

        assertTrue(found.failures() > 0, found.report());
        assertTrue(found.failures() < found.orders(), found.report());
        assertTrue(found.complete(), found.report());
        assertTrue(found.shortest().orElseThrow().message().startsWith(message), found.report());
        assertEquals(found, of(name));
    }

    @ParameterizedTest(name = "does not accuse {0}")
    @ValueSource(
            strings = {
                "MapUnderALock",
                "MapForManyThreads",
                "ListThatLocksItself",
                "PlacesOfTheirOwn",
                "ReadersOnly",
                "MapsOfTheirOwn"
            })
    void right(String name) {
        Exploration found = of(name);

        assertEquals(0, found.failures(), found.report());
        assertTrue(found.complete(), found.report());
    }

    @ParameterizedTest(name = "refuses {0}, which it could not see, with its line")
    @CsvSource(
            delimiter = '|',
            value = {
                "WritesAFile|a file keeps what the order before has written, at line ",
                "WritesByReflection|no other thread is seen to come before an access by reflection, at line "
            })
    void refused(String name, String why) {
        Exploration found = of(name);

        assertEquals(found.orders(), found.failures(), found.report());
        assertTrue(found.shortest().orElseThrow().message().contains(why), found.report());
    }

    @Test
    @DisplayName("refuse an object whose class extends a collection, as soon as it is made, with its line")
    void refusedAsItIsMade() {
        var thrown = assertThrows(NotCoveredException.class, () -> of("ExtendsAMap"));

        assertTrue(
                thrown.getMessage()
                        .contains("nobody sees a LinkedHashMap change inside of what a class inherits from it;"
                                + " keep one in a field instead, at line "),
                thrown::getMessage);
    }
}

package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import interleave.schedule.learner.Races;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As the counts stand here, they are the same on every machine, with whatever processors it has; {@code -Pfull} repeats each a hundred times. */
@DisplayName("Every broken program is found and no repaired one accused, in the same number of runs each time:")
class RacesProofTest {
    private static final int REPEATS = Boolean.getBoolean("full") ? 100 : 2;

    private static void assertAlways(String name, int runs, String verdict, Interleavings orders) {
        for (int i = 0; i < REPEATS; i++) {
            Exploration found = orders.explore();
            assertEquals(verdict, found.verdict(), () -> name + ": " + found.report());
            assertEquals(runs, found.orders(), name);
        }
    }

    private static Interleavings of(String name) {
        return Learner.orders(Races.class, name);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PlainCounter|4|4 of all 6 orders fail",
                "CapturedArray|4|4 of all 6 orders fail",
                "VirtualThreadsCounter|4|4 of all 6 orders fail",
                "TasksOfAPool|8|18 of all 34 orders fail",
                "GetThenPut|4|4 of all 6 orders fail",
                "ReadThenWrite|4|60 of all 70 orders fail",
                "ThreeDeposits|36|34,380 of all 34,650 orders fail",
                "ThreeDepositsAsync|36|34,380 of all 34,650 orders fail",
                "ReadThenWriteBlocking|4|60 of all 70 orders fail",
                "OnPoolOfTwo|6|240 of all 252 orders fail",
                "OnOneThread|12|348 of all 362 orders fail",
                "OnVirtualThreads|4|60 of all 70 orders fail",
                "OnForkJoinPool|4|60 of all 70 orders fail",
                "MonitorsInOppositeOrder|3|2 of all 6 orders fail",
                "LocksInOppositeOrder|3|2 of all 6 orders fail",
                "LazyWithoutSecondCheck|4|6 of all 14 orders fail"
            })
    void broken(String name, int runs, String verdict) {
        assertAlways(name, runs, verdict, of(name));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "AtomicCounter|2|no failure in all 2 orders",
                "SynchronizedCounter|2|no failure in all 2 orders",
                "LockedCounter|6|no failure in all 6 orders",
                "Merge|2|no failure in all 2 orders",
                "ReplaceRetry|4|no failure in all 142 orders",
                "SerialChain|15|no failure in all 15 orders",
                "ChainedOnForkJoinPool|2520|no failure in all 20,390 orders",
                "ChainedOnVirtualThreads|2520|no failure in all 20,390 orders",
                "MonitorsInOneOrder|2|no failure in all 2 orders",
                "LocksInOneOrder|2|no failure in all 2 orders",
                "SemaphoreOfOne|2|no failure in all 2 orders",
                "LazyWithSecondCheck|4|no failure in all 16 orders"
            })
    void repaired(String name, int runs, String verdict) {
        assertAlways(name, runs, verdict, of(name));
    }

    @ParameterizedTest(name = "{0}, too large to be looked at in full: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CheckThenEnter|110|8 of the first 50 orders with at most 2 switches, and 8 of 50 others,"
                        + " and 1 of 10 random ones (seed 7) fail",
                "ChainedOnPoolOfTwo|110|no failure in the first 50 orders with at most 2 switches,"
                        + " nor in 10 random ones (seed 7)",
                "ChainedOnOneThread|110|no failure in the first 50 orders with at most 2 switches,"
                        + " nor in 10 random ones (seed 7)"
            })
    void large(String name, int runs, String verdict) {
        assertAlways(name, runs, verdict, of(name).orders(50).random(10, 7));
    }
}

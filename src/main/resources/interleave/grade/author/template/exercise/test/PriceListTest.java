package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.part;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Idea;
import interleave.grade.Points;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

// For whoever writes this exercise: an ordinary JUnit 5 test. It runs in the grader; only the calls on learner(...)
// cross to the learner's JVM, and
// the services that you hand in stay here: what they saw cannot be forged. Learners may read this file; what they shall
// not read stands in
// solutions/__ID__/hidden. The whole guide: package-info.java of interleave.grade.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PriceListTest {

    private static final Duration LATENCY = Duration.ofMillis(100);

    @Test
    @Order(1)
    @Points(1)
    @DisplayName("each item has the price that the shop says, in the order asked")
    void rightPrices() {
        List<Integer> prices = learner(PriceList.class).prices(List.of("tea", "a kettle"), shop());

        // a failure is a sentence that a learner reads; the value they returned is added to it
        requireEquals(List.of(3, 8), prices, "The prices are not those of the shop");
    }

    @Test
    @Order(2)
    @Points(4)
    @Idea("07-lazy-stream") // the wrong idea behind most failures of this test
    @DisplayName("twenty items take 100 ms, as long as one")
    void allAtOnce() {
        List<String> items =
                IntStream.rangeClosed(1, 20).mapToObj(i -> "item " + i).toList();
        var shop = shop();

        List<Integer> prices = learner(PriceList.class).prices(items, shop);

        // partial credit: this point is lost alone, and the test goes on
        part(1, () -> requireEquals(items.stream().map(String::length).toList(), prices, "The prices are not right"));
        // time is virtual and exact: no tolerance, on no machine
        requireWithin(
                LATENCY,
                "All 20 prices are asked for before the first is waited for, so they take 100 ms.",
                "At most " + shop.maxInFlight() + " of 20 questions were in flight at once");
    }

    private static SimulatedRemote<String, Integer> shop() {
        return SimulatedRemote.<String, Integer>of("shop", String.class, String::length)
                .latency(LATENCY);
    }
}

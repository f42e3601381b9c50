package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Points;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

// For whoever writes this exercise: the same contract with other numbers, so that an answer made for the shown ones is
// found out. Learners are told its
// title and points, nothing else. Never ship this folder to them: keep solutions/ out of what you release.
class HiddenPriceListTest {

    @Test
    @Points(2)
    @DisplayName("other items, other times: a list takes as long as its slowest item")
    void otherNumbers() {
        List<String> items = List.of("x", "yy", "zzz");
        var shop = SimulatedRemote.<String, Integer>of("shop", String.class, item -> 7 * item.length())
                .latency(item -> Duration.ofMillis(item.length() == 2 ? 130 : 70));

        List<Integer> prices = learner(PriceList.class).prices(items, shop);

        requireEquals(List.of(7, 14, 21), prices, "The prices are not those of the shop");
        requireWithin(
                Duration.ofMillis(130),
                "The slowest of the three takes 130 ms, and so does the list.",
                "At most " + shop.maxInFlight() + " of 3 questions were in flight at once");
    }
}

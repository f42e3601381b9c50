package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Idea;
import interleave.grade.Points;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GreetingTest {

    @Test
    @Order(1)
    @Points(1)
    @DisplayName("the greeting has both words, the first first")
    void bothWords() {
        requireEquals(
                "HELLO WORLD",
                learner(Greeting.class).greet(words(Duration.ofMillis(100)), "hello", "world"),
                "The greeting is another one");
    }

    @Test
    @Order(2)
    @Points(2)
    @Idea("08-chain-is-fan-out")
    @DisplayName("two questions take 100 ms, as long as one")
    void together() {
        var words = words(Duration.ofMillis(100));

        String greeting = learner(Greeting.class).greet(words, "hello", "world");

        requireEquals("HELLO WORLD", greeting, "The greeting is another one");
        requireWithin(
                Duration.ofMillis(100),
                "Both words are asked for before either is waited for, so they take 100 ms.",
                "At most " + words.maxInFlight() + " of 2 questions was in flight at once");
    }

    private static SimulatedRemote<String, String> words(Duration latency) {
        return SimulatedRemote.<String, String>of("words", String.class, name -> name.toUpperCase(Locale.ROOT))
                .latency(latency);
    }
}

package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Points;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HiddenGreetingTest {

    @Test
    @Points(1)
    @DisplayName("other words, other times: a greeting takes as long as its slower word")
    void otherNumbers() {
        var words = SimulatedRemote.<String, String>of("words", String.class, name -> name + "!")
                .latency(name -> Duration.ofMillis(name.equals("good") ? 40 : 70));

        String greeting = learner(Greeting.class).greet(words, "good", "night");

        requireEquals("good! night!", greeting, "The greeting is another one");
        requireWithin(
                Duration.ofMillis(70),
                "The slower of the two takes 70 ms, and so does the greeting.",
                "At most " + words.maxInFlight() + " of 2 questions was in flight at once");
    }
}

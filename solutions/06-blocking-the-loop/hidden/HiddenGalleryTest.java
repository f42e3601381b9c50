package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Points;
import interleave.schedule.SimulatedClock;
import interleave.schedule.SimulatedCpu;
import interleave.schedule.SimulatedLoop;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The same contract with other numbers: an answer made for the shown ones alone is found out here. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HiddenGalleryTest {

    @Test
    @Order(1)
    @Points(2)
    @DisplayName("a slow store and a full machine are no reason for the loop to be late")
    void slowStore() {
        var loop = SimulatedLoop.of("loop", 3);
        var store = SimulatedRemote.<String, String>of("store", String.class, name -> name + "!")
                .latency(Duration.ofMillis(150));
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            visits.add(new Visit("/photo/x" + i, Duration.ZERO));
        }
        visits.add(new Visit("/health", Duration.ofMillis(200)));

        List<Served> served = learner(Gallery.class)
                .serve(visits, loop, store, SimulatedCpu.of("machine", 3), SimulatedClock.create())
                .join();

        requireEquals(Duration.ZERO, loop.maxDelay(), "The longest that somebody waited for the loop was");
        requireEquals("200 small x0!", served.getFirst().answer(), "Who asked for /photo/x0 was told");
        requireEquals("200 ok", served.getLast().answer(), "Who asked for /health was told");
        requireWithin(
                Duration.ofMillis(150 + 4 * 80),
                "Twelve photos on three cores: 150 ms for the store, then 4 rounds of 80 ms.",
                "The photos were not all fetched at once, or a core was idle");
    }

    @Test
    @Order(2)
    @Points(1)
    @DisplayName("every photo that fails is a 404 with its own words, and leaves the gallery as it was")
    void failures() {
        var store = SimulatedRemote.<String, String>of("store", String.class, name -> name)
                .latency(Duration.ofMillis(5))
                .failing(name -> !name.equals("moon"), "out of film");

        List<Served> served = learner(Gallery.class)
                .serve(
                        List.of(
                                new Visit("/photo/sun", Duration.ZERO),
                                new Visit("/photo/mars", Duration.ZERO),
                                new Visit("/photo/moon", Duration.ofMillis(30))),
                        SimulatedLoop.of("loop", 1),
                        store,
                        SimulatedCpu.of("machine", 1),
                        SimulatedClock.create())
                .join();

        requireEquals(
                List.of("404 out of film", "404 out of film", "200 small moon"),
                served.stream().map(Served::answer).toList(),
                "The visitors were told");
    }
}

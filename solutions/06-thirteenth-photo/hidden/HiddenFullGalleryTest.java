package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.requireEquals;

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
class HiddenFullGalleryTest {

    @Test
    @Order(1)
    @Points(1)
    @DisplayName("the room follows patience, workers and both times")
    void otherNumbers() {
        FullGallery answer = learner(FullGallery.class);

        requireEquals(
                9,
                answer.room(Duration.ofMillis(1000), 3, Duration.ofMillis(150), Duration.ofMillis(250)),
                "Three workers, 1,000 ms of patience, 150 ms and 250 ms a photo");
        requireEquals(
                0,
                answer.room(Duration.ofMillis(40), 3, Duration.ofMillis(150), Duration.ofMillis(250)),
                "Nobody is answered in 40 ms, so there is room for");
    }

    @Test
    @Order(2)
    @Points(2)
    @DisplayName("one worker, room for two, and visitors who come and go for a second")
    void comeAndGo() {
        var store = SimulatedRemote.<String, String>of("store", String.class, name -> name)
                .latency(Duration.ofMillis(5))
                .failing("moon"::equals, "out of film");
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            visits.add(new Visit(i % 5 == 4 ? "moon" : "sun", Duration.ofMillis(40L * i)));
        }

        List<Served> served = learner(FullGallery.class)
                .serve(
                        visits,
                        2,
                        SimulatedLoop.of("loop", 1),
                        store,
                        SimulatedCpu.of("machine", 1),
                        SimulatedClock.create())
                .join();

        requireEquals(expected(visits), served.stream().map(Served::answer).toList(), "The visitors were told");
    }

    /** One worker and room for two, by hand: a photo is in until it is made small, or until the store has failed. */
    private static List<String> expected(List<Visit> visits) {
        List<String> told = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        long free = 0;
        for (Visit visit : visits) {
            long now = visit.at().toMillis();
            if (done.stream().filter(end -> end > now).count() == 2) {
                told.add("503 busy");
            } else if (visit.name().equals("moon")) {
                told.add("404 out of film");
                done.add(now + 5);
            } else {
                told.add("200 small sun");
                free = Math.max(free, now + 5) + 80;
                done.add(free);
            }
        }
        return told;
    }
}

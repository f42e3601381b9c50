package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.schedule.SimulatedCpu;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The same contract with other numbers: an answer made for the shown ones alone is found out here. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HiddenChecksumsTest {

    @Test
    @Order(1)
    @Points(1)
    @DisplayName("the prediction holds for other files, machines and times, and is what the answer then takes")
    void otherNumbers() {
        Checksums answer = learner(Checksums.class);
        Duration fetch = Duration.ofMillis(35);

        Duration said = answer.predict(23, 3, fetch, Duration.ofMillis(40));

        requireEquals(
                Duration.ofMillis(35 + 8 * 40), said, "23 files on 3 cores are 8 rounds of 40 ms after 35 ms, not");
        answer.all(names(23), server(fetch, 4), SimulatedCpu.of("machine", 3));
        requireWithin(
                said, "23 files on 3 cores take 355 ms, as predicted.", "The answer does not keep its prediction");
    }

    @Test
    @Order(2)
    @Points(1)
    @DisplayName("files of different lengths keep the only core busy from the first to the last")
    void differentLengths() {
        var cpu = SimulatedCpu.of("machine", 1);
        var server = SimulatedRemote.<String, String>of("server", String.class, name -> "x".repeat(name.length()))
                .latency(Duration.ofMillis(60));

        learner(Checksums.class).all(List.of("a", "bcdefghijk", "lm", "nopqr"), server, cpu);

        requireWithin(
                Duration.ofMillis(60 + 180),
                "After 60 ms the only core has 180 ms to compute.",
                "The core was idle although files were there");
    }

    @Test
    @Order(3)
    @Points(1)
    @DisplayName("without files there is nothing to ask and nothing to compute")
    void empty() {
        var cpu = SimulatedCpu.of("machine", 2);
        var server = server(Duration.ofMillis(60), 4);

        List<Checksum> sums = learner(Checksums.class).all(List.of(), server, cpu);

        requireEquals(List.of(), sums, "There are checksums of no files");
        require(
                server.calls().isEmpty() && cpu.pieces().isEmpty(),
                Outcome.TOO_MANY,
                "Nothing is asked for, nothing computed.",
                "Something was asked for, or computed, without files");
    }

    private static SimulatedRemote<String, String> server(Duration latency, int length) {
        return SimulatedRemote.<String, String>of(
                        "server", String.class, name -> name.repeat(length).substring(0, length))
                .latency(latency);
    }

    private static List<String> names(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> "part " + i).toList();
    }
}

package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.ms;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.schedule.SimulatedClock;
import interleave.schedule.SimulatedCpu;
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
class HiddenOfficeTest {

    @Test
    @Order(1)
    @Points(1)
    @DisplayName("the prediction holds for other machines, threads and goes")
    void otherNumbers() {
        Office answer = learner(Office.class);
        Duration go = Duration.ofMillis(70);

        requireEquals(go.multipliedBy(3), answer.longestWait(3, 11, go), "Eleven goes of 70 ms on three cores");
        requireEquals(Duration.ZERO, answer.longestWait(3, 2, go), "Two goes on three cores leave one free");
        requireEquals(go, answer.longestWait(8, 15, go), "Fifteen goes on eight cores");
    }

    @Test
    @Order(2)
    @Points(2)
    @DisplayName("three cores, reports of all lengths, and a question every 20 ms")
    void manyQuestions() {
        var cpu = SimulatedCpu.of("machine", 3);
        List<Report> reports = List.of(new Report("a", 1), new Report("b", 13), new Report("c", 2), new Report("d", 5));
        List<Duration> questions = IntStream.range(0, 15)
                .mapToObj(i -> Duration.ofMillis(3 + 20 * i))
                .toList();

        learner(Office.class).amongQuestions(questions, reports, cpu, SimulatedClock.create());

        // 21 pages and 15 questions are 1,125 ms of work; at the end, one core may have a page more than the others
        requireWithin(
                Duration.ofMillis(1125 / 3 + 50), "Three cores share 1,125 ms of work.", "Cores were idle meanwhile");
        Duration longest = cpu.pieces().stream()
                .filter(piece -> piece.ended().minus(piece.started()).equals(Duration.ofMillis(5)))
                .map(piece -> piece.started().minus(piece.asked()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        require(
                longest.compareTo(Pages.PAGE) <= 0,
                Outcome.LATE,
                "A question waits for the rest of one page at most.",
                "A question waited " + ms(longest));
    }
}

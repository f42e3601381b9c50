package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

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
class HiddenKitchenTest {

    @Test
    @Order(1)
    @Points(2)
    @DisplayName("thirty orders keep the cook busy from the first to the last: 900 ms of work")
    void manyOrders() throws InterruptedException {
        List<String> orders =
                IntStream.rangeClosed(1, 30).mapToObj(i -> "table " + i).toList();
        var cook = SimulatedCpu.of("cook", 1);
        var oven = SimulatedRemote.<String, String>of("oven", String.class, order -> order + " served")
                .latency(Duration.ofMillis(250));

        List<String> dishes = learner(Kitchen.class).serve(orders, cook, oven);

        requireWithin(
                Duration.ofMillis(900),
                "30 orders are 900 ms of work, and there is always something to do: 900 ms.",
                "The cook stood idle although there was work");
        requireEquals(orders.stream().map(order -> order + " served").toList(), dishes, "The dishes are not complete");
    }

    @Test
    @Order(2)
    @Points(1)
    @DisplayName("no orders, no dishes; and turns of three tasks")
    void edges() throws InterruptedException {
        var oven = SimulatedRemote.<String, String>of("oven", String.class, order -> order);

        requireEquals(
                List.of(),
                learner(Kitchen.class).serve(List.of(), SimulatedCpu.of("cook", 1), oven),
                "Nobody ordered, and there are dishes");
        requireEquals(
                List.of("p1", "q1", "r1", "p2", "q2", "r2"),
                learner(Kitchen.class).turns(List.of("p", "q", "r"), 2),
                "Three tasks do not take turns, but run as");
    }
}

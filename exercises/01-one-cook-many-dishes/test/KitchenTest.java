package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.ms;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;
import static interleave.grade.Check.took;

import interleave.grade.Idea;
import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.grade.Rejection;
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

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KitchenTest {

    private static final Duration BAKE = Duration.ofMillis(100);

    @Test
    @Order(1)
    @Points(4)
    @Idea("07-lazy-stream")
    @DisplayName("ten orders take 310 ms: the cook works while the oven bakes")
    void together() throws InterruptedException {
        List<String> orders = orders(10);
        var cook = SimulatedCpu.of("cook", 1);
        var oven = oven();

        List<String> dishes = learner(Kitchen.class).serve(orders, cook, oven);

        requirePlated(orders, cook, oven);
        requireEquals(dishes(orders), dishes, "The dishes are not those that were ordered, but");
        requireBusy(orders.size(), oven);
    }

    @Test
    @Order(2)
    @Points(2)
    @Idea("02-async-is-another-thread")
    @DisplayName("and need no thread for each order")
    void fewThreads() throws InterruptedException {
        List<String> orders = orders(10);
        var cook = SimulatedCpu.of("cook", 1);
        var oven = oven();

        learner(Kitchen.class).serve(orders, cook, oven);

        requirePlated(orders, cook, oven);
        int most = mostAskedAtOnce(cook.pieces());
        require(
                most <= 2,
                Outcome.TOO_MANY,
                "At most two threads want the cook at the same time; the oven waits for the dishes, no thread has to.",
                "At one moment " + most + " threads wanted the one cook: a thread for each order");
    }

    @Test
    @Order(3)
    @Points(1)
    @Idea("03-start-order-is-finish-order")
    @DisplayName("the dishes stand in the order of the orders, whichever is baked first")
    void order() throws InterruptedException {
        List<String> orders = orders(4);
        var cook = SimulatedCpu.of("cook", 1);
        var oven = oven().latency(order -> BAKE.multipliedBy(4 - orders.indexOf(order)));

        List<String> dishes = learner(Kitchen.class).serve(orders, cook, oven);

        requirePlated(orders, cook, oven);
        require(
                !dishes.equals(dishes(orders.reversed())),
                Outcome.WRONG,
                "The dishes in the order of the orders.",
                "The dishes stand in the order in which they were baked, not in that of the orders");
        requireEquals(dishes(orders), dishes, "The dishes are not those of the orders, in their order, but");
    }

    @Test
    @Order(4)
    @Points(1)
    @Idea("03-start-order-is-finish-order")
    @DisplayName("a dish that is ready is plated, though one that was begun earlier still bakes")
    void readyFirst() throws InterruptedException {
        List<String> orders = orders(10);
        var cook = SimulatedCpu.of("cook", 1);
        var oven = oven().latency(order -> order.equals("order 1") ? BAKE.multipliedBy(4) : BAKE);

        learner(Kitchen.class).serve(orders, cook, oven);

        requirePlated(orders, cook, oven);
        requireWithin(
                Duration.ofMillis(430),
                "Order 1 bakes until 420 ms; by then all others are plated, so 10 ms later everything is.",
                "The cook waited for the order that was begun first, while others stood there baked");
    }

    @Test
    @Order(5)
    @Points(2)
    @Idea("01-concurrent-is-simultaneous")
    @DisplayName("tasks in progress together take turns on one thread: A1, B1, A2, B2")
    void turns() {
        List<String> steps = learner(Kitchen.class).turns(List.of("A", "B"), 3);

        require(
                !steps.equals(List.of("A1", "A2", "A3", "B1", "B2", "B3")),
                Outcome.WRONG,
                "A1, B1, A2, B2, A3, B3: who hands itself in again stands behind whoever is in the queue already.",
                "One task is run to its end before the next one begins, as if one thread could not have two in"
                        + " progress");
        requireEquals(
                List.of("A1", "B1", "A2", "B2", "A3", "B3"),
                steps,
                "The steps of two tasks do not take turns, but run as");
        requireEquals(
                List.of("x1", "y1", "z1"),
                learner(Kitchen.class).turns(List.of("x", "y", "z"), 1),
                "Three tasks of one step each do not run in the order in which they were handed in, but as");
    }

    private static void requirePlated(List<String> orders, SimulatedCpu cook, SimulatedRemote<String, String> oven) {
        if (oven.inFlight() > 0) {
            throw Rejection.of(
                            Outcome.WRONG,
                            "Every dish is baked and plated before serve returns.",
                            "The orders were served while they were still in the oven")
                    .withIdea("10-all-of-waits");
        }
        Duration work = cook.pieces().stream()
                .map(piece -> piece.ended().minus(piece.started()))
                .reduce(Duration.ZERO, Duration::plus);
        Duration wanted = Kitchen.CHOP.plus(Kitchen.PLATE).multipliedBy(orders.size());
        require(
                oven.calls().size() == orders.size() && work.equals(wanted),
                Outcome.WRONG,
                "Each of " + orders.size() + " orders is chopped, baked and plated: " + ms(wanted) + " of work.",
                "The cook worked " + ms(work) + ", and the oven was asked "
                        + oven.calls().size() + " times for " + orders.size() + " orders");
    }

    /** What the oven saw says why it took longer. */
    private static void requireBusy(int n, SimulatedRemote<String, String> oven) {
        var calls = oven.calls();
        Duration limit = Duration.ofMillis(310);
        if (took().compareTo(limit) <= 0) {
            return;
        }
        String expected =
                "The cook chops for 200 ms without a stop; the last order is baked at 300 ms, and plated at 310.";
        String took = ": it took " + ms(took());
        if (oven.maxInFlight() > 1) {
            throw Rejection.of(
                    Outcome.LATE,
                    expected,
                    "At most " + oven.maxInFlight() + " of " + n
                            + " orders were in the oven at once, and the cook stood beside it" + took);
        }
        throw Rejection.of(
                Outcome.LATE, expected, "The cook stood and watched the oven: one order in it at a time" + took);
    }

    private static int mostAskedAtOnce(List<SimulatedCpu.Piece> pieces) {
        return (int) pieces.stream()
                .mapToLong(now -> pieces.stream()
                        .filter(other -> other.asked().compareTo(now.asked()) <= 0
                                && other.ended().compareTo(now.asked()) > 0)
                        .count())
                .max()
                .orElse(0);
    }

    private static SimulatedRemote<String, String> oven() {
        return SimulatedRemote.<String, String>of("oven", String.class, order -> "dish of " + order)
                .latency(BAKE);
    }

    private static List<String> orders(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> "order " + i).toList();
    }

    private static List<String> dishes(List<String> orders) {
        return orders.stream().map(order -> "dish of " + order).toList();
    }
}

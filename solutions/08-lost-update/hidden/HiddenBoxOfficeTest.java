package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.requireEquals;

import interleave.grade.Orders;
import interleave.grade.Points;
import interleave.schedule.SimulatedStore;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The same contract with more callers: an answer made for the two shown ones alone is found out here. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HiddenBoxOfficeTest {

    @Test
    @Order(1)
    @Points(2)
    @DisplayName("three buyers and two seats: two are sold")
    void threeBuyers() {
        Orders.few().explore(world -> {
            var seats =
                    SimulatedStore.of("seats", Integer.class).with("faust", 2).with("macbeth", 7);
            BoxOffice office = learner(BoxOffice.class);
            var a = world.actor("A", () -> office.sell(seats, "faust"));
            var b = world.actor("B", () -> office.sell(seats, "faust"));
            var c = world.actor("C", () -> office.sell(seats, "faust"));
            world.check(() -> {
                var told = List.<Object>of(a.result(), b.result(), c.result());
                requireEquals(
                        2L,
                        told.stream().filter(Boolean.TRUE::equals).count(),
                        "Three wanted two seats, and so many got one");
                requireEquals(0, seats.contents().get("faust"), "Both seats are sold, and the store does not say so");
                requireEquals(7, seats.contents().get("macbeth"), "The sale of one show changed another");
            });
        });
    }

    @Test
    @Order(2)
    @Points(1)
    @DisplayName("three visitors get the three programmes, and whoever comes then gets none")
    void threeVisitors() {
        Orders.few().explore(world -> {
            BoxOffice office = learner(BoxOffice.class);
            var a = world.actor("A", () -> office.programme());
            var b = world.actor("B", () -> office.programme());
            var c = world.actor("C", () -> office.programme());
            var late = world.after(() -> office.programme());
            world.check(() -> {
                requireEquals(0, late.result(), "Somebody who came after the third got a programme");
                requireEquals(
                        new TreeSet<>(List.of(1, 2, 3)),
                        new TreeSet<>(List.of(a.result(), b.result(), c.result())),
                        "The three visitors did not get the three programmes");
            });
        });
    }

    @Test
    @Order(3)
    @Points(1)
    @DisplayName("each show has a count of its own")
    void twoShows() {
        Orders.few().explore(world -> {
            BoxOffice office = learner(BoxOffice.class);
            world.actor("A", () -> {
                office.asked("faust");
                office.asked("faust");
            });
            world.actor("B", () -> {
                office.asked("macbeth");
                office.asked("faust");
            });
            var faust = world.after(() -> office.timesAsked("faust"));
            var macbeth = world.after(() -> office.timesAsked("macbeth"));
            world.check(() -> requireEquals(
                    List.of(3, 1), List.of(faust.result(), macbeth.result()), "faust and macbeth were asked for"));
        });
    }
}

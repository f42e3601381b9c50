package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireThrows;

import interleave.grade.Idea;
import interleave.grade.Orders;
import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.grade.Rejection;
import interleave.grade.World;
import interleave.schedule.SimulatedStore;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BoxOfficeTest {

    private static final String SHOW = "hamlet";

    @Test
    @Order(1)
    @Points(3)
    @Idea("35-many-passes-prove-it")
    @DisplayName("your order sells yesterday's last seat twice")
    void doubleSale() {
        List<String> order = learner(BoxOffice.class).doubleSale();

        Played played = Played.of(order);

        require(
                played.fault().isEmpty(),
                Outcome.WRONG,
                "An order of the steps A reads, A writes, B reads, B writes that yesterday's code can come in.",
                "Your order cannot be played: " + played.fault());
        require(
                played.sold() == 2,
                Outcome.WRONG,
                "After the order, A and B both have a ticket for the one seat.",
                "In your order nothing goes wrong, however often it is repeated: " + String.join(", ", order)
                        + " sells " + (played.sold() == 1 ? "one ticket" : "no ticket"));
    }

    @Test
    @Order(2)
    @Points(4)
    @DisplayName("the last seat is sold once, in whatever order the steps of two buyers come")
    void lastSeat() {
        toldApart(() -> Orders.all().explore(world -> {
            var seats = seats(1);
            BoxOffice office = learner(BoxOffice.class);
            var a = world.actor("A", () -> office.sell(seats, SHOW));
            var b = world.actor("B", () -> office.sell(seats, SHOW));
            world.check(() -> {
                int sold = tickets(a) + tickets(b);
                require(sold < 2, Outcome.WRONG, "one of the two has the seat", "The last seat was sold twice");
                require(sold > 0, Outcome.WRONG, "one of the two has the seat", "The last seat was sold to nobody");
                requireEquals(0, seats.contents().get(SHOW), "The last seat is sold, and the store's number is wrong");
            });
        }));
    }

    @Test
    @Order(3)
    @Points(3)
    @Idea("42-update-functions-run-once")
    @DisplayName("two buyers have two seats, also when a third one's sale fails")
    void twoSeats() {
        toldApart(() -> Orders.few().explore(world -> {
            var seats = seats(2);
            BoxOffice office = learner(BoxOffice.class);
            var failed = world.actor("C", () -> office.sell(seats, "a show that nobody plays"));
            var a = world.actor("A", () -> office.sell(seats, SHOW));
            var b = world.actor("B", () -> office.sell(seats, SHOW));
            world.check(() -> {
                requireThrows(
                        NoSuchElementException.class, failed::result, "The store does not know the show of that sale");
                requireNotSpoiled(List.of(a, b));
                if (tickets(a) + tickets(b) < 2) {
                    throw Rejection.of(
                                    Outcome.WRONG,
                                    "each of the two has a seat",
                                    "A buyer was sent away although there was a seat")
                            .withIdea("42-update-functions-run-once");
                }
                require(
                        seats.contents().get(SHOW) == 0,
                        Outcome.WRONG,
                        "no seat is left",
                        "Two seats of two are sold, and the store has one left");
            });
        }));
    }

    @Test
    @Order(4)
    @Points(1)
    @Idea("32-plus-plus-is-one-step")
    @DisplayName("two visitors get two programmes")
    void programmes() {
        Orders.all().explore(world -> {
            BoxOffice office = learner(BoxOffice.class);
            var a = world.actor("A", () -> office.programme());
            var b = world.actor("B", () -> office.programme());
            world.check(() -> {
                require(
                        !a.result().equals(b.result()),
                        Outcome.WRONG,
                        "each programme is handed out once",
                        "Two visitors got the same programme");
                requireEquals(Set.of(1, 2), Set.of(a.result(), b.result()), "The first two programmes are not 1 and 2");
            });
        });
    }

    @Test
    @Order(5)
    @Points(1)
    @Idea("34-atomic-variable-atomic-decision")
    @DisplayName("the last programme goes to one of two visitors")
    void lastProgramme() {
        Orders.all().explore(world -> {
            BoxOffice office = learner(BoxOffice.class);
            world.before(() -> {
                office.programme();
                return office.programme();
            });
            var a = world.actor("A", () -> office.programme());
            var b = world.actor("B", () -> office.programme());
            world.check(() -> {
                var given = new TreeSet<>(Set.of(0, 3));
                require(
                        Math.max(a.result(), b.result()) <= 3,
                        Outcome.WRONG,
                        "there are three programmes",
                        "Programme number 4 was handed out, and there are three");
                requireEquals(given, new TreeSet<>(List.of(a.result(), b.result())), "The last two visitors got");
            });
        });
    }

    @Test
    @Order(6)
    @Points(1)
    @Idea("33-safe-collection-safe-code")
    @DisplayName("whoever asks for a show is counted")
    void asked() {
        Orders.all().explore(world -> {
            BoxOffice office = learner(BoxOffice.class);
            world.actor("A", () -> office.asked(SHOW));
            world.actor("B", () -> office.asked(SHOW));
            var times = world.after(() -> office.timesAsked(SHOW));
            var others = world.after(() -> office.timesAsked("macbeth"));
            world.check(() -> {
                requireEquals(0, others.result(), "Nobody asked for macbeth, and it was counted");
                requireEquals(2, times.result(), "Two asked for the same show, and one is not counted");
            });
        });
    }

    private static SimulatedStore<Integer> seats(int free) {
        return SimulatedStore.of("seats", Integer.class).with(SHOW, free);
    }

    private static int tickets(World.Called<?> sale) throws Exception {
        return Boolean.TRUE.equals(sale.result()) ? 1 : 0;
    }

    private static void requireNotSpoiled(List<World.Called<?>> sales) throws Exception {
        boolean spoiled = false;
        for (World.Called<?> sale : sales) {
            try {
                Object _ = sale.result();
            } catch (NoSuchElementException e) {
                spoiled = true;
            }
        }
        if (spoiled) {
            throw Rejection.of(
                            Outcome.WRONG,
                            "a sale that fails spoils no other",
                            "One sale failed, and the sales behind it failed with it")
                    .withIdea("44-the-queue-survives-a-failure");
        }
    }

    /** The failing order shows which locks were held when the other came in between: it names the wrong idea. */
    private static void toldApart(Runnable exploration) {
        try {
            exploration.run();
        } catch (Rejection rejection) {
            throw Locks.of(rejection.steps()).named(rejection);
        }
    }
}

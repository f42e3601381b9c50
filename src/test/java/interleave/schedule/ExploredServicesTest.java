package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Simulated services in an exploration: effect and answer are steps of their own, and time is no order")
class ExploredServicesTest {
    private interface Deposit {
        void into(Store<Integer> accounts, int amount);
    }

    private static Interleavings.Program deposits(Deposit deposit) {
        return world -> {
            // the second store is slower: in an exploration that says nothing about who is first
            var accounts =
                    SimulatedStore.of("accounts", Integer.class).with("ann", 0).latency(Duration.ofMillis(200));
            world.actor("A", () -> deposit.into(accounts, 5));
            world.actor("B", () -> deposit.into(accounts, 10));
            world.check(() -> assertEquals(15, accounts.contents().get("ann"), "a deposit is lost"));
        };
    }

    @Test
    @DisplayName("a read, then a write that depends on it, by two at once: one is lost in some orders")
    void lostUpdate() {
        var found = Interleavings.of(deposits((accounts, amount) ->
                        accounts.write("ann", accounts.read("ann").orElseThrow() + amount)))
                .anySwitches()
                .explore();

        assertTrue(found.complete(), found::verdict);
        assertTrue(found.failures() > 0 && found.failures() < found.orders(), found::verdict);
        var shortest = found.shortest().orElseThrow();
        assertEquals(1, shortest.switches(), shortest::table);
        assertEquals("a deposit is lost ==> expected: <15> but was: <5>", shortest.message(), shortest::table);
        assertTrue(shortest.table().contains("accounts.read(\"ann\")"), shortest::table);
        assertTrue(shortest.table().contains("answer = 0"), shortest::table);
        assertTrue(!shortest.table().contains("answer = null"), shortest::table);
    }

    @Test
    @DisplayName("the same with futures, whose stages run on with the answer")
    void lostUpdateWithFutures() {
        var found = Interleavings.of(deposits((accounts, amount) -> accounts.readAsync("ann")
                        .thenCompose(before -> accounts.writeAsync("ann", before.orElseThrow() + amount))
                        .join()))
                .anySwitches()
                .explore();

        assertTrue(found.failures() > 0 && found.failures() < found.orders(), found::verdict);
    }

    @Test
    @DisplayName("a replace that is tried again loses nothing in any order")
    void compareAndSet() {
        var found = Interleavings.of(deposits((accounts, amount) -> {
                    int before;
                    do {
                        before = accounts.read("ann").orElseThrow();
                    } while (!accounts.replace("ann", before, before + amount));
                }))
                .anySwitches()
                .explore();

        assertEquals(0, found.failures(), found::report);
        assertTrue(found.complete(), found::verdict);
    }

    @Test
    @DisplayName("calls of a service may all be under way at once, whatever their latency")
    void inFlight() {
        var found = Interleavings.of(world -> {
                    var profiles = SimulatedRemote.of("profiles", Integer.class, id -> "user " + id)
                            .latency(id -> Duration.ofMillis(id));
                    world.actor("A", () -> profiles.call(1));
                    world.actor("B", () -> profiles.call(1000));
                    world.check(() -> assertEquals(1, profiles.maxInFlight(), "both at once"));
                })
                .explore();

        assertTrue(found.failures() > 0 && found.failures() < found.orders(), found::verdict);
    }

    @Test
    @DisplayName("who waits for a connection goes on when it is given back, and never before")
    void pool() {
        var found = Interleavings.of(world -> {
                    var db = SimulatedPool.of("db", 1);
                    var meanwhile = SimulatedStore.of("meanwhile", Integer.class);
                    var inside = new int[2];
                    Interleavings.Action query = () -> {
                        try (var _ = db.acquire()) {
                            inside[1] = Math.max(inside[1], ++inside[0]);
                            var _ = meanwhile.read("anything");
                            inside[0]--;
                        }
                    };
                    world.actor("A", query);
                    world.actor("B", query);
                    world.check(() -> {
                        assertEquals(1, inside[1], "two had the only connection");
                        assertEquals(0, db.inUse());
                    });
                })
                .anySwitches()
                .explore();

        assertEquals(0, found.failures(), found::report);
        assertTrue(found.orders() >= 2, found::verdict);
    }

    @Test
    @DisplayName("two who take two connections crosswise wait for ever in some orders")
    void crosswise() {
        var found = Interleavings.of(world -> {
                    var left = SimulatedPool.of("left", 1);
                    var right = SimulatedPool.of("right", 1);
                    world.actor("A", () -> {
                        try (var _ = left.acquire();
                                var _ = right.acquire()) {}
                    });
                    world.actor("B", () -> {
                        try (var _ = right.acquire();
                                var _ = left.acquire()) {}
                    });
                })
                .explore();

        assertTrue(found.failures() > 0 && found.failures() < found.orders(), found::verdict);
        assertTrue(
                found.shortest().orElseThrow().message().contains("right.acquire"),
                found.shortest().orElseThrow()::message);
    }
}

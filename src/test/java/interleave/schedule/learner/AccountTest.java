package interleave.schedule.learner;

import static interleave.schedule.Explore.explore;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.Exploration;
import interleave.schedule.OrderFailedError;
import interleave.schedule.SimulatedStore;
import interleave.schedule.Store;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A learner's own JUnit test of two deposits")
@SuppressWarnings("FutureReturnValueIgnored") // what learners write
class AccountTest {
    private static int total;
    private int mine;

    static class Account {
        private int balance;

        void deposit(int amount) {
            balance += amount;
        }

        int balance() {
            return balance;
        }
    }

    static class LockedAccount extends Account {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        void deposit(int amount) {
            lock.lock();
            try {
                super.deposit(amount);
            } finally {
                lock.unlock();
            }
        }
    }

    record Remote(Store<Integer> store) {
        CompletableFuture<Void> deposit(int amount) {
            return store.readAsync("balance")
                    .thenCompose(balance -> store.writeAsync("balance", balance.orElseThrow() + amount));
        }

        int balance() {
            return store.read("balance").orElseThrow();
        }
    }

    @Test
    @DisplayName("is one line, and its failure is the order in which it goes wrong")
    void broken() {
        var failed = assertThrows(
                OrderFailedError.class,
                () -> explore(new Account(), a -> a.deposit(5), a -> a.deposit(10))
                        .mustEnd(a -> a.balance(), 15));

        String message = String.valueOf(failed.getMessage());
        assertTrue(message.startsWith("4 of all 6 orders fail."), message);
        assertTrue(message.contains("id 1.1: expected 15 but was 5\n"), message);
        assertTrue(message.contains("| 3 |                   | write balance = 10 | 10"), message);
        assertTrue(message.contains("| 4 | write balance = 5 |"), message);
        assertEquals(4, message.split("deposit \\| balance \\+= amount; \\|", -1).length - 1, message);
    }

    @Test
    @DisplayName("passes once the account has a lock, for a subclass and with method references, too")
    void fixed() {
        Exploration found = explore(new LockedAccount(), a -> a.deposit(5), a -> a.deposit(10), a -> a.deposit(20))
                .mustEnd(LockedAccount::balance, 35);

        assertTrue(found.complete());
    }

    @Test
    @DisplayName("replays an order by its id")
    void replayed() {
        var account = explore(new Account(), a -> a.deposit(5), a -> a.deposit(10));

        assertEquals(
                "the order replayed fails",
                account.order("1.1").ending(a -> a.balance(), 15).verdict());
        assertEquals(
                "no failure in the order replayed",
                account.order("0").mustEnd(a -> a.balance(), 15).verdict());
    }

    @Test
    @DisplayName("begins each order with the object as it was given, and leaves that alone")
    void copied() {
        var account = new Account();
        account.deposit(100);

        Exploration found =
                explore(account, a -> a.deposit(5), a -> a.deposit(10)).ending(a -> a.balance(), 115);

        assertEquals("4 of all 6 orders fail", found.verdict());
        assertEquals(100, account.balance());
    }

    @Test
    @DisplayName("begins each order with static fields, captured objects and fields of the test as they were")
    void found() {
        total = 7;
        mine = 1;
        var counter = new AtomicInteger(3);
        var list = new ArrayList<>(List.of("a"));
        Map<String, Integer> map = new ConcurrentHashMap<>(Map.of("k", 1));

        assertEquals(
                "4 of all 6 orders fail",
                explore(() -> total++, () -> total++).ending(() -> total, 9).verdict());
        assertEquals(
                "4 of all 6 orders fail",
                explore(() -> mine++, () -> mine++).ending(() -> mine, 3).verdict());
        explore(() -> counter.incrementAndGet(), () -> counter.incrementAndGet())
                .mustEnd(() -> counter.get(), 5);
        assertFalse(explore(() -> map.put("k", map.get("k") + 1), () -> map.put("k", map.get("k") + 1))
                .ending(() -> map.get("k"), 3)
                .shortest()
                .isEmpty());
        explore(() -> list.add("b"), () -> total += 1).mustHold(() -> assertEquals(2, list.size()));
        assertEquals(7, total);
        assertEquals(1, mine);
        assertEquals(3, counter.get());
        assertEquals(List.of("a"), list);
        assertEquals(Map.of("k", 1), map);
    }

    @Test
    @DisplayName("crosses asynchronous boundaries with a simulated store")
    void asynchronous() {
        var remote = new Remote(SimulatedStore.of("accounts", Integer.class).with("balance", 0));

        Exploration found =
                explore(remote, r -> r.deposit(5), r -> r.deposit(10)).ending(r -> r.balance(), 15);

        assertEquals("60 of all 70 orders fail", found.verdict(), found.report());
    }

    @Test
    @DisplayName("tells what a store had before anybody wrote, and since when it has what a replace put there")
    void stored() {
        var remote = new Remote(SimulatedStore.of("accounts", Integer.class).with("balance", 7));

        Exploration found = explore(remote, r -> r.store().replace("balance", 7, 8), r -> {
                    Integer _ = r.store().read("balance").orElseThrow();
                })
                .ending(r -> r.balance(), -1);

        List<String> balance = found.shortest().orElseThrow().steps().stream()
                .map(step -> step.label() + ": " + step.shared())
                .toList();
        assertEquals(
                List.of(
                        "accounts.replace(\"balance\", 7, 8): balance = 8",
                        "answer = true: balance = 8",
                        "accounts.read(\"balance\"): balance = 8",
                        "answer = 8: balance = 8"),
                balance);
    }

    @Test
    @DisplayName("prints what the order it shows prints, and nothing of all the others")
    void muted() {
        PrintStream before = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            explore(() -> say("one"), () -> say("two")).ending(() -> total, -1);
        } finally {
            System.setOut(before);
        }
        assertEquals("one\none\ntwo\ntwo\n", printed.toString(UTF_8));
    }

    private static void say(String what) {
        System.out.println(what);
        IO.println(what);
    }

    @Test
    @DisplayName("says what cannot be copied, and what to do")
    void refused() {
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            var refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> explore(() -> pool.execute(() -> total++), () -> total++)
                            .ending(() -> total, 2));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains("cannot be copied: make it in the code that is explored"), message);
        }
    }
}

package interleave.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.link.GuestOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An answer is judged in every order that its callers' steps can come in")
class OrdersIT {
    private static final Path JAR = Path.of("target/interleave-guest.jar").toAbsolutePath();

    @TempDir
    private static Path folder;

    private static Exercise counter;
    private static Exercise bank;
    private static Grader grader;

    @BeforeAll
    static void load() throws Exception {
        counter = SampleExercise.in(folder.resolve("counter"))
                .with("contract/Sum.java", """
                    package exercise;

                    public interface Sum {
                        void add(int n);

                        int value();
                    }
                    """)
                .with("test/SumTest.java", """
                    package exercise;

                    import static interleave.grade.Check.*;

                    import interleave.grade.*;
                    import org.junit.jupiter.api.*;

                    class SumTest {
                        @Test
                        @Points(3)
                        @Idea("12-plus-plus-is-atomic")
                        @DisplayName("two who add at once lose nothing")
                        void atOnce() {
                            explore(world -> {
                                Sum sum = learner(Sum.class);
                                world.actor("A", () -> sum.add(5));
                                world.actor("B", () -> sum.add(10));
                                var total = world.after(sum::value);
                                world.check(() -> requireEquals(15, total.result(), "an addition is lost"));
                            });
                        }
                    }
                    """)
                .load();
        bank = SampleExercise.in(folder.resolve("bank"))
                .with("contract/Sum.java", """
                    package exercise;

                    import interleave.schedule.Store;
                    import java.util.concurrent.CompletableFuture;

                    public interface Sum {
                        CompletableFuture<Void> deposit(Store<Integer> accounts, String name, int amount);
                    }
                    """)
                .with("test/SumTest.java", """
                    package exercise;

                    import static interleave.grade.Check.*;

                    import interleave.grade.*;
                    import interleave.schedule.SimulatedStore;
                    import org.junit.jupiter.api.*;

                    class SumTest {
                        @Test
                        @Points(3)
                        @Idea("20-single-thread-is-safe")
                        @DisplayName("two deposits at once both count")
                        void atOnce() {
                            Orders.all().explore(world -> {
                                var accounts = SimulatedStore.of("accounts", Integer.class).with("ann", 0);
                                Sum bank = learner(Sum.class);
                                world.actor("A", () -> bank.deposit(accounts, "ann", 5));
                                world.actor("B", () -> bank.deposit(accounts, "ann", 10));
                                world.check(() -> requireEquals(15, accounts.contents().get("ann"), "a deposit is lost"));
                            });
                        }
                    }
                    """)
                .load();
        grader = new Grader(GuestOptions.plain(JAR));
    }

    @AfterAll
    static void close() {
        grader.close();
    }

    private static TestResult judge(Exercise exercise, String source) throws Exception {
        Result result = grader.judge(exercise, Answer.of("mine", source));
        assertEquals(Result.Status.JUDGED, result.status(), result::toString);
        return result.tests().getFirst();
    }

    private static TestResult counter(String fields, String add) throws Exception {
        return judge(counter, """
            class Mine implements Sum {
                %s
                public void add(int n) {
                    %s
                }
                public int value() { return (int) n; }
            }
            """.formatted(fields, add));
    }

    @Test
    @DisplayName(
            "an addition to a field loses one in some orders: the shortest is told, with its id, and the line of the"
                    + " read")
    void lostUpdateOnAField() throws Exception {
        TestResult test = counter("int n;", "this.n += n;");
        assertEquals(Outcome.RACE, test.outcome(), test::toString);
        assertEquals("an addition is lost: 5", test.actual());
        assertEquals("15, in every order of the steps", test.expected());
        assertEquals("12-plus-plus-is-atomic", test.idea());
        assertEquals(4, test.line());
        assertEquals("""
            4 of all 6 orders fail. The shortest has 1 switch, id 1.1:
            | # | A           | B            | line  |
            |---|-------------|--------------|-------|
            | 1 | read n = 0  |              | 4 add |
            | 2 |             | read n = 0   | 4 add |
            | 3 |             | write n = 10 | 4 add |
            | 4 | write n = 5 |              | 4 add |
            """, test.schedule());
    }

    @Test
    @DisplayName("a deposit that reads, then writes loses one in some orders")
    void lostUpdateAcrossAnAwait() throws Exception {
        TestResult test = judge(bank, """
            class Mine implements Sum {
                public CompletableFuture<Void> deposit(Store<Integer> accounts, String name, int amount) {
                    return accounts.readAsync(name).thenCompose(before ->
                            accounts.writeAsync(name, before.orElse(0) + amount));
                }
            }
            """);
        assertEquals(Outcome.RACE, test.outcome(), test::toString);
        assertEquals("a deposit is lost: 5", test.actual());
        assertEquals("15, in every order of the steps", test.expected());
        assertEquals("20-single-thread-is-safe", test.idea());
        assertEquals(3, test.line());
        assertEquals("""
            60 of all 70 orders fail. The shortest has 1 switch, id 2.1:
            | # | A                        | B                         | line      |
            |---|--------------------------|---------------------------|-----------|
            | 1 | accounts.read("ann")     |                           | 3 deposit |
            | 2 | answer = 0               |                           | 3 deposit |
            | 3 |                          | accounts.read("ann")      | 3 deposit |
            | 4 |                          | answer = 0                | 3 deposit |
            | 5 |                          | accounts.write("ann", 10) | 4 deposit |
            | 6 |                          | answer                    | 4 deposit |
            | 7 | accounts.write("ann", 5) |                           | 4 deposit |
            | 8 | answer                   |                           | 4 deposit |
            """, test.schedule());
    }

    @Test
    @DisplayName("a deposit that tries again is right in every order, and what was looked at is said")
    void compareAndSet() throws Exception {
        TestResult test = judge(bank, """
            class Mine implements Sum {
                public CompletableFuture<Void> deposit(Store<Integer> accounts, String name, int amount) {
                    return accounts.readAsync(name).thenCompose(before ->
                            accounts.replaceAsync(name, before.orElse(0), before.orElse(0) + amount))
                            .thenCompose(done -> done ? CompletableFuture.completedFuture(null) : deposit(accounts, name, amount));
                }
            }
            """);
        assertEquals(Outcome.PASS, test.outcome(), test::toString);
        assertEquals("no failure in all 142 orders", test.schedule());
    }

    @Test
    @DisplayName("right answers are right")
    void right() throws Exception {
        TestResult locked = counter("int n;", "synchronized (this) { this.n += n; }");
        assertEquals(Outcome.PASS, locked.outcome(), locked::toString);
        TestResult atomic = judge(counter, """
            class Mine implements Sum {
                final AtomicInteger all = new AtomicInteger();
                public void add(int n) { all.addAndGet(n); }
                public int value() { return all.get(); }
            }
            """);
        assertTrue(atomic.passed(), atomic::toString);
    }
}

package interleave.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.exercise.Exercise;
import interleave.grade.submission.Answer;
import interleave.link.GuestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An answer is judged in every order that its callers' steps can come in")
class OrdersIT {
    private static final Path JAR = Path.of("target/interleave-guest.jar").toAbsolutePath();

    private static final String COUNTER = """
        package exercise;

        public interface Sum {
            void add(int n);

            int value();
        }
        """;

    @TempDir
    private static Path folder;

    private static Exercise counter;
    private static Exercise bank;
    private static Grader grader;

    @BeforeAll
    static void load() throws Exception {
        counter = SampleExercise.in(folder.resolve("counter"))
                .with("contract/Sum.java", COUNTER)
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
            | # | A           | B            | n  | line  | code         |
            |---|-------------|--------------|----|-------|--------------|
            | 1 | read n = 0  |              | 0  | 4 add | this.n += n; |
            | 2 |             | read n = 0   | 0  | 4 add | this.n += n; |
            | 3 |             | write n = 10 | 10 | 4 add | this.n += n; |
            | 4 | write n = 5 |              | 5  | 4 add | this.n += n; |
            """, test.schedule());
    }

    @Test
    @DisplayName(
            "an access by reflection, which no order could come between, is refused where orders are tried, even if"
                    + " the exercise allows it")
    void reflection() throws Exception {
        Exercise allowing = SampleExercise.in(folder.resolve("reflection"))
                .with("contract/Sum.java", "package exercise; public interface Sum { void add(int n); int value(); }")
                .with("test/SumTest.java", Files.readString(counter.folder().resolve("test/SumTest.java")))
                .with(
                        "exercise.json",
                        "{\"title\": \"Count\", \"allow\": [\"java.lang.reflect\", \"java.lang.Class\"]}")
                .load();
        TestResult test = judge(allowing, """
            class Mine implements Sum {
                int n;
                public void add(int n) {
                    try {
                        var field = getClass().getDeclaredField("n");
                        field.set(this, (int) field.get(this) + n);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }
                public int value() { return n; }
            }
            """);
        assertEquals(Outcome.FORBIDDEN, test.outcome(), test::toString);
        assertEquals(
                "Class.getDeclaredField is not seen where every order is tried, so it is not allowed there",
                test.actual());
        assertEquals(5, test.line());
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
            | # | A                        | B                         | ann | line      | code                                                   |
            |---|--------------------------|---------------------------|-----|-----------|--------------------------------------------------------|
            | 1 | accounts.read("ann")     |                           | 0   | 3 deposit | return accounts.readAsync(name).thenCompose(before ->  |
            | 2 | answer = 0               |                           | 0   | 3 deposit | return accounts.readAsync(name).thenCompose(before ->  |
            | 3 |                          | accounts.read("ann")      | 0   | 3 deposit | return accounts.readAsync(name).thenCompose(before ->  |
            | 4 |                          | answer = 0                | 0   | 3 deposit | return accounts.readAsync(name).thenCompose(before ->  |
            | 5 |                          | accounts.write("ann", 10) | 10  | 4 deposit | accounts.writeAsync(name, before.orElse(0) + amount)); |
            | 6 |                          | answer                    | 10  | 4 deposit | accounts.writeAsync(name, before.orElse(0) + amount)); |
            | 7 | accounts.write("ann", 5) |                           | 5   | 4 deposit | accounts.writeAsync(name, before.orElse(0) + amount)); |
            | 8 | answer                   |                           | 5   | 4 deposit | accounts.writeAsync(name, before.orElse(0) + amount)); |
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

    static Stream<Arguments> wrongCounters() {
        return Stream.of(
                Arguments.of(
                        "volatile makes reads and writes visible, not one",
                        "volatile int n;",
                        "this.n += n;",
                        Outcome.RACE,
                        "an addition is lost: 5",
                        4),
                Arguments.of(
                        "a lock of one's own excludes nobody",
                        "int n;",
                        "synchronized (new Object()) { this.n += n; }",
                        Outcome.RACE,
                        "an addition is lost: 5",
                        4),
                Arguments.of(
                        "the lock is given back between read and write",
                        "int n;",
                        "int now;\nsynchronized (this) { now = this.n; }\nsynchronized (this) { this.n = now + n; }",
                        Outcome.RACE,
                        "an addition is lost: 5",
                        5),
                Arguments.of(
                        "each operation of an atomic is atomic, two are not",
                        "final AtomicInteger all = new AtomicInteger(); int n;",
                        "all.set(all.get() + n); this.n = all.get();",
                        Outcome.RACE,
                        "an addition is lost: 5",
                        4),
                Arguments.of(
                        "two locks in opposite order",
                        "int n; final Object left = new Object(); final Object right = new Object();",
                        """
                        Object first = n > 7 ? left : right;
                        Object second = n > 7 ? right : left;
                        synchronized (first) {
                            synchronized (second) {
                                this.n += n;
                            }
                        }\
                        """,
                        Outcome.DEADLOCK,
                        "nothing can go on: A waits in synchronized at line 7 (add), held by B since line 6 (add); B"
                                + " waits in synchronized at line 7 (add), held by A since line 6 (add)",
                        7),
                Arguments.of(
                        "wrong even one after another",
                        "int n;",
                        "this.n = n;",
                        Outcome.WRONG,
                        "an addition is lost: 10",
                        0),
                Arguments.of(
                        "an exception in some orders only",
                        "int n; boolean busy;",
                        "if (busy) throw new IllegalStateException(\"busy\");\nbusy = true; this.n += n; busy = false;",
                        Outcome.RACE,
                        "add threw IllegalStateException: busy",
                        4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongCounters")
    @DisplayName("each wrong idea fails for its own reason, on every run the same")
    void wrong(String idea, String fields, String add, Outcome outcome, String actual, int line) throws Exception {
        TestResult test = counter(fields, add);
        assertEquals(outcome, test.outcome(), test::toString);
        assertEquals(actual, test.actual(), test::toString);
        assertEquals(line, test.line(), test::toString);
        assertTrue(test.schedule() != null && test.schedule().contains(", id "), test::toString);
        assertEquals(test, counter(fields, add));
    }

    @Test
    @DisplayName("the id of a failing order replays it, and no other fails for a right answer")
    void replay() throws Exception {
        String replaying = """
            package exercise;

            import static interleave.grade.Check.*;

            import interleave.grade.*;
            import org.junit.jupiter.api.*;

            class SumTest {
                @Test
                void again() {
                    Orders.few().replay("1.1", world -> {
                        Sum sum = learner(Sum.class);
                        world.actor("A", () -> sum.add(5));
                        world.actor("B", () -> sum.add(10));
                        var total = world.after(sum::value);
                        world.check(() -> requireEquals(15, total.result(), "an addition is lost"));
                    });
                }
            }
            """;
        Exercise again = SampleExercise.in(folder.resolve("again"))
                .with("contract/Sum.java", COUNTER)
                .with("test/SumTest.java", replaying)
                .load();
        TestResult failing = judge(
                again,
                "class A implements Sum { int n; public void add(int k) { n += k; } public int value() { return n; }"
                        + " }");
        assertEquals(Outcome.RACE, failing.outcome(), failing::toString);
        assertTrue(
                failing.schedule().startsWith("this order fails. The shortest has 1 switch, id 1.1:"),
                failing::toString);
        TestResult right = judge(
                again,
                "class A implements Sum { int n; public synchronized void add(int k) { n += k; } public int value() {"
                        + " return n; } }");
        assertEquals("no failure in the order 1.1", right.schedule(), right::toString);
    }

    @Test
    @DisplayName(
            "an answer that gives up after a while is accused only by a test that lets time limits be over early, and"
                    + " the verdict says whether it does")
    void timeLimits() throws Exception {
        String impatient = """
            class Mine implements Sum {
                private final ReentrantLock lock = new ReentrantLock();
                private int n;
                public void add(int k) {
                    try {
                        if (lock.tryLock(10, TimeUnit.MILLISECONDS)) {
                            n += k;
                            lock.unlock();
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                public int value() { return n; }
            }
            """;
        String test = Files.readString(counter.folder().resolve("test/SumTest.java"));
        TestResult patient = judge("patient", COUNTER, test, impatient);
        assertEquals(Outcome.PASS, patient.outcome(), patient::toString);
        assertEquals(
                "no failure in all 8 orders; time limits and delays were over only where nobody could go on",
                patient.schedule());

        TestResult early = judge(
                "early", COUNTER, test.replace("explore(world", "Orders.few().timeLimits(1).explore(world"), impatient);
        assertEquals(Outcome.RACE, early.outcome(), early::toString);
        assertTrue(early.schedule().contains("has waited long enough"), early::toString);
    }

    private static TestResult judge(String name, String contract, String test, String source) throws Exception {
        Exercise exercise = SampleExercise.in(folder.resolve(name))
                .with("contract/Sum.java", contract)
                .with("test/SumTest.java", test)
                .load();
        return judge(exercise, source);
    }

    @Test
    @DisplayName("a service whose answers are the test's own code is asked while runs are made, to the same verdict")
    void ownAnswers() throws Exception {
        String contract = """
            package exercise;

            import interleave.schedule.*;

            public interface Sum {
                void withdraw(Remote<String, Integer> fees, Store<Integer> accounts, String name);
            }
            """;
        String test = """
            package exercise;

            import static interleave.grade.Check.*;

            import interleave.grade.*;
            import interleave.schedule.*;
            import org.junit.jupiter.api.*;

            class SumTest {
                @Test
                void atOnce() {
                    Orders.all().explore(world -> {
                        var fees = SimulatedRemote.of("fees", String.class, String::length);
                        var accounts = SimulatedStore.of("accounts", Integer.class).with("ann", 9);
                        Sum bank = learner(Sum.class);
                        world.actor("A", () -> bank.withdraw(fees, accounts, "ann"));
                        world.actor("B", () -> bank.withdraw(fees, accounts, "ann"));
                        world.check(() -> {
                            requireEquals(2, fees.calls().size(), "the fee is asked for");
                            requireEquals(3, accounts.contents().get("ann"), "a fee is lost");
                        });
                    });
                }
            }
            """;
        String answer = """
            class Mine implements Sum {
                public void withdraw(Remote<String, Integer> fees, Store<Integer> accounts, String name) {
                    int fee = fees.call(name);
                    %s
                }
            }
            """;
        TestResult broken = judge(
                "fees", contract, test, answer.formatted("accounts.write(name, accounts.read(name).get() - fee);"));
        assertEquals(Outcome.RACE, broken.outcome(), broken::toString);
        assertEquals("a fee is lost: 6", broken.actual(), broken::toString);
        TestResult right = judge("fees", contract, test, answer.formatted("""
            int before;
            do {
                before = accounts.read(name).get();
            } while (!accounts.replace(name, before, before - fee));
            """));
        assertEquals(Outcome.PASS, right.outcome(), right::toString);
    }

    @Test
    @DisplayName("what counts is what the test's own service answers: a copy that answers otherwise is not believed")
    void copiesAreChecked() throws Exception {
        String contract = """
            package exercise;

            import interleave.schedule.*;

            public interface Sum {
                record Name(String text) {
                    // the copy in the answer's JVM knows values as data, and nothing of this
                    public boolean equals(Object other) {
                        return other instanceof Name name && name.text.equalsIgnoreCase(text);
                    }

                    public int hashCode() {
                        return 0;
                    }
                }

                boolean rename(Store<Name> names, String to);
            }
            """;
        TestResult test = judge("names", contract, """
            package exercise;

            import static interleave.grade.Check.*;

            import interleave.grade.*;
            import interleave.schedule.*;
            import org.junit.jupiter.api.*;

            class SumTest {
                @Test
                void atOnce() {
                    explore(world -> {
                        var names = SimulatedStore.of("names", Sum.Name.class).with("1", new Sum.Name("Ann"));
                        Sum sum = learner(Sum.class);
                        var first = world.actor("A", () -> sum.rename(names, "Bob"));
                        var second = world.actor("B", () -> sum.rename(names, "Cid"));
                        world.check(() -> requireEquals(true, first.result() != second.result(), "not one of them, and only one"));
                    });
                }
            }
            """, """
            class Mine implements Sum {
                public boolean rename(Store<Name> names, String to) {
                    return names.replace("1", new Name("ANN"), new Name(to));
                }
            }
            """);
        assertEquals(Outcome.PASS, test.outcome(), test::toString);
        assertEquals("no failure in all 6 orders", test.schedule());
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of(
                        "is right from the second run on, by a static field",
                        "static int runs; int n; { runs++; }",
                        "if (runs > 1) synchronized (Mine.class) { this.n += n; } else this.n += n;",
                        Outcome.RACE),
                Arguments.of(
                        "is right when it thinks that it is watched, by the name of its thread",
                        "int n;",
                        "if (Thread.currentThread().getName().equals(\"A\")) synchronized (this) { this.n += n; } else"
                                + " this.n += n;",
                        Outcome.RACE),
                Arguments.of(
                        "is right when no time passes",
                        "int n;",
                        "long t = System.nanoTime(); this.n += n; if (System.nanoTime() == t) { this.n += 0; }",
                        Outcome.RACE),
                Arguments.of(
                        "does something else each time, by hash codes",
                        "int n;",
                        "if ((new Object().hashCode() & 1) == 0) this.n += n; else synchronized (this) { this.n += n;"
                                + " }",
                        Outcome.RACE),
                Arguments.of(
                        "throws what throws when it is asked",
                        "int n;",
                        "throw new RuntimeException() { public String getMessage() { throw new Error(); } public"
                                + " StackTraceElement[] getStackTrace() { return new StackTraceElement[0]; } };",
                        Outcome.WRONG),
                Arguments.of(
                        "prints a little in each of many runs: nobody hears it while orders are looked at",
                        "int n;",
                        "System.out.println(\"x\".repeat(10_000)); this.n += n; synchronized (this) { this.n += 0; }"
                                + " synchronized (this) { this.n += 0; }",
                        Outcome.RACE),
                Arguments.of(
                        "takes more steps than anybody can look through",
                        "int n;",
                        "for (int i = 0; i < 100_000; i++) { this.n += n; }",
                        Outcome.ENDLESS),
                Arguments.of(
                        "ends the program in some orders",
                        "int n;",
                        "int now = this.n; this.n = now + n; if (this.n != now + n) System.exit(0);",
                        Outcome.EXIT),
                Arguments.of(
                        "kills threads it finds",
                        "int n;",
                        "Thread.currentThread().interrupt(); this.n += n;",
                        Outcome.RACE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    @DisplayName("an answer that plays with the exploration earns nothing")
    void attack(String what, String fields, String add, Outcome outcome) throws Exception {
        TestResult test = counter(fields, add);
        assertEquals(outcome, test.outcome(), test::toString);
        assertEquals(0, test.points());
        assertTrue(test.actual() != null && !test.actual().isBlank(), test::toString);
        assertTrue(counter("int n;", "synchronized (this) { this.n += n; }").passed(), "the next answer suffers");
    }

    @Test
    @DisplayName("who hands a service what it does not take is told so, and is not left to wait for ever")
    void smuggled() throws Exception {
        TestResult test = judge(bank, """
            class Mine implements Sum {
                @SuppressWarnings({"unchecked", "rawtypes"})
                public CompletableFuture<Void> deposit(Store<Integer> accounts, String name, int amount) {
                    return ((Store) accounts).writeAsync(name, "five");
                }
            }
            """);
        assertEquals(Outcome.WRONG, test.outcome(), test::toString);
        assertTrue(
                test.actual().contains("what accounts.write was handed is not what the contract declares"),
                test::toString);
    }

    @Test
    @DisplayName("what stays in static fields does not reach the next run of a right answer")
    void staticFields() throws Exception {
        TestResult test = judge(counter, """
            class Mine implements Sum {
                static final Map<String, Integer> ALL = new ConcurrentHashMap<>();
                public void add(int n) { ALL.merge("all", n, Integer::sum); }
                public int value() { return ALL.get("all"); }
            }
            """);
        assertTrue(test.passed(), test::toString);
    }

    @Test
    @DisplayName("a program whose answer is called where nothing is explored is the exercise's mistake, in words")
    void misuse() throws Exception {
        for (String[] each : new String[][] {
            {
                "explore(world -> { learner(Sum.class).add(1); });",
                "in an exploration the answer is called in before(), actor() and after()"
            },
            {
                "explore(world -> { Sum s = learner(Sum.class); world.actor(\"A\", () -> s.add(1)); });",
                "orders are those of two actors or more, not of 1"
            },
            {
                "learner(Sum.class).add(1); explore(world -> {});",
                "a test that explores orders calls the answer in these orders only, and explores once"
            }
        }) {
            Exercise wrong = SampleExercise.in(folder.resolve("misuse" + each[0].hashCode()))
                    .with("contract/Sum.java", COUNTER)
                    .with("test/SumTest.java", """
                        package exercise;

                        import static interleave.grade.Check.*;

                        class SumTest {
                            @org.junit.jupiter.api.Test
                            void wrong() {
                                %s
                            }
                        }
                        """.formatted(each[0]))
                    .load();
            TestResult test = judge(
                    wrong, "class A implements Sum { public void add(int k) { } public int value() { return 0; } }");
            assertTrue(test.actual() != null && test.actual().contains(each[1]), test::toString);
        }
    }
}

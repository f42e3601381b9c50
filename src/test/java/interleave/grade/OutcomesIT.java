package interleave.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import interleave.grade.exercise.Exercise;
import interleave.grade.submission.Answer;
import interleave.link.GuestOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The words are compared whole: they are what a learner reads. */
@DisplayName("Every outcome has words of its own: what was expected, what happened, at which line, and a hint")
class OutcomesIT {
    @TempDir
    private static Path folder;

    private static Exercise exercise;
    private static Grader grader;

    @BeforeAll
    static void load() throws Exception {
        exercise = SampleExercise.in(folder)
                .with("contract/Sum.java", """
                    package exercise;

                    import interleave.schedule.Remote;
                    import java.util.List;

                    public interface Sum {
                        int of(Remote<Integer, Integer> numbers, List<Integer> ids);
                    }
                    """)
                .with("test/SumTest.java", """
                    package exercise;

                    import static interleave.grade.Check.*;

                    import interleave.grade.*;
                    import interleave.schedule.SimulatedRemote;
                    import java.time.Duration;
                    import java.util.List;
                    import org.junit.jupiter.api.*;

                    class SumTest {
                        @Test
                        @Idea("08-chain-is-fan-out")
                        @DisplayName("four numbers take as long as two")
                        void four() {
                            var numbers = SimulatedRemote.of("numbers", Integer.class, id -> 10 * id).latency(Duration.ofMillis(100));
                            int sum = learner(Sum.class).of(numbers, List.of(1, 2, 3, 4));
                            requireEquals(100, sum, "the sum is wrong");
                            require(numbers.maxInFlight() <= 2, Outcome.TOO_MANY, "at most 2 calls wait at once",
                                    numbers.maxInFlight() + " calls waited at once");
                            requireWithin(Duration.ofMillis(200), "two at a time, 200 ms", "one call waited for the other");
                        }
                    }
                    """)
                .with(
                        "exercise.json",
                        "{\"title\": \"Add up\", \"limits\": {\"heapMiB\": 32, \"outputKiB\": 64, \"realSeconds\":"
                                + " 60}}")
                .load();
        grader = new Grader(
                GuestOptions.plain(Path.of("target/interleave-guest.jar").toAbsolutePath()));
    }

    @AfterAll
    static void close() {
        grader.close();
    }

    record Case(Outcome outcome, String body, String expected, String actual, int line) {}

    private static Case of(Outcome outcome, String body, String expected, String actual, int line) {
        return new Case(outcome, body, expected, actual, line);
    }

    private static final String ONE_BY_ONE = "int all = 0;\nfor (int id : ids) all += numbers.call(id);\nreturn all;";

    private static Stream<Case> cases() {
        return Stream.of(
                of(
                        Outcome.PASS,
                        """
                        try (var pool = Executors.newFixedThreadPool(2)) {
                            var all = ids.stream().map(id -> pool.submit(() -> numbers.call(id))).toList();
                            return all.stream().mapToInt(Future::resultNow0).sum();
                        }\
                        """.replace(
                                        "Future::resultNow0",
                                        "f -> { try { return f.get(); } catch (Exception e) { throw new"
                                                + " RuntimeException(e); } }"),
                        null,
                        null,
                        0),
                of(Outcome.WRONG, "return numbers.call(1);", "100", "the sum is wrong: 10", 0),
                of(
                        Outcome.WRONG,
                        "throw new IllegalStateException(\"no numbers today\");",
                        "of returns",
                        "of threw IllegalStateException: no numbers today",
                        3),
                of(
                        Outcome.LATE,
                        ONE_BY_ONE,
                        "two at a time, 200 ms",
                        "one call waited for the other: it took 400 ms",
                        0),
                of(
                        Outcome.TOO_MANY,
                        "return"
                            + " ids.stream().map(numbers::callAsync).toList().stream().mapToInt(CompletableFuture::join).sum();",
                        "at most 2 calls wait at once",
                        "4 calls waited at once",
                        0),
                of(
                        Outcome.DEADLOCK,
                        """
                        var left = new Object(); var right = new Object(); var met = new CountDownLatch(2);
                        Thread other = Thread.ofPlatform().name("other").start(() -> {
                            synchronized (right) { met.countDown(); meet(met);
                                synchronized (left) { } }
                        });
                        synchronized (left) { met.countDown(); meet(met);
                            synchronized (right) { return 100; } }\
                        """,
                        "nobody waits for ever",
                        "nothing can go on: main waits in synchronized at line 9 (of), held by other since line 5"
                                + " (of); other waits in synchronized at line 6 (of), held by main since line 8 (of)",
                        9),
                of(
                        Outcome.DEADLOCK,
                        """
                        var left = new ReentrantLock(); var right = new ReentrantLock(); var met = new CountDownLatch(2);
                        Thread other = Thread.ofVirtual().name("other").start(() -> {
                            right.lock(); met.countDown(); meet(met);
                            left.lock();
                        });
                        left.lock(); met.countDown(); meet(met);
                        right.lock();
                        return 100;\
                        """,
                        "nobody waits for ever",
                        "nothing can go on: main waits in ReentrantLock.lock at line 9 (of), held by other since line"
                                + " 5 (of); other waits in ReentrantLock.lock at line 6 (of), held by main since line 8"
                                + " (of)",
                        9),
                of(
                        Outcome.DEADLOCK,
                        "return new CompletableFuture<Integer>().join();",
                        "of comes to an end",
                        "main waits in CompletableFuture.join at line 3 (of) for a future that nobody completes",
                        3),
                of(
                        Outcome.ENDLESS,
                        "int i = 0;\nwhile (i < 2) { i = i & 1; }\nreturn i;",
                        "every loop comes to an end",
                        "it goes on without an end, at line 4 (of)",
                        4),
                of(
                        Outcome.EXIT,
                        "if (ids.size() > 1)\n    System.exit(3);\nreturn 100;",
                        "the answer returns, and the program goes on",
                        "the answer ended the program with exit code 3",
                        4),
                of(
                        Outcome.MEMORY,
                        """
                        var all = new ArrayList<byte[]>();
                        for (int i = 0; i < 1000; i++) all.add(new byte[1 << 20]);
                        return 100;\
                        """,
                        "the answer manages with the memory it is given",
                        "the answer used up all memory it was given",
                        0),
                of(
                        Outcome.STACK,
                        "return of(numbers, ids) + 1;",
                        "calls come to an end",
                        "of called itself, or others in a circle, without end",
                        3),
                of(
                        Outcome.FLOOD,
                        "for (int i = 0; i < 2000; i++) System.out.println(\"x\".repeat(100));\nreturn 100;",
                        "the answer prints and sends little",
                        "the answer printed more than 64 KiB in one test",
                        0),
                of(
                        Outcome.FORBIDDEN,
                        "try { new Socket(\"localhost\", 80).close(); } catch (IOException e) { }\nreturn 100;",
                        "the answer uses what this exercise allows",
                        "line 3: java.net.Socket is not allowed in this exercise\n"
                                + "    try { new Socket(\"localhost\", 80).close(); } catch (IOException e) { }",
                        3),
                of(Outcome.COMPILE, "return \"no\";", "the answer compiles", """
                    line 3: incompatible types: String cannot be converted to int
                        return "no";
                               ^^^^\
                    """, 3));
    }

    static Stream<Arguments> outcomes() {
        return cases().map(each -> Arguments.of(each.outcome().id(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outcomes")
    @DisplayName("as text")
    void words(String name, Case each) throws Exception {
        TestResult test = judge("""
            class Mine implements Sum {
            public int of(Remote<Integer, Integer> numbers, List<Integer> ids) {
            %s
            }
            static void meet(CountDownLatch met) { try { met.await(); } catch (InterruptedException e) { throw new IllegalStateException(e); } }
            }
            """.formatted(each.body()));
        assertEquals(each.outcome(), test.outcome(), test::toString);
        assertEquals(each.expected(), test.expected());
        assertEquals(each.actual(), test.actual());
        assertEquals(each.line(), test.line(), test::toString);
        assertEquals(each.outcome() == Outcome.PASS ? null : exercise.hint(0), test.hint());
        boolean aboutTheIdea =
                Set.of(Outcome.LATE, Outcome.TOO_MANY, Outcome.DEADLOCK).contains(each.outcome())
                        || (each.outcome() == Outcome.WRONG && each.line() == 0);
        assertEquals(
                aboutTheIdea && each.outcome() != Outcome.DEADLOCK ? "08-chain-is-fan-out" : test.idea(), test.idea());
    }

    @Test
    @DisplayName("nothing to judge: no class, two classes, one that cannot be made")
    void missing() throws Exception {
        TestResult none = judge("class Mine { }");
        assertEquals(Outcome.MISSING, none.outcome());
        assertEquals("one class implements the contract", none.expected());
        assertEquals("No class implements Sum: write `class MyAnswer implements Sum { … }`.", none.actual());
        TestResult failing = judge("""
            class Mine implements Sum {
                Mine() { throw new IllegalArgumentException("not today"); }
                public int of(Remote<Integer, Integer> numbers, List<Integer> ids) { return 100; }
            }
            """);
        assertEquals(Outcome.WRONG, failing.outcome());
        assertEquals("of threw IllegalArgumentException: not today", failing.actual());
        assertEquals(2, failing.line());
    }

    @Test
    @DisplayName("no outcome is left out: race is tried where orders are")
    void complete() {
        Set<Outcome> tried = EnumSet.of(Outcome.RACE, Outcome.MISSING);
        cases().forEach(each -> tried.add(each.outcome()));
        assertEquals(EnumSet.allOf(Outcome.class), tried);
    }

    private static TestResult judge(String source) throws Exception {
        Result result = grader.judge(exercise, Answer.of("mine", source));
        assertEquals(Result.Status.JUDGED, result.status(), result::toString);
        return result.tests().getFirst();
    }
}

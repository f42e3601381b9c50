package interleave.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.exercise.Exercise;
import interleave.grade.submission.Answer;
import interleave.link.GuestOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Judging: whatever an answer does costs one test, in words of its own, with the learner's line")
class JudgeIT {
    private static final Path JAR = Path.of("target/interleave-guest.jar").toAbsolutePath();

    /** First test: what the answer is made for. Second test: always the plain sum, so that it shows whether a fresh guest took over. */
    private static final String TEST = """
        package exercise;

        import static interleave.grade.Check.*;

        import interleave.grade.*;
        import java.util.List;
        import org.junit.jupiter.api.*;

        @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
        class SumTest {
            @Test
            @Order(1)
            @Points(3)
            @Idea("07-lazy-stream")
            @DisplayName("one and two are three")
            void first() {
                Sum sum = learner(Sum.class);
                part(1, () -> requireEquals(3, sum.of(List.of(1, 2)), "the sum is wrong"));
                requireEquals(0, sum.of(List.of()), "the sum of nothing is not nothing");
            }

            @Test
            @Order(2)
            @Points(2)
            @DisplayName("and forty-two")
            void second() {
                Assertions.assertEquals(42, learner(Sum.class).of(List.of(40, 2)), "not forty-two");
            }
        }
        """;

    @TempDir
    private static Path folder;

    private static Exercise exercise;
    private static Grader grader;

    @BeforeAll
    static void load() throws Exception {
        exercise = SampleExercise.in(folder)
                .with("test/SumTest.java", TEST)
                .with(
                        "exercise.json",
                        "{\"title\": \"Add up\", \"limits\": {\"heapMiB\": 32, \"outputKiB\": 64, \"realSeconds\":"
                                + " 30}}")
                .load();
        grader = new Grader(GuestOptions.plain(JAR));
    }

    @AfterAll
    static void close() {
        grader.close();
    }

    /** An answer whose first call with numbers 1 and 2 runs these statements, on lines 4 and on, and otherwise adds up. */
    private static String answer(String statements) {
        return """
            class Mine implements Sum {
                public int of(List<Integer> numbers) {
                    if (numbers.equals(List.of(1, 2))) {
            %s
                    }
                    return numbers.stream().mapToInt(n -> n).sum();
                }
            %s
            }
            """.formatted(
                statements, statements.contains("recur") ? "    int recur(int n) { return recur(n + 1) + 1; }" : "");
    }

    private static Result judge(String source) throws Exception {
        return grader.judge(exercise, Answer.of("mine", source));
    }

    /** The first test ends with this outcome; the second passes all the same. */
    private static TestResult first(Outcome outcome, String source) throws Exception {
        Result result = judge(source);
        assertEquals(Result.Status.JUDGED, result.status(), result::toString);
        TestResult first = result.tests().getFirst();
        assertEquals(outcome, first.outcome(), first::toString);
        assertEquals(
                Outcome.PASS,
                result.tests().get(1).outcome(),
                () -> result.tests().get(1).toString());
        assertEquals(2, result.tests().get(1).points());
        return first;
    }

    @Test
    @DisplayName("a right answer earns all points")
    void right() throws Exception {
        Result result = judge(answer(""));
        assertTrue(result.perfect(), result::toString);
        assertEquals(5, result.points());
        assertEquals(
                List.of("SumTest.first", "SumTest.second"),
                result.tests().stream().map(TestResult::id).toList());
    }

    @Test
    @DisplayName("a wrong value loses its part, and no more")
    void partial() throws Exception {
        TestResult first = first(Outcome.WRONG, answer("return 4;"));
        assertEquals(2, first.points());
        assertEquals("3", first.expected());
        assertEquals("the sum is wrong: 4", first.actual());
        assertEquals("07-lazy-stream", first.idea());
        assertEquals(exercise.hint(0), first.hint());
    }

    @Test
    @DisplayName("a plain JUnit assertion is a wrong result with expected and actual value")
    void plainAssertion() throws Exception {
        Result result = judge(
                "class A implements Sum { public int of(List<Integer> n) { return n.size() == 2 && n.get(0) == 40 ? 41"
                        + " : n.stream().mapToInt(x -> x).sum(); } }");
        TestResult second = result.tests().get(1);
        assertEquals(Outcome.WRONG, second.outcome());
        assertEquals("42", second.expected());
        assertEquals("not forty-two: 41", second.actual());
        assertEquals(3, result.points());
    }

    @Test
    @DisplayName("an exception is named with its message and line")
    void exception() throws Exception {
        TestResult first =
                first(Outcome.WRONG, answer("        throw new IllegalStateException(\"no numbers today\");"));
        assertEquals("of threw IllegalStateException: no numbers today", first.actual());
        assertEquals(4, first.line());
    }

    @Test
    @DisplayName("System.exit is named with its line")
    void exit() throws Exception {
        TestResult first = first(Outcome.EXIT, answer("\n        System.exit(0);"));
        assertEquals("the answer ended the program with exit code 0", first.actual());
        assertEquals(5, first.line());
        assertEquals(0, first.points());
        assertEquals(
                Outcome.EXIT,
                first(Outcome.EXIT, answer("Runtime.getRuntime().halt(0);")).outcome());
    }

    @Test
    @DisplayName("an endless recursion is named with its line")
    void stack() throws Exception {
        TestResult first = first(Outcome.STACK, answer("return recur(1);"));
        assertEquals("of called itself, or others in a circle, without end", first.actual());
        assertEquals(8, first.line());
    }

    @Test
    @DisplayName("using up the heap ends one test")
    void memory() throws Exception {
        TestResult first = first(
                Outcome.MEMORY,
                answer("var all = new ArrayList<byte[]>(); while (true) { all.add(new byte[1 << 20]); }"));
        assertEquals("the answer used up all memory it was given", first.actual());
    }

    @Test
    @DisplayName("a flood of output ends one test")
    void flood() throws Exception {
        TestResult first = first(
                Outcome.FLOOD, answer("for (int i = 0; i < 2000; i++) { System.out.println(\"x\".repeat(100)); }"));
        assertEquals("the answer printed more than 64 KiB in one test", first.actual());
    }

    @Test
    @DisplayName("a result that is too large to be looked at is told so")
    void largeResult() throws Exception {
        Exercise texts = SampleExercise.in(folder.resolve("texts"))
                .with("contract/Sum.java", """
                    package exercise;

                    public interface Sum {
                        String of(java.util.List<Integer> n);
                    }
                    """)
                .with("test/SumTest.java", """
                    package exercise;

                    import static interleave.grade.Check.*;

                    import java.util.List;
                    import org.junit.jupiter.api.*;

                    class SumTest {
                        @Test
                        void text() {
                            requireEquals("1", learner(Sum.class).of(List.of(1)), "wrong");
                        }
                    }
                    """)
                .load();
        TestResult test = grader.judge(
                        texts,
                        Answer.of(
                                "mine",
                                "class A implements Sum { public String of(List<Integer> n) { return \"x\".repeat(5 <<"
                                        + " 20); } }"))
                .tests()
                .getFirst();
        assertEquals(Outcome.FLOOD, test.outcome(), test::toString);
        assertEquals("the answer returned more than that, or handed it to a service at once", test.actual());
        assertEquals("what the answer returns or hands to a service has at most 4 MiB", test.expected());
    }

    @Test
    @DisplayName("a little output is nobody's business")
    void littleOutput() throws Exception {
        assertTrue(judge(answer("System.out.println(\"hello\"); System.err.println(\"there\");"))
                .perfect());
    }

    @Test
    @DisplayName("an endless loop ends by fuel, not by the clock")
    void endless() throws Exception {
        TestResult first = first(Outcome.ENDLESS, answer("        while (numbers.size() == 2) { }"));
        assertEquals(4, first.line());
    }

    @Test
    @DisplayName(
            "a loop without an end on another thread is named with its own line, not with the line that waits for it")
    void endlessElsewhere() throws Exception {
        TestResult first = first(Outcome.ENDLESS, answer("""
                    Thread other = Thread.startVirtualThread(() -> {
                        while (numbers.size() == 2) { }
                    });
                    while (other.isAlive()) Thread.yield();\
            """));
        assertEquals(5, first.line());
        assertEquals("it goes on without an end, at line 5 (of)", first.actual());
    }

    @Test
    @DisplayName("a loop that waits for what never comes ends after so many waits, not by the clock")
    void endlessWaiting() throws Exception {
        TestResult first = first(Outcome.LATE, answer("""
                    try {
                        while (numbers.size() == 2) Thread.sleep(1);
                    } catch (InterruptedException e) {
                    }\
            """));
        assertEquals(5, first.line());
        assertEquals("it waited 20000 times and still did not end", first.actual());
    }

    @Test
    @DisplayName("what virtual time does not cover is named with its line")
    void notCovered() throws Exception {
        TestResult first = first(Outcome.FORBIDDEN, answer("""
                    Thread other = Thread.startVirtualThread(() -> {
                        synchronized (new Vector<String>()) { }
                    });
                    while (other.isAlive()) Thread.yield();\
            """));
        assertEquals(5, first.line());
        assertEquals(
                "virtual time does not cover this: synchronized on an object that the JDK locks, too:"
                        + " java.util.Vector, at line 5 (of)",
                first.actual());
    }

    @Test
    @DisplayName("a future that nobody completes is told, with the line that waits")
    void neverCompleted() throws Exception {
        TestResult first = first(Outcome.DEADLOCK, answer("        return new CompletableFuture<Integer>().join();"));
        assertEquals(4, first.line());
        assertTrue(first.actual().contains("CompletableFuture.join"), first.actual());
    }

    @Test
    @DisplayName("two locks taken crosswise: both sides of the wait are told")
    void deadlock() throws Exception {
        TestResult first = first(
                Outcome.DEADLOCK,
                answer("""
                            var a = new ReentrantLock();
                            var b = new ReentrantLock();
                            var t = Thread.ofVirtual().start(() -> { b.lock(); sleep(10); a.lock(); });
                            a.lock();
                            sleep(5);
                            b.lock();
                    """)
                        .replace(
                                "public int of",
                                "void sleep(int ms) { try { Thread.sleep(ms); } catch (InterruptedException e) { throw"
                                        + " new IllegalStateException(e); } }\n"
                                        + "    public int of"));
        assertTrue(first.actual().contains("main waits in ReentrantLock.lock at line 10 (of)"), first.actual());
        assertTrue(first.actual().contains("waits in ReentrantLock.lock at line 7 (of)"), first.actual());
    }

    @Test
    @DisplayName("what a method returned is checked against what it declares")
    void shape() throws Exception {
        Path other = folder.resolve("listed");
        Exercise names = SampleExercise.in(other)
                .with("contract/Sum.java", """
                    package exercise;

                    public interface Sum {
                        java.util.List<Integer> of(java.util.List<Integer> n);
                    }
                    """)
                .with("test/SumTest.java", """
                    package exercise;

                    import static interleave.grade.Check.*;

                    import java.util.List;
                    import org.junit.jupiter.api.*;

                    class SumTest {
                        @Test
                        void list() {
                            requireEquals(List.of(1), learner(Sum.class).of(List.of(1)), "wrong");
                        }
                    }
                    """)
                .load();
        TestResult smuggled =
                grader.judge(names, Answer.of("mine", """
                    class A implements Sum {
                        @SuppressWarnings({"unchecked", "rawtypes"})
                        public List<Integer> of(List<Integer> n) { List raw = new ArrayList(); raw.add("one"); return raw; }
                    }
                    """)).tests().getFirst();
        assertEquals(Outcome.WRONG, smuggled.outcome());
        assertEquals(
                "what of returned is not what the contract declares: at [0], an object of String where Integer is"
                        + " expected",
                smuggled.actual());
        TestResult nothing = grader.judge(
                        names,
                        Answer.of(
                                "mine",
                                "class A implements Sum { public List<Integer> of(List<Integer> n) { return null; } }"))
                .tests()
                .getFirst();
        assertEquals("of returned null", nothing.actual());
        assertEquals("of returns a List<Integer>", nothing.expected());
    }

    @Test
    @DisplayName("an answer that does not compile earns nothing anywhere, and the report shows the place")
    void doesNotCompile() throws Exception {
        String source = "class A implements Sum {\n    public int of(List<Integer> n) { return nothing; }\n}\n";
        Result result = judge(source);
        assertEquals(0, result.points());
        assertEquals(5, result.maxPoints());
        assertTrue(
                result.tests().stream().allMatch(t -> t.outcome() == Outcome.COMPILE && t.line() == 2),
                result::toString);
        String report = new Report(result, exercise.title(), source, exercise.hint(0)).text();
        assertTrue(report.startsWith("""
            90-sum, Add up: 0 of 5 points

              line 2: cannot find symbol: variable nothing in class A
                      public int of(List<Integer> n) { return nothing; }
                                                              ^^^^^^^
            """), report);
    }

    @Test
    @DisplayName("an answer whose class cannot be initialized is told so")
    void staticInitializer() throws Exception {
        Result result = judge(
                "class A implements Sum { static int x = 1 / Integer.parseInt(\"0\"); public int of(List<Integer> n) {"
                        + " return x; } }");
        TestResult first = result.tests().getFirst();
        assertEquals(Outcome.WRONG, first.outcome());
        assertTrue(
                first.actual().contains("ArithmeticException")
                        || first.actual().contains("ExceptionInInitializerError"),
                first.actual());
    }

    @Test
    @DisplayName("what one test leaves in static fields is not there in the next")
    void noTraces() throws Exception {
        Result result = judge("""
            class A implements Sum {
                static int calls;
                public int of(List<Integer> n) { return calls++ == 0 ? n.stream().mapToInt(x -> x).sum() : 0; }
            }
            """);
        assertTrue(result.perfect(), result::toString);
    }

    @Test
    @DisplayName("real time only protects the host: the answer is not judged, and loses nothing by it")
    void notJudged() throws Exception {
        Exercise hasty = SampleExercise.in(folder.resolve("hasty"))
                .with("exercise.json", "{\"title\": \"Add up\", \"limits\": {\"realSeconds\": 1}}")
                .load();
        Result result = grader.judge(hasty, Answer.of("mine", """
            class A implements Sum {
                public int of(List<Integer> n) { return (int) LongStream.range(0, 1L << 62).boxed().filter(Long.class::isInstance).count(); }
            }
            """));
        assertEquals(Result.Status.NOT_JUDGED, result.status(), result::toString);
        assertEquals(0, result.points());
        assertEquals(2, result.maxPoints());
    }

    @Test
    @DisplayName("the same answer has the same result, byte for byte, once times are left out")
    void identical() throws Exception {
        for (String source :
                List.of(answer(""), answer("return 4;"), answer("System.exit(3);"), answer("return recur(1);"))) {
            String once = Grader.json(judge(source), false);
            assertEquals(once, Grader.json(judge(source), false));
            assertNotEquals(once, Grader.json(judge(source), true));
        }
    }
}

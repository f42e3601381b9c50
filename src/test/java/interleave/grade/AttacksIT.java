package interleave.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.link.GuestOptions;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("No attack earns a point that it did not earn, and the next answer is judged as if nothing had been")
class AttacksIT {
    private static final String RIGHT =
            "class A implements Sum { public int of(List<Integer> n) { return n.stream().mapToInt(x -> x).sum(); } }";

    @TempDir
    private static Path folder;

    private static Exercise guarded;
    private static Exercise unguarded;
    private static Grader grader;

    /** Once as learners meet it, and once with every word allowed, so that the walls behind the words are tried too. */
    @BeforeAll
    static void load() throws Exception {
        guarded = SampleExercise.in(folder.resolve("guarded")).load();
        unguarded = SampleExercise.in(folder.resolve("unguarded"))
                .with("exercise.json", """
                    {"title": "Add up", "limits": {"heapMiB": 32, "outputKiB": 64, "realSeconds": 20}, "allow": [
                     "java.io", "java.net", "java.nio.file", "java.lang.reflect", "java.lang.invoke", "java.lang.management",
                     "java.lang.foreign", "java.lang.ref", "interleave.link", "interleave.guest", "interleave.schedule",
                     "java.lang.ClassLoader", "java.lang.Class", "java.lang.System", "java.lang.Runtime",
                     "java.lang.ProcessHandle", "java.lang.Thread", "java.lang.StackWalker", "java.util.ServiceLoader"]}
                    """)
                .load();
        grader = new Grader(
                GuestOptions.plain(Path.of("target/interleave-guest.jar").toAbsolutePath()));
    }

    @AfterAll
    static void close() {
        grader.close();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack(
                        "reads the test class through the class loader",
                        "Thread.currentThread().getContextClassLoader().loadClass(\"exercise.SumTest\"); return 3;"),
                attack(
                        "reads the test class as a resource",
                        "var in = A.class.getClassLoader().getResourceAsStream(\"exercise/SumTest.class\");"
                                + " in.readAllBytes(); return 3;"),
                attack(
                        "asks JUnit to skip",
                        "throw (RuntimeException)"
                            + " A.class.getClassLoader().loadClass(\"org.opentest4j.TestAbortedException\").getConstructor().newInstance();"),
                attack("throws an error of an assertion that passed", "throw new AssertionError(\"passed\");"),
                attack("ends the program with success", "System.exit(0); return 3;"),
                attack(
                        "halts behind the woven calls",
                        "Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 0); return 3;"),
                attack(
                        "prints what a test runner would",
                        "System.out.println(\"Tests run: 1, Failures: 0\");"
                                + " System.out.println(\"{\\\"points\\\":2}\"); return 4;"),
                attack(
                        "starts a shutdown hook that never ends",
                        "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } })); System.exit(0);"
                                + " return 3;"),
                attack(
                        "interrupts every thread there is",
                        "for (var t : Thread.getAllStackTraces().keySet()) { t.interrupt(); } return 4;"),
                attack(
                        "blocks every thread that may load a class",
                        "synchronized (A.class.getClassLoader()) { while (true) { } }"),
                attack(
                        "returns a value whose equals says yes",
                        "return ((Integer) (Object) new Object() { public boolean equals(Object o) { return true; }"
                                + " });"),
                attack(
                        "hides the contract behind one of its own",
                        "return new Object() { int of(Object o) { return 4; } }.of(null);"));
    }

    private static Arguments attack(String what, String statements) {
        return Arguments.of(what, statements);
    }

    private static String source(String statements) {
        return """
            class A implements Sum {
                public int of(List<Integer> numbers) {
                    try {
                        if (numbers.size() > 0) { %s }
                        return 0;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """.formatted(statements);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    @DisplayName("with and without the words that forbid it")
    void attackEarnsNothing(String what, String statements) throws Exception {
        for (Exercise exercise : new Exercise[] {guarded, unguarded}) {
            Result result = grader.judge(exercise, Answer.of("attack", source(statements)));

            assertEquals(Result.Status.JUDGED, result.status(), () -> what + ": " + result);
            assertEquals(0, result.points(), () -> what + ": " + result);
            TestResult test = result.tests().getFirst();
            assertTrue(test.actual() != null && !test.actual().isBlank(), "no word on why: " + test);
            assertTrue(test.outcome() != Outcome.COMPILE, "attacks nothing, for it does not compile: " + test);
            assertTrue(
                    exercise.equals(guarded) || test.outcome() != Outcome.FORBIDDEN,
                    "attacks no wall, for the words stop it: " + test);
            assertTrue(grader.judge(exercise, Answer.of("next", RIGHT)).perfect(), "the next answer suffers");
            assertEquals(
                    Grader.json(result, false),
                    Grader.json(grader.judge(exercise, Answer.of("attack", source(statements))), false));
        }
    }
}

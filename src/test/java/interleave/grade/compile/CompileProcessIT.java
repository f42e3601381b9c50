package interleave.grade.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.SampleExercise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Answers are compiled in a process apart, which is replaced when one of them does it harm")
class CompileProcessIT {
    private static final String RIGHT = "class A implements Sum { public int of(List<Integer> n) { return 3; } }";

    @TempDir
    private static Path folder;

    private static ExerciseClasses exercise;
    private static final CompileProcess APART = new CompileProcess(Duration.ofSeconds(1));

    @BeforeAll
    static void load() throws Exception {
        try (var javac = new Javac()) {
            exercise = ExerciseClasses.of(SampleExercise.in(folder).load(), javac);
        }
    }

    @AfterAll
    static void close() {
        APART.close();
    }

    @Test
    @DisplayName("the same comes of it as in this JVM: classes, or words with their place")
    void same() throws Exception {
        var here = new AnswerCompiler();
        assertInstanceOf(Compilation.Compiled.class, APART.compile(RIGHT, exercise));
        long before = APART.pid();
        for (String answer : List.of(
                RIGHT,
                "class A {}",
                "class A implements Sum { public int of(List<Integer> n) { return x; } }",
                "class A implements Sum { public int of(List<Integer> n) { return \"\\u00e4\"; }",
                "")) {
            assertEquals(here.compile(answer, exercise), APART.compile(answer, exercise), answer);
        }
        assertEquals(before, APART.pid(), "it stays, also after an error");
    }

    @Test
    @DisplayName("a source that keeps the compiler busy for ever, or takes all its memory, is refused, and the next is"
            + " compiled by another process")
    void harmful() throws Exception {
        String busy = IntStream.range(0, 60)
                .mapToObj(i -> "var x" + (i + 1) + " = twice(x" + i + ");")
                .collect(Collectors.joining(
                        " ",
                        "class P<X, Y> {} class A { static <T> P<T, T> twice(T t) { return null; } void a() { var x0 ="
                                + " 1; ",
                        "} }"));
        String doubling = IntStream.range(1, 32)
                .mapToObj(i -> "static final String S" + i + " = S" + (i - 1) + " + S" + (i - 1) + ";")
                .collect(Collectors.joining("\n", "class A { static final String S0 = \"0123456789abcdef\";\n", "}"));
        for (String harmful : List.of(busy, doubling)) {
            assertInstanceOf(Compilation.Compiled.class, APART.compile(RIGHT, exercise));
            long before = APART.pid();

            var refused = assertInstanceOf(Compilation.Refused.class, APART.compile(harmful, exercise));

            assertEquals(Compilation.Why.DOES_NOT_COMPILE, refused.why());
            assertTrue(refused.problems().getFirst().message().startsWith("The compiler "), refused::toString);
            assertInstanceOf(Compilation.Compiled.class, APART.compile(RIGHT, exercise));
            assertNotEquals(before, APART.pid(), () -> "the process that was harmed is used no more: " + refused);
            assertTrue(ProcessHandle.of(before).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @Test
    @DisplayName("a process that was killed is replaced")
    void killed() throws Exception {
        assertInstanceOf(Compilation.Compiled.class, APART.compile(RIGHT, exercise));
        ProcessHandle process = ProcessHandle.of(APART.pid()).orElseThrow();
        assertTrue(process.destroyForcibly());
        process.onExit().get();
        assertInstanceOf(Compilation.Compiled.class, APART.compile(RIGHT, exercise));
    }
}

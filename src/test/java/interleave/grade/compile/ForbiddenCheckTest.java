package interleave.grade.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import interleave.grade.SampleExercise;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What an exercise does not allow is told before the answer runs")
class ForbiddenCheckTest {
    private static final Javac JAVAC = new Javac();

    @TempDir
    private static Path folder;

    private static ExerciseClasses exercise;

    @BeforeAll
    static void compileExercise() throws Exception {
        exercise = ExerciseClasses.of(SampleExercise.in(folder).load(), JAVAC);
    }

    private static List<Problem> check(String source, String... allow) {
        var compiled = assertInstanceOf(Compilation.Compiled.class, new AnswerCompiler().compile(source, exercise));
        return ForbiddenCheck.check(compiled.classes(), List.of(allow), source);
    }

    /** An answer with this statement on its third line. */
    private static String answer(String statement) {
        return """
            class A implements Sum {
                public int of(List<Integer> numbers) {
                    %s
                    return 0;
                }
            }
            """.formatted(statement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new java.net.ServerSocket(); | java.net.ServerSocket",
                "java.nio.file.Files.readString(Path.of(\"/etc/passwd\")); | java.nio.file.Path",
                "new FileInputStream(\"x\"); | java.io.FileInputStream",
                "Class.forName(\"interleave.grade.Check\"); | Class.forName",
                "Object o = A.class.getDeclaredMethods(); | Class.getDeclaredMethods",
                "Object o = java.lang.invoke.MethodHandles.lookup(); | java.lang.invoke.MethodHandles",
                "new ProcessBuilder(\"ls\").start(); | java.lang.ProcessBuilder",
                "Runtime.getRuntime().exec(\"ls\"); | Runtime.exec",
                "System.setOut(null); | System.setOut",
                "Object o = System.getenv(); | System.getenv",
                "Thread.currentThread().setContextClassLoader(null); | Thread.setContextClassLoader",
                "Object o = java.lang.foreign.Arena.global(); | java.lang.foreign.Arena",
                "Object o = sun.misc.Unsafe.class; | sun.misc.Unsafe",
                "Object o = new Scanner(System.in); | java.util.Scanner",
                "Supplier<?> s = java.lang.management.ManagementFactory::getRuntimeMXBean; |"
                        + " java.lang.management.ManagementFactory",
                "Function<String, File> f = File::new; | java.io.File",
                "Object o = new URL[0][0]; | java.net.URL"
            })
    @DisplayName("with its name and the line")
    void forbidden(String statement, String name) {
        String source = answer(statement)
                .replace("numbers) {", "numbers) { try {")
                .replace("return 0;", "} catch (Exception e) { throw new IllegalStateException(e); } return 0;");
        List<Problem> problems = check(source);
        assertEquals(
                List.of("line 3: " + name + " is not allowed in this exercise"),
                problems.stream()
                        .filter(p -> p.message().startsWith(name + " "))
                        .map(p -> p.render().lines().findFirst().orElse(""))
                        .toList(),
                problems::toString);
    }

    @Test
    @DisplayName("finalizers and native methods are found, where nothing calls them")
    void finalizer() {
        assertEquals(
                List.of(
                        "a finalizer is not allowed in this exercise",
                        "a native method is not allowed in this exercise"),
                check("class A implements Sum { native void n(); @SuppressWarnings(\"removal\") protected"
                                + " void finalize() {} public int of(List<Integer> n) { return 0; } }")
                        .stream()
                        .map(Problem::message)
                        .sorted()
                        .toList());
    }

    @Test
    @DisplayName("what concurrency needs is allowed: threads, pools, futures, locks, streams, records, switches, text")
    void allowed() {
        assertEquals(List.of(), check("""
            class A implements Sum {
                enum Kind { ODD, EVEN }
                sealed interface Shape permits Dot, Line {}
                record Dot(int x) implements Shape {}
                record Line(Dot from, Dot to) implements Shape {}

                public int of(List<Integer> numbers) {
                    try (var pool = Executors.newVirtualThreadPerTaskExecutor(); var scope = StructuredTaskScope.open()) {
                        var lock = new ReentrantLock();
                        var f = CompletableFuture.supplyAsync(() -> numbers.size(), pool).orTimeout(1, TimeUnit.SECONDS);
                        Shape shape = new Line(new Dot(1), new Dot(f.join()));
                        String s = switch (shape) { case Dot(var x) when x > 1 -> "dot" + x; case Dot d -> "d"; case Line l -> l.toString(); };
                        Kind kind = numbers.size() % 2 == 0 ? Kind.EVEN : Kind.ODD;
                        int n = switch (kind) { case ODD -> 1; case EVEN -> 2; };
                        System.out.printf("%s %d%n", s, n);
                        synchronized (lock) { lock.lock(); lock.unlock(); }
                        Thread.ofVirtual().start(() -> System.err.println(Runtime.getRuntime().availableProcessors())).join(Duration.ofMillis(1));
                        long[] longs = new long[3];
                        int[][] grid = new int[2][2];
                        return numbers.stream().parallel().map(String::valueOf).mapToInt(Integer::parseInt).sum() + grid[0][0] + (int) longs[0];
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted at " + Instant.now(), e);
                    }
                }
            }
            """));
    }

    @Test
    @DisplayName("exercise.json may allow a package or a class more")
    void more() {
        String source = answer("Object o = new java.util.zip.CRC32();");
        assertEquals(1, check(source).size());
        assertEquals(List.of(), check(source, "java.util.zip"));
        assertEquals(List.of(), check(source, "java.util.zip.CRC32"));
        assertEquals(1, check(source, "java.util.zip.Deflater").size());
    }

    @Test
    @DisplayName("ending the program is not forbidden here: it is judged, as what it is")
    void exit() {
        assertEquals(
                List.of(),
                check(answer("System.exit(0); Runtime.getRuntime().halt(1);").replace("return 0;", "return 1;")));
    }
}

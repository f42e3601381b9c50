package interleave.grade.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.SampleExercise;
import interleave.grade.compile.Compilation.Why;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An answer is compiled as one unit whose line numbers are the learner's")
class AnswerCompilerTest {
    private static final Javac JAVAC = new Javac();

    @TempDir
    private static Path folder;

    private static ExerciseClasses exercise;

    @BeforeAll
    static void compileExercise() throws Exception {
        exercise = ExerciseClasses.of(SampleExercise.in(folder).load(), JAVAC);
    }

    private static Compilation compile(String source) {
        return new AnswerCompiler().compile(source, exercise);
    }

    private static Problem problem(Why why, String source) {
        var refused = assertInstanceOf(Compilation.Refused.class, compile(source));
        assertEquals(why, refused.why(), () -> refused.problems().toString());
        return refused.problems().getFirst();
    }

    @Test
    @DisplayName("the contract is found in package exercise")
    void contract() {
        assertEquals("exercise.Sum", exercise.contractName());
    }

    @Test
    @DisplayName("contract, collections and concurrency need no import")
    void defaultImports() {
        var compiled = assertInstanceOf(Compilation.Compiled.class, compile("""
            class Mine implements Sum {
                record Part(int n) {}

                public int of(List<Integer> numbers) {
                    var f = CompletableFuture.supplyAsync(() -> new Part(1), Executors.newVirtualThreadPerTaskExecutor());
                    return numbers.stream().collect(Collectors.summingInt(n -> n)) + f.join().n();
                }
            }
            """));
        assertEquals("Mine", compiled.main());
        assertEquals(
                List.of("Mine", "Mine$Part"),
                compiled.classes().stream().map(ClassBytes::name).toList());
    }

    @Test
    @DisplayName("the answer's own imports and types win over those given")
    void ownNamesWin() {
        assertInstanceOf(Compilation.Compiled.class, compile("""
            import java.util.List;
            import java.time.Duration;
            interface Future {}
            class Mine implements Sum, Future {
                public int of(List<Integer> numbers) { return 0; }
            }
            """));
    }

    @Test
    @DisplayName("an error names line, column and caret in the learner's source, on the first line too")
    void places() {
        String source = "class A implements Sum { public int of(List<Integer> n) { return x; } }";
        Problem first = problem(Why.DOES_NOT_COMPILE, source);
        assertEquals(1, first.line());
        assertEquals(source.indexOf("x;") + 1, first.column());
        assertEquals(
                List.of(
                        "line 1: cannot find symbol: variable x in class A",
                        "    " + source,
                        "    " + " ".repeat(source.indexOf("x;")) + "^"),
                first.render().lines().toList());
        Problem third = problem(
                Why.DOES_NOT_COMPILE,
                "class A implements Sum {\n\tpublic int of(List<Integer> n) {\n\t\treturn \"no\";\n\t}\n}");
        assertEquals(
                List.of(
                        "line 3: incompatible types: String cannot be converted to int",
                        "    \t\treturn \"no\";",
                        "    \t\t       ^^^^"),
                third.render().lines().toList());
        assertEquals(
                3,
                problem(Why.DOES_NOT_COMPILE, "class A {\n  int x = 1;\n  int y = 2")
                        .line());
    }

    @Test
    @DisplayName("no class, or two, that implement the contract are told, with what to do")
    void oneImplementation() {
        assertEquals(
                "No class implements Sum: write `class MyAnswer implements Sum { … }`.",
                problem(Why.NOT_ONE_CLASS, "class A { int of(List<Integer> n) { return 0; } }")
                        .message());
        assertEquals(
                "No class implements Sum: write `class MyAnswer implements Sum { … }`.",
                problem(Why.NOT_ONE_CLASS, "").message());
        Problem two = problem(Why.NOT_ONE_CLASS, """
            class A implements Sum { public int of(List<Integer> n) { return 0; } }
            class B extends A {}
            """);
        assertEquals("More than one class implements Sum (A, B): keep one", two.message());
        assertEquals(2, two.line());
    }

    @Test
    @DisplayName("a contract of the learner's own is told from the exercise's")
    void shadowedContract() {
        Problem problem = problem(Why.NOT_ONE_CLASS, """
            interface Sum { int of(List<Integer> n); }
            class A implements Sum { public int of(List<Integer> n) { return 0; } }
            """);
        assertEquals("Your own type Sum hides the exercise's: remove it or give it another name", problem.message());
        assertEquals(1, problem.line());
    }

    @Test
    @DisplayName("an inner class, or one without a plain constructor, cannot be made, and that is told")
    void constructible() {
        assertTrue(problem(
                        Why.NOT_ONE_CLASS,
                        "class O { class A implements Sum { public int of(List<Integer> n) { return 0; } } }")
                .message()
                .contains("declare it static"));
        assertTrue(problem(
                        Why.NOT_ONE_CLASS,
                        "class A implements Sum { A(int x) {} public int of(List<Integer> n) { return 0; } }")
                .message()
                .contains("no constructor without parameters"));
    }

    @Test
    @DisplayName("methods without a class, statements and a package are refused in words")
    void unitOfTypes() {
        String bare = "An answer holds imports and type declarations only: put methods and variables into a class that"
                + " implements Sum.";
        assertEquals(
                bare,
                problem(Why.DOES_NOT_COMPILE, "int of(List<Integer> n) { return 0; }")
                        .message());
        assertEquals(
                bare,
                problem(Why.DOES_NOT_COMPILE, "void main() {}\nclass A {}").message());
        assertEquals(
                "An answer stands in no package: remove the package line.",
                problem(Why.DOES_NOT_COMPILE, "// mine\npackage exercise;\npublic interface Sum {}")
                        .message());
        assertEquals(bare, problem(Why.DOES_NOT_COMPILE, "int x = 1; x++;").message());
    }

    @Test
    @DisplayName("types inside the program, libraries and the host's own classes are not there")
    void nothingElseOnTheClassPath() {
        assertTrue(problem(Why.DOES_NOT_COMPILE, "class A { interleave.grade.Check c; }")
                .message()
                .startsWith("package interleave.grade does not exist"));
        assertTrue(problem(Why.DOES_NOT_COMPILE, "class A { org.junit.jupiter.api.Test c; }")
                .message()
                .contains("does not exist"));
        assertTrue(problem(Why.DOES_NOT_COMPILE, "class A { exercise.SumTest c; }")
                .message()
                .contains("cannot find symbol"));
    }

    @Test
    @DisplayName("a source nested too deeply for the compiler is refused, not a crash")
    void deepSource() {
        String deep = "class A implements Sum { public int of(List<Integer> n) { return " + "(".repeat(60_000) + "1"
                + ")".repeat(60_000) + "; } }";
        assertEquals(
                Why.DOES_NOT_COMPILE,
                assertInstanceOf(Compilation.Refused.class, compile(deep)).why());
        String sum = "class A implements Sum { public int of(List<Integer> n) { return " + "1+n.size()+".repeat(20_000)
                + "1; } }";
        assertInstanceOf(Compilation.class, compile(sum));

        // and the same compiler serves the next answer
        assertInstanceOf(
                Compilation.Compiled.class,
                compile("class A implements Sum { public int of(List<Integer> n) { return 0; } }"));
    }

    @Test
    @DisplayName("a source that would keep javac busy for years is refused in words, and the next answer compiles")
    void endlessCompilation() {
        var doubling = new StringBuilder("class P<X, Y> {} class A implements Sum { static <T> P<T, T> twice(T t) {"
                + " return null; } public int of(List<Integer> n) { var x0 = \"\"; ");
        // twice as long for each; this many are over after some seconds, so that nothing is left running
        for (int i = 0; i < 21; i++) {
            doubling.append("var x")
                    .append(i + 1)
                    .append(" = twice(x")
                    .append(i)
                    .append("); ");
        }
        doubling.append("return 0; } }");
        var compiler = new AnswerCompiler(Duration.ofSeconds(1));

        var refused = assertInstanceOf(Compilation.Refused.class, compiler.compile(doubling.toString(), exercise));

        assertEquals(Why.DOES_NOT_COMPILE, refused.why());
        assertEquals(
                "The compiler was still busy with this source after 1 s of processor time: simplify its types, most of"
                        + " all nested generic calls with `var`.",
                refused.problems().getFirst().message());
        assertInstanceOf(
                Compilation.Compiled.class,
                compiler.compile("class A implements Sum { public int of(List<Integer> n) { return 0; } }", exercise));
    }
}

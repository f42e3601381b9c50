package interleave.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The names that a snippet imports")
class ImportsTest {

    @ParameterizedTest(name = "{0} declares {1}")
    @DisplayName("are found by what the snippet declares")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "int x = y + z; | x",
                "static String name = other; | name",
                "Map<String, List<Integer>> map = new HashMap<>(); | map",
                "int[] all = {a, b}; | all",
                "public static int twice(int n) { int m = n; return m; } | twice",
                "<T> T same(T t) { return t; } | same",
                "record Point(int x, int y) {} | Point",
                "sealed interface Shape permits Circle {} | Shape",
                "class Late extends Early { int field; } | Late",
                "x = 5 | ~~",
                "list.add(new Point(1, 2)); | ~~",
                "Function<Integer, Integer> inc = n -> n + 1; | inc"
            })
    void declares(String source, String name) {
        assertEquals(name.isEmpty() ? Set.of() : Set.of(name), Imports.declared(source));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("include all types where the type of an expression is inferred")
    @ValueSource(
            strings = {
                "var p = make();",
                "make();",
                "list.get(0)",
                "new Point(1, 2)",
                "a instanceof Point",
                "a > b ? make() : null",
                "switch (a) { default -> make(); }",
                "(Point) thing"
            })
    void infer(String source) {
        assertEquals(true, Imports.infersTypes(source));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("are only those that the text names where its types are written")
    @ValueSource(
            strings = {
                "int x = make().size();",
                "Object kept = list.get(0);",
                "List<Point> points = all();",
                "for (int i = 0; i < 3; i++) make();",
                "Point[] made = {};",
                "record Point(int x) {}",
                "int f() { return 1; }",
                "final String s = \"var\"; // var"
            })
    void areWritten(String source) {
        assertEquals(false, Imports.infersTypes(source));
    }

    @Test
    @DisplayName("are as many in a long notebook as in a short one")
    void asManyInALongNotebook() {
        try (JShell shell =
                JShell.builder().executionEngine("local").out(System.err).build()) {
            Imports imports = new Imports(shell, Set.of());
            for (int i = 0; i < 50; i++) {
                evaluate(shell, imports, "int n" + i + " = " + i + ";");
            }
            evaluate(shell, imports, "record Point(int x) {}");
            evaluate(shell, imports, "Point make() { return new Point(n7); }");
            Snippet last = evaluate(shell, imports, "var made = make();");
            assertEquals(Set.of("make", "Point"), imported(shell, last));
            assertEquals("7", shell.varValue((VarSnippet) evaluate(shell, imports, "int seven = made.x() + n0;")));
        }
    }

    @Test
    @DisplayName("of the defaults are none where an expression names no class, and all where it may")
    void defaultsOnlyWhereNamed() {
        try (JShell shell =
                JShell.builder().executionEngine("local").out(System.err).build()) {
            Imports imports = new Imports(shell, Set.of("java.util.*", "static java.util.Map.*"));
            shell.eval("import java.util.*;");
            shell.eval("import static java.util.Map.*;");
            shell.eval("import java.util.function.*;");
            evaluate(shell, imports, "var numbers = List.of(1, 2);");
            assertEquals(Set.of("java.util.function.*"), packages(shell, value(shell, imports, "a", "numbers")));
            assertEquals(Set.of("java.util.function.*"), packages(shell, value(shell, imports, "b", "1 + 1")));
            assertEquals(
                    Set.of("java.util.*", "static java.util.Map.*", "java.util.function.*"),
                    packages(shell, value(shell, imports, "c", "new ArrayList<>(numbers)")));
        }
    }

    private static Snippet value(JShell shell, Imports imports, String holder, String expression) {
        return valid(
                shell,
                imports.ofExpression(expression, () -> shell.eval("var " + holder + " = " + expression + ";"))
                        .getFirst());
    }

    private static Snippet evaluate(JShell shell, Imports imports, String source) {
        return valid(shell, imports.of(source, () -> shell.eval(source)).getFirst());
    }

    private static Snippet valid(JShell shell, SnippetEvent event) {
        assertEquals(
                Snippet.Status.VALID,
                event.status(),
                () -> shell.diagnostics(event.snippet())
                        .map(each -> each.getMessage(Locale.ROOT))
                        .toList()
                        .toString());
        return event.snippet();
    }

    /** What a snippet's class imports that is not of the notebook. */
    private static Set<String> packages(JShell shell, Snippet snippet) {
        return Pattern.compile("import ((?:static )?java\\.[\\w.]+\\.\\*);")
                .matcher(shell.sourceCodeAnalysis().wrapper(snippet).wrapped())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** The names of the notebook that a snippet's class imports. */
    private static Set<String> imported(JShell shell, Snippet snippet) {
        return Pattern.compile("REPL\\.\\$JShell\\$\\w+\\.(\\w+);")
                .matcher(shell.sourceCodeAnalysis().wrapper(snippet).wrapped())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}

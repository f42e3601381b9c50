package interleave.kernel.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a cell's end is evaluated the short way. */
class ExpressionTest {

    @DisplayName("an expression that is no assignment has a value to show")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1+1",
                "1+1;",
                "foo(a, b = 2)",
                "x == 5",
                "x <= 5",
                "x != y",
                "\"a = b\"",
                "'='",
                "a[i = 2]",
                "new Foo() { int x = 1; }",
                "new int[] {1, 2}",
                "xs.stream().map(x -> { int y = x; return y; }).toList()",
                "b ? 1 : 2",
                "(String) o",
                "value // = 5",
                "Foo::new"
            })
    void anExpression(String source) {
        assertTrue(Expression.is(source));
    }

    @DisplayName("an assignment is never taken for a value to show")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = 5",
                "x += 5",
                "x >>= 2",
                "x <<= 2",
                "x >>>= 2",
                "x[3] = 4",
                "x %= y == 2 ? 1 : 2",
                "f = x -> x"
            })
    void anAssignment(String source) {
        assertFalse(Expression.is(source));
    }

    @DisplayName("declarations and statements go JShell's way, and so does what takes its type from where it stands")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int x",
                "List<String> y",
                "int[] z",
                "int f() { return 1; }",
                "class A { }",
                "record P(int x) { }",
                "if (x) y()",
                "while (true) { }",
                "throw new Error()",
                "@Deprecated class A { }",
                "{ foo(); }",
                "import java.util.*;",
                "switch (x) { default -> 1; }",
                "1 + switch (x) { default -> 1; }",
                ""
            })
    void anotherKind(String source) {
        assertFalse(Expression.is(source));
    }

    @DisplayName("a comment at an expression's end does not swallow the semicolon")
    @Test
    void comment() {
        assertEquals("Object v = 1 // one\n;", Expression.asVariable("v", "1 // one"));
        assertEquals("// one\n Object v = 1\n;", Expression.asVariable("v", "// one\n 1"));
        assertEquals("Object v = 1; // one", Expression.asVariable("v", "1; // one"));
    }
}

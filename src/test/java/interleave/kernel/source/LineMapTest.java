package interleave.kernel.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.IntUnaryOperator;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The lines of a snippet that JShell has wrapped")
class LineMapTest {
    private JShell shell;

    @BeforeEach
    void open() {
        shell = JShell.builder().executionEngine("local").build();
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    @DisplayName("begin with the line of its first word, where javac counts an object's making to the statement")
    void first() {
        SnippetWrapper wrapper = shell.sourceCodeAnalysis()
                .wrapper(shell.eval("\n\nnew Object()").getFirst().snippet());

        assertEquals(12, LineMap.of(wrapper, 10).applyAsInt(6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var a = MARK;",
                "\nvar a = MARK;",
                "\n\n\nvar a =\n   List.of(1,\n  MARK);",
                "var a = List.of(\n  \"=;\",\n  MARK, 2);",
                "int a =\n\n  MARK;",
                "\nint a = MARK;",
                "\n\nMath.abs(\n MARK)",
                "for (int i = 0; i < 1; i++) {\n  int k =\n    MARK;\n}",
                "int f() {\n  return MARK;\n}",
                "\n\nclass A {\n  int n =\n MARK;\n}",
                "// said before\nvar a = MARK;"
            })
    @DisplayName("are the learner's own")
    void lines(String marked) {
        String source = marked.replace("MARK", "77");
        int expected = 10
                + (int) marked.substring(0, marked.indexOf("MARK"))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        SnippetWrapper wrapper =
                shell.sourceCodeAnalysis().wrapper(shell.eval(source).getFirst().snippet());
        String wrapped = wrapper.wrapped();
        int wrappedLine = 1
                + (int) wrapped.substring(0, wrapped.indexOf("77"))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();

        IntUnaryOperator lines = LineMap.of(wrapper, 10);

        assertEquals(expected, lines.applyAsInt(wrappedLine), wrapped);
    }
}

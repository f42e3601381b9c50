package interleave.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.kernel.source.JavaText;
import interleave.kernel.source.Source;
import interleave.link.Struct;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a learner reads of an error")
@SuppressWarnings("StringConcatToTextBlock") // what javac says is shown as it says it
class WordsOfErrorsTest {
    private final Source cell = new Source("cell [3]", "int a = 1;\n\tint b = missing();\nb");

    @Test
    @DisplayName("says of a method of the notebook itself no class that it would be in")
    void methodOfTheNotebook() {
        assertEquals(
                "method f cannot be applied to given types;",
                CompileErrors.plain("method f in class REPL.$JShell$12 cannot be applied to given types;"));
    }

    @Test
    @DisplayName("points at the place with a caret under it, tabs kept")
    void points() {
        int at = cell.text().indexOf("missing");

        assertEquals(
                "cell [3], line 2: cannot find symbol\n    \tint b = missing();\n    \t        ^^^^^^^",
                cell.point("cannot find symbol", at, at + 7));
    }

    @Test
    @DisplayName("has a caret also at the very end, and for a place beyond it")
    void pointsAtTheEnd() {
        assertTrue(cell.point("expected", 1_000, 1_001).endsWith("    b\n     ^"));
    }

    @Test
    @DisplayName("names the symbol on the first line, and no class that JShell made up")
    void plain() {
        assertEquals(
                "cannot find symbol: method foo(), in variable p of type P",
                CompileErrors.plain("cannot find symbol\n"
                        + "  symbol:   method foo()\n"
                        + "  location: variable p of type REPL.$JShell$11B.P"));
        assertEquals(
                "cannot find symbol: variable x",
                CompileErrors.plain("cannot find symbol\n  symbol:   variable x\n  location: class REPL.$JShell$4"));
    }

    @Test
    @DisplayName("has the learner's frames only, with their text, a repeated one counted, and every cause")
    void frames() {
        Struct cause = Struct.of(
                "exception",
                "class",
                "REPL.$JShell$9$TooLate",
                "message",
                null,
                "frames",
                List.of(),
                "cause",
                null,
                "suppressed",
                List.of());
        Struct own = frame("REPL.$JShell$3", "do_it$", "cell [3]", 2);
        Struct exception = Struct.of(
                "exception",
                "class",
                "java.lang.IllegalStateException",
                "message",
                "late",
                "frames",
                List.of(
                        frame("java.util.Objects", "check", "Objects.java", 7),
                        own,
                        own,
                        own,
                        frame("java.lang.Thread", "run", "Thread.java", 1)),
                "cause",
                cause,
                "suppressed",
                List.of());

        CellSources sources = new CellSources();
        sources.add(cell);
        Outcome.Failed failed = new RunErrors(sources).describe(exception);

        assertEquals("java.lang.IllegalStateException", failed.name());
        assertEquals(
                List.of(
                        "java.lang.IllegalStateException: late",
                        "    at cell [3], line 2:  int b = missing();",
                        "        … 2 more times",
                        "caused by TooLate"),
                failed.trace());
    }

    @Test
    @DisplayName("looks for names where Java is, not in comments and texts")
    void bare() {
        String bare = JavaText.bare("a /* b */ \"c\" // d\n'e' \"\"\"\nf\"\"\" g");

        assertEquals(
                List.of("a", "g"),
                bare.replaceAll("[\"']", " ")
                        .trim()
                        .lines()
                        .flatMap(l -> List.of(l.trim().split("\\s+")).stream())
                        .filter(w -> !w.isEmpty())
                        .toList());
    }

    private static Struct frame(String type, String method, String file, long line) {
        return Struct.of("frame", "class", type, "method", method, "file", file, "line", line);
    }
}

package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The example in the Javadoc of every public type of the helper library")
class ExamplesTest {
    private static final Path LIBRARY = Path.of("src/main/java/interleave/lab");

    /** The Javadoc of a public top-level type: what stands right before it, annotations aside. */
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^(?:/\\*\\*(?<doc>(?:(?!\\*/)[\\s\\S])*)\\*/\\s*(?:@[^\\n"
                    + "]*\\n"
                    + ")*)?^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|record|interface|enum)"
                    + " (?<name>\\w+)");

    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\R(?<code>[\\s\\S]*?)\\s*}</pre>");

    /** What a notebook has imported from the start, as far as examples need it. */
    private static final List<String> IMPORTS = List.of(
            "interleave.lab.*",
            "java.net.http.*",
            "java.sql.*",
            "java.time.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.stream.*",
            "tech.tablesaw.api.*");

    /** One for all examples; each begins with nothing but the imports. */
    private static final AtomicReference<JShell> SHELL = new AtomicReference<>();

    @BeforeAll
    static void open() {
        SHELL.set(notebook());
    }

    @AfterAll
    static void close() {
        SHELL.get().close();
    }

    @TestFactory
    @DisplayName("is complete: it compiles and runs as it stands, in a notebook's manner")
    Stream<DynamicTest> everyExample() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(LIBRARY)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                Matcher type = PUBLIC_TYPE.matcher(Files.readString(file));
                if (type.find()) {
                    String name = type.group("name");
                    String doc = type.group("doc") == null ? "" : type.group("doc");
                    tests.add(dynamicTest(name, () -> assertEquals(List.of(), faults(name, doc))));
                }
            }
        }
        assertFalse(tests.isEmpty(), "found no public type: the test runs in the wrong folder");
        return tests.stream();
    }

    @Test
    @DisplayName("and one that lacks a name, throws, or is not there, is found")
    void findsFaults() {
        assertEquals(List.of("Oven has no example"), faults("Oven", "\n * Bakes.\n "));
        assertEquals(
                1,
                faults("Oven", "\n * <pre>{@code\n * missing.bake()\n * }</pre>\n")
                        .size());
        assertEquals(
                1,
                faults("Oven", "\n * <pre>{@code\n * int burnt = 1 / 0;\n * }</pre>\n")
                        .size());
        assertEquals(
                1,
                faults("Oven", "\n * <pre>{@code\n * if (true) {\n * }</pre>\n").size());
        assertEquals(List.of(), faults("Oven", "\n * <pre>{@code\n * int a = 1;\n * a + 1 // two\n * }</pre>\n"));
    }

    private static List<String> faults(String name, String doc) {
        Matcher example = EXAMPLE.matcher(doc.replaceAll("(?m)^ \\* ?", ""));
        return example.find() ? run(example.group("code")) : List.of(name + " has no example");
    }

    private static List<String> run(String code) {
        List<String> faults = new ArrayList<>();
        JShell shell = SHELL.get();
        List<String> lines = code.lines().toList();
        String rest = "";
        for (int i = 0; i < lines.size(); i++) {
            rest += lines.get(i) + "\n";
            boolean goesOn = i + 1 < lines.size() && lines.get(i + 1).strip().startsWith(".");
            rest = goesOn ? rest : runWhatIsComplete(shell, rest, faults);
        }
        if (!rest.isBlank()) {
            faults.add("is not complete: " + rest.strip());
        }
        shell.snippets()
                .filter(snippet -> snippet.kind() != Snippet.Kind.IMPORT)
                .forEach(shell::drop);
        return faults;
    }

    private static JShell notebook() {
        JShell shell = JShell.builder()
                .executionEngine("local")
                .compilerOptions("--enable-preview", "--release", "25")
                .build();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            shell.addToClasspath(path);
        }
        IMPORTS.forEach(type -> shell.eval("import " + type + ";"));
        return shell;
    }

    /** Runs each statement that has ended; gives back what has not. */
    private static String runWhatIsComplete(JShell shell, String text, List<String> faults) {
        String rest = text;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (!next.completeness().isComplete()) {
                return rest;
            }
            shell.eval(next.source()).forEach(event -> fault(shell, event, faults));
            rest = next.remaining();
        }
        return "";
    }

    private static void fault(JShell shell, SnippetEvent event, List<String> faults) {
        JShellException thrown = event.exception();
        if (thrown != null) {
            faults.add(event.snippet().source().strip() + " throws " + thrown);
        } else if (event.status() == Snippet.Status.REJECTED) {
            shell.diagnostics(event.snippet())
                    .forEach(problem -> faults.add(event.snippet().source().strip() + ": " + problem.getMessage(null)));
        }
    }
}

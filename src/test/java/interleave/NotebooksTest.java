package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every notebook of ours")
class NotebooksTest {
    private static final int MOST_LINES = 12;

    /** A starter is not read from top to bottom but worked on, method by method. */
    private static final int MOST_LINES_OF_A_STARTER = 40;

    private static final int MOST_COLUMNS = 100;

    /** What a lesson's code must not hold, and why. */
    private static final Map<Pattern, String> FORBIDDEN = Map.of(
            Pattern.compile("^\\s*assert\\b", Pattern.MULTILINE),
            "uses assert, which is off in a notebook",
            Pattern.compile("newVirtualThreadPerTaskExecutor\\(\\)"),
            "makes virtual threads without a name",
            Pattern.compile("new((Fixed|Scheduled)ThreadPool\\([^,()]*\\)"
                    + "|(CachedThreadPool|SingleThread(Scheduled)?Executor)\\(\\s*\\))"),
            "makes an executor whose threads have no name of ours",
            Pattern.compile("StructuredTaskScope\\.open\\((?![^;]*withThreadFactory)"),
            "opens a scope whose threads have no name",
            Pattern.compile("\\bstatic\\s+volatile|^volatile\\b", Pattern.MULTILINE),
            "declares a volatile variable at the top level, where JShell drops the word");

    @Test
    @DisplayName("keeps its ids, no outputs, short cells, named threads, and names the kernel and its minutes")
    void everyNotebook() throws IOException {
        List<Path> notebooks = notebooks();
        assertFalse(notebooks.isEmpty(), "found no notebook: the test runs in the wrong folder");
        List<String> faults = new ArrayList<>();
        for (Path file : notebooks) {
            JsonObject notebook = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            faults(notebook, file.startsWith("notebooks") && !file.endsWith("glossary.ipynb"))
                    .forEach(fault -> faults.add(file + ": " + fault));
        }
        assertEquals(List.of(), faults);
    }

    @Test
    @DisplayName("and the lint finds each of the faults it looks for")
    void findsFaults() {
        assertEquals(List.of(), faultsOf("int a = 1;"));
        assertEquals(List.of("cell-1 uses assert, which is off in a notebook"), faultsOf("int a = 1;\nassert a == 1;"));
        assertEquals(List.of("cell-1 has 13 lines, at most 12 are read"), faultsOf("a();\n".repeat(13)));
        assertEquals(List.of(), faultsOf("%%answer 08-lost-update\n" + "a();\n".repeat(39)));
        assertEquals(
                List.of("cell-1 has 41 lines, at most 40 are read"),
                faultsOf("%%answer 08-lost-update\n" + "a();\n".repeat(40)));
        assertEquals(List.of("cell-1 has a line of 101 columns, at most 100 are seen"), faultsOf("x".repeat(101)));
        assertEquals(
                List.of("cell-1 makes virtual threads without a name"),
                faultsOf("var e = Executors.newVirtualThreadPerTaskExecutor();"));
        assertEquals(
                List.of("cell-1 makes an executor whose threads have no name of ours"),
                faultsOf("var e = Executors.newFixedThreadPool(4);"));
        assertEquals(
                List.of(),
                faultsOf("var e = Executors.newFixedThreadPool(4, Thread.ofPlatform().name(\"cook-\", 0).factory());"));
        assertEquals(
                List.of("cell-1 makes an executor whose threads have no name of ours"),
                faultsOf("var e = Executors.newSingleThreadExecutor();"));
        assertEquals(List.of(), faultsOf("var e = Executors.newSingleThreadExecutor(named);"));
        assertEquals(
                List.of("cell-1 opens a scope whose threads have no name"),
                faultsOf("var s = StructuredTaskScope.open();\nvar t = c.withThreadFactory(f);"));
        assertEquals(
                List.of("cell-1 declares a volatile variable at the top level, where JShell drops the word"),
                faultsOf("volatile int n = 0;"));
        JsonObject ran = notebook("1 + 1");
        cell(ran).add("outputs", JsonParser.parseString("[{\"output_type\": \"stream\"}]"));
        assertEquals(List.of("cell-1 keeps outputs; strip them"), faults(ran, true));
        JsonObject counted = notebook("1 + 1");
        cell(counted).addProperty("execution_count", 3);
        assertEquals(List.of("cell-1 keeps its execution count; strip it"), faults(counted, true));
        JsonObject python = notebook("1 + 1");
        python.getAsJsonObject("metadata").getAsJsonObject("kernelspec").addProperty("name", "python3");
        assertEquals(List.of("runs on the kernel python3, not java"), faults(python, true));
        JsonObject endless = notebook("1 + 1");
        endless.getAsJsonObject("metadata").remove("interleave");
        assertEquals(List.of("does not say how many minutes it takes"), faults(endless, true));
        JsonObject twins = notebook("1 + 1");
        twins.getAsJsonArray("cells").add(cell(twins).deepCopy());
        assertEquals(List.of("cell-1 is the id of two cells"), faults(twins, true));
    }

    @Test
    @DisplayName("that is a lesson stands in the README with its title, its claim and its minutes")
    void readme() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path file : notebooks()) {
            JsonObject notebook = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            JsonObject ours = notebook.getAsJsonObject("metadata").getAsJsonObject("interleave");
            if (ours != null && ours.has("lesson")) {
                List<String> front = source(cell(notebook)).lines().toList();
                String title = front.getFirst().substring("# ".length());
                String claim = front.get(2).replace("**", "");
                rows.add("| [" + title + "](" + file + ") | " + claim + " | "
                        + ours.get("teaching").getAsInt() + " + "
                        + ours.get("exercises").getAsInt() + " |");
            }
        }
        assertEquals(
                rows,
                Files.readString(Path.of("README.md"))
                        .lines()
                        .filter(line -> line.matches("\\| \\[.*\\]\\(notebooks/.*\\.ipynb\\) \\|.*"))
                        .toList());
    }

    private static List<String> faultsOf(String code) {
        return faults(notebook(code), true);
    }

    private static List<String> faults(JsonObject notebook, boolean lesson) {
        List<String> faults = new ArrayList<>();
        JsonObject metadata = notebook.getAsJsonObject("metadata");
        String kernel = metadata.getAsJsonObject("kernelspec").get("name").getAsString();
        if (!kernel.equals("java")) {
            faults.add("runs on the kernel " + kernel + ", not java");
        }
        if (lesson && !saysItsMinutes(metadata)) {
            faults.add("does not say how many minutes it takes");
        }
        Set<String> ids = new HashSet<>();
        for (JsonElement element : notebook.getAsJsonArray("cells")) {
            JsonObject cell = element.getAsJsonObject();
            String id = cell.has("id") ? cell.get("id").getAsString() : "a cell without an id";
            if (!ids.add(id)) {
                faults.add(id + " is the id of two cells");
            } else if (cell.get("cell_type").getAsString().equals("code")) {
                codeFaults(cell).forEach(fault -> faults.add(id + " " + fault));
            }
        }
        return faults;
    }

    private static boolean saysItsMinutes(JsonObject metadata) {
        JsonObject interleave = metadata.getAsJsonObject("interleave");
        return interleave != null
                && Stream.of("teaching", "exercises")
                        .allMatch(minutes -> interleave.has(minutes)
                                && interleave.get(minutes).getAsInt() > 0);
    }

    private static List<String> codeFaults(JsonObject cell) {
        List<String> faults = new ArrayList<>();
        String source = source(cell);
        List<String> lines = source.lines().toList();
        int most = source.startsWith("%%answer") ? MOST_LINES_OF_A_STARTER : MOST_LINES;
        if (lines.size() > most) {
            faults.add("has " + lines.size() + " lines, at most " + most + " are read");
        }
        int widest = lines.stream().mapToInt(String::length).max().orElse(0);
        if (widest > MOST_COLUMNS) {
            faults.add("has a line of " + widest + " columns, at most " + MOST_COLUMNS + " are seen");
        }
        if (!cell.getAsJsonArray("outputs").isEmpty()) {
            faults.add("keeps outputs; strip them");
        }
        if (!cell.get("execution_count").isJsonNull()) {
            faults.add("keeps its execution count; strip it");
        }
        FORBIDDEN.forEach((pattern, fault) -> {
            if (pattern.matcher(source).find()) {
                faults.add(fault);
            }
        });
        return faults;
    }

    private static String source(JsonObject cell) {
        JsonElement source = cell.get("source");
        if (source.isJsonPrimitive()) {
            return source.getAsString();
        }
        StringBuilder text = new StringBuilder();
        source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
        return text.toString();
    }

    private static JsonObject notebook(String code) {
        JsonObject notebook = JsonParser.parseString("""
            {"metadata": {"kernelspec": {"name": "java"}, "interleave": {"teaching": 30, "exercises": 20}},
             "cells": [{"cell_type": "code", "id": "cell-1", "execution_count": null, "outputs": []}]}
            """).getAsJsonObject();
        JsonArray source = new JsonArray();
        source.add(code);
        cell(notebook).add("source", source);
        return notebook;
    }

    private static JsonObject cell(JsonObject notebook) {
        return notebook.getAsJsonArray("cells").get(0).getAsJsonObject();
    }

    private static List<Path> notebooks() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("notebooks", "exercises")) {
            try (Stream<Path> below = Files.walk(Path.of(folder))) {
                below.filter(path -> path.toString().endsWith(".ipynb")
                                && !path.toString().contains(".ipynb_checkpoints"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }
}

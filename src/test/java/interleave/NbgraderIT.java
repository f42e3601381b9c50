package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("nbgrader releases, autogrades and gives feedback on our exercises")
@EnabledIfSystemProperty(named = "full", matches = "true", disabledReason = "installs nbgrader: ./mvnw verify -Pfull")
class NbgraderIT {
    private static final String ID = "03-fan-out";
    private static final String ASSIGNMENT = "ps1";

    private static String bin;

    @TempDir
    private Path folder;

    private Path course;
    private Path exercises;
    private String solution;

    @BeforeAll
    static void install() throws Exception {
        Clone.setUp();
        bin = Clone.environment("nbgrader", "nbgrader==0.9.6").toString();
        Clone.run(Clone.interleave(
                "kernel", "install", "--prefix", Path.of(bin).getParent().toString()));
    }

    private Launched.Program nbgrader(String... arguments) {
        List<String> command = Stream.concat(Stream.of(bin + "/nbgrader"), Stream.of(arguments))
                .toList();
        return new Launched.Program(course, command)
                .with(Map.of(
                        "PATH",
                        bin + ":" + System.getenv("PATH"),
                        "JUPYTER_PREFER_ENV_PATH",
                        "1",
                        "INTERLEAVE_HOME",
                        Clone.ROOT.toString(),
                        "INTERLEAVE_EXERCISES",
                        exercises.toString()));
    }

    /** A course whose exercises, with the hidden tests, lie outside of it. */
    private void makeCourse() throws Exception {
        course = Files.createDirectories(folder.resolve("course"));
        exercises = folder.resolve("private/exercises");
        copy(Clone.ROOT.resolve("exercises").resolve(ID), exercises.resolve(ID));
        copy(
                Clone.ROOT.resolve("solutions").resolve(ID),
                folder.resolve("private/solutions").resolve(ID));
        solution = Files.readString(Clone.ROOT.resolve("solutions").resolve(ID).resolve("Solution.java"));
        Files.copy(
                Clone.ROOT.resolve("src/main/deploy/nbgrader/nbgrader_config.py"),
                course.resolve("nbgrader_config.py"));
        Clone.run(Clone.interleave(
                "exercise",
                "nbgrader",
                ID,
                "--exercises",
                exercises.toString(),
                "--out",
                course.resolve("source")
                        .resolve(ASSIGNMENT)
                        .resolve(ID + ".ipynb")
                        .toString()));
        Clone.run(nbgrader("generate_assignment", ASSIGNMENT));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private JsonObject released() throws IOException {
        return JsonParser.parseString(Files.readString(
                        course.resolve("release").resolve(ASSIGNMENT).resolve(ID + ".ipynb")))
                .getAsJsonObject();
    }

    private void handIn(String learner, String answer, Consumer<JsonArray> change) throws IOException {
        JsonObject notebook = released();
        for (JsonElement cell : notebook.getAsJsonArray("cells")) {
            if (source(cell).startsWith("%%answer") && answer != null) {
                cell.getAsJsonObject().addProperty("source", "%%answer " + ID + "\n" + answer);
            }
        }
        change.accept(notebook.getAsJsonArray("cells"));
        Path file =
                course.resolve("submitted").resolve(learner).resolve(ASSIGNMENT).resolve(ID + ".ipynb");
        Files.createDirectories(file.getParent());
        Files.writeString(file, notebook.toString());
    }

    private static String source(JsonElement cell) {
        JsonElement source = cell.getAsJsonObject().get("source");
        if (source.isJsonPrimitive()) {
            return source.getAsString();
        }
        return source.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.joining());
    }

    private static JsonObject cell(String source) {
        var cell = new JsonObject();
        cell.addProperty("cell_type", "code");
        cell.addProperty("id", "my-own");
        cell.add("execution_count", null);
        cell.add("metadata", new JsonObject());
        cell.add("outputs", new JsonArray());
        cell.addProperty("source", source);
        return cell;
    }

    private Map<String, String> gradesOf(String command) throws Exception {
        Clone.run(nbgrader(command));
        var grades = new TreeMap<String, String>();
        for (String line : Files.readAllLines(course.resolve("grades.csv")).stream()
                .skip(1)
                .toList()) {
            String[] fields = line.split(",", -1);
            grades.put(fields[3], new BigDecimal(fields[9]).stripTrailingZeros().toPlainString());
        }
        return grades;
    }

    @Test
    @DisplayName("the same points as interleave grade, hidden tests included; standard error, numbers, exit and changed"
            + " cells cost and earn nothing")
    void round() throws Exception {
        makeCourse();
        assertTrue(released().toString().contains("%grade " + ID + " --points"), "no grade cell");
        assertTrue(released().toString().contains("the page is not built yet"), "the starter is gone");
        assertFalse(released().toString().contains("HiddenProfilePageTest"), "a hidden test was released");

        Path wrong = Clone.ROOT.resolve("solutions").resolve(ID).resolve("wrong");
        String exits =
                solution.strip().substring(0, solution.strip().length() - 1) + "    static { System.exit(0); }\n}\n";
        String noisy =
                solution.replaceFirst("(?m)^( +)List<Comp", "        System.err.println(\"careful\");\n$1List<Comp");
        assertNotEquals(solution, noisy);
        Path canary = folder.resolve("canary");
        Consumer<JsonArray> unchanged = cells -> {};
        handIn("right", solution, unchanged);
        handIn("some", Files.readString(wrong.resolve("07-lazy-stream.java")), unchanged);
        handIn("starter", null, unchanged);
        handIn("broken", "class A implements ProfilePage {", unchanged);
        handIn("exit", exits, unchanged);
        handIn("noisy", noisy, cells -> cells.add(cell("System.err.println(\"noise\");\n3.5")));
        handIn(
                "spy",
                null,
                cells -> cells.add(cell(
                        "java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + canary + "\"), \"I was run\");")));
        handIn(
                "changed",
                null,
                cells -> cells.forEach(c -> {
                    if (source(c).startsWith("%grade")) {
                        c.getAsJsonObject().addProperty("source", "15");
                    }
                }));
        handIn("deleted", solution, cells -> {
            for (int i = cells.size() - 1; i >= 0; i--) {
                if (source(cells.get(i)).startsWith("%grade")) {
                    cells.remove(i);
                }
            }
        });

        Clone.run(nbgrader("autograde", ASSIGNMENT));
        Map<String, String> theirs = gradesOf("export");
        Map<String, String> ours = ours();
        assertEquals(ours, theirs);
        assertEquals("15", theirs.get("right"));
        assertEquals("15", theirs.get("noisy"), "standard error or a number in another cell took points");
        assertEquals("0", theirs.get("changed"), "a learner's own grade cell gave points");
        assertFalse(Files.exists(canary), "a cell that is no answer was executed");

        Clone.run(nbgrader("generate_feedback", ASSIGNMENT));
        String feedback = Files.readString(
                course.resolve("feedback").resolve("some").resolve(ASSIGNMENT).resolve(ID + ".html"));
        assertTrue(feedback.contains("The next section was asked for only when"), "the feedback gives no reason");
    }

    private Map<String, String> ours() throws Exception {
        Path out = folder.resolve("ours");
        Clone.run(Clone.interleave(
                "grade",
                ID,
                course.resolve("submitted").toString(),
                "--exercises",
                exercises.toString(),
                "--isolation",
                "strict",
                "--out",
                out.toString()));
        var points = new TreeMap<String, String>();
        for (String line : Files.readAllLines(out.resolve("gradebook.csv")).stream()
                .skip(1)
                .toList()) {
            String[] fields = line.split(",", -1);
            points.put(fields[0], fields[8]);
        }
        return points;
    }

    @Test
    @DisplayName("what could not be judged has no grade, and gets it when it is judged")
    void notJudged() throws Exception {
        makeCourse();
        handIn("right", solution, cells -> {});
        Launched failed = nbgrader("autograde", ASSIGNMENT)
                .with(Map.of("INTERLEAVE_ISOLATION", "fort-knox"))
                .run(Clone.PATIENCE);
        assertNotEquals(0, failed.exitCode(), failed.toString());
        assertFalse(Files.exists(course.resolve("autograded/right/" + ASSIGNMENT)), failed.toString());

        Clone.run(nbgrader("autograde", ASSIGNMENT));
        assertEquals("15", gradesOf("export").get("right"));
    }
}

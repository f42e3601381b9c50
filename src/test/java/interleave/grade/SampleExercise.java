package interleave.grade;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.Exercises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An exercise folder made for a test: {@code exercises/ID} and {@code solutions/ID} under a root. */
public final class SampleExercise {
    static final String ID = "90-sum";

    static final String CONTRACT = """
        package exercise;

        import java.util.List;

        public interface Sum {
            int of(List<Integer> numbers);
        }
        """;

    static final String TEST = """
        package exercise;

        import static interleave.grade.Check.*;

        import interleave.grade.*;
        import java.util.List;
        import org.junit.jupiter.api.*;

        class SumTest {
            @Test
            @Points(2)
            @Idea("07-lazy-stream")
            @DisplayName("one and two are three")
            void three() {
                requireEquals(3, learner(Sum.class).of(List.of(1, 2)), "the sum is wrong");
            }
        }
        """;

    static final String STARTER = """
        class Answer implements Sum {
            public int of(List<Integer> numbers) {
                throw new UnsupportedOperationException("not written yet");
            }
        }
        """;

    private final Path root;
    private final String id;

    private SampleExercise(Path root, String id) {
        this.root = root;
        this.id = id;
    }

    /** A complete one: contract {@code Sum}, one test worth 2 points, a starter, one hint, no solutions. */
    public static SampleExercise in(Path root) throws IOException {
        var sample = new SampleExercise(root, ID);
        return sample.with("exercise.json", "{\"title\": \"Add up\"}")
                .with("contract/Sum.java", CONTRACT)
                .with("test/SumTest.java", TEST)
                .with("hints.md", "## 1\nAdd them.\n\n## 2\nUse a loop.\n")
                .with("exercise.ipynb", notebook("# Add up", "%%answer " + ID + "\n" + STARTER));
    }

    public SampleExercise with(String file, String text) throws IOException {
        Path path = folder().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    SampleExercise withSolutions(String file, String text) throws IOException {
        Path path = root.resolve("solutions").resolve(id).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    SampleExercise without(String file) throws IOException {
        Files.delete(folder().resolve(file));
        return this;
    }

    Path folder() {
        return root.resolve("exercises").resolve(id);
    }

    Exercises exercises() {
        return new Exercises(root.resolve("exercises"));
    }

    public Exercise load() throws BadExerciseException {
        return exercises().load(id);
    }

    /** A notebook of one Markdown cell and one code cell. */
    public static String notebook(String markdown, String code) {
        return notebookOf(cell("markdown", markdown), cell("code", code));
    }

    public static String notebookOf(JsonObject... cells) {
        var array = new JsonArray();
        for (JsonObject cell : cells) {
            array.add(cell);
        }
        var notebook = new JsonObject();
        notebook.add("cells", array);
        notebook.addProperty("nbformat", 4);
        return notebook.toString();
    }

    public static JsonObject cell(String kind, String source) {
        var cell = new JsonObject();
        cell.addProperty("cell_type", kind);
        cell.addProperty("source", source);
        return cell;
    }
}

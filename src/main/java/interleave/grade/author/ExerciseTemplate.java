package interleave.grade.author;

import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercises;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A new exercise to start writing from: small, complete, and already right by {@link ExerciseCheck}. Its comments tell the writer what each file is for.
 */
public final class ExerciseTemplate {
    /** What is copied, and from which folder of the template into which of the two folders of an exercise. */
    private static final List<String> FILES = List.of(
            "exercise/exercise.json",
            "exercise/exercise.ipynb",
            "exercise/hints.md",
            "exercise/contract/PriceList.java",
            "exercise/test/PriceListTest.java",
            "solution/Solution.java",
            "solution/wrong/07-lazy-stream.java",
            "solution/hidden/HiddenPriceListTest.java");

    private ExerciseTemplate() {}

    /**
     * Writes the exercise and its solutions.
     *
     * @param id name of the new exercise
     * @return the files written, in the order in which to read them
     * @throws BadExerciseException if the name is none, or there is such an exercise or solution already
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(Exercises exercises, String id) throws BadExerciseException, IOException {
        exercises.refuseTaken(id);
        Map<String, Path> folders =
                Map.of("exercise", exercises.folder().resolve(id), "solution", exercises.solutions(id));
        var written = new ArrayList<Path>();
        for (String name : FILES) {
            int slash = name.indexOf('/');
            Path file = folders.getOrDefault(name.substring(0, slash), exercises.folder())
                    .resolve(name.substring(slash + 1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(name).replace("__ID__", id).replace("__TITLE__", title(id)));
            written.add(file);
        }
        return List.copyOf(written);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = ExerciseTemplate.class.getResourceAsStream("template/" + name)) {
            if (in == null) {
                throw new IOException("the template " + name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** {@code Rate limit} for {@code 31-rate-limit}. */
    static String title(String id) {
        String words = id.replaceFirst("^[0-9]+-(?=.)", "").replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

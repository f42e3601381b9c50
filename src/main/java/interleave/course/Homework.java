package interleave.course;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import interleave.grade.batch.Gradebook;
import interleave.grade.batch.Marks;
import interleave.grade.batch.MissingPartException;
import interleave.grade.batch.RunFolder;
import interleave.grade.exercise.Exercises;
import interleave.grade.submission.BadBundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One homework of a class, in a folder of the instructor's: what is handed out, what came back, the marks.
 *
 * <pre>
 * homework.json   title and exercises
 * late.options    late rules, as options of {@code interleave grade}; may be missing
 * release/        what learners get, release.zip the same
 * handed-in/      a folder, a notebook or a zip a learner; handed-in.csv says whose, and when
 * marks/ID/       the records of each exercise
 * total/          all exercises as one: gradebook.csv, class.html, and what else is asked for
 * feedback/       a page a learner
 * </pre>
 *
 * @param folder the folder
 * @param title for people
 * @param exerciseFolder the folder of the exercises with their solutions
 * @param exercises names of the exercises, in order
 */
public record Homework(Path folder, String title, Path exerciseFolder, List<String> exercises) {
    private static final String FILE = "homework.json";

    /** Copies the list. */
    public Homework {
        exercises = List.copyOf(exercises);
    }

    /** Its short name: the folder's. */
    public String id() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    /** Where its exercises are looked up. */
    public Exercises library() {
        return new Exercises(exerciseFolder);
    }

    /** What learners get. */
    public Path release() {
        return folder.resolve("release");
    }

    /** What came back. */
    public Path handedIn() {
        return folder.resolve("handed-in");
    }

    /** Whose that is, and when it came. */
    public Path register() {
        return folder.resolve("handed-in.csv");
    }

    /** Late rules, if there are any. */
    public Path lateRules() {
        return folder.resolve("late.options");
    }

    /** The records of one exercise. */
    public Path marks(String exercise) {
        return folder.resolve("marks").resolve(exercise);
    }

    /** All exercises as one. */
    public Path total() {
        return folder.resolve("total");
    }

    /** A page for each learner. */
    public Path feedback() {
        return folder.resolve("feedback");
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadBundleException if the folder holds no homework, or one that cannot be read
     */
    public static Homework read(Path folder) throws BadBundleException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BadBundleException(folder + " holds no homework: make one with 'interleave assign release'.");
        }
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            var ids = new ArrayList<String>();
            json.getAsJsonArray("exercises").forEach(id -> ids.add(id.getAsString()));
            return new Homework(
                    folder,
                    json.get("title").getAsString(),
                    folder.resolve(json.get("exerciseFolder").getAsString()),
                    ids);
        } catch (IOException | RuntimeException e) {
            throw new BadBundleException(file + " cannot be read as a homework's file.");
        }
    }

    /**
     * Writes what it is about.
     *
     * @throws IOException if it cannot be written
     */
    public void write() throws IOException {
        var json = new JsonObject();
        json.addProperty("schema", 1);
        json.addProperty("title", title);
        json.addProperty(
                "exerciseFolder", exerciseFolder.toAbsolutePath().normalize().toString());
        var ids = new JsonArray();
        exercises.forEach(ids::add);
        json.add("exercises", ids);
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(FILE),
                new GsonBuilder()
                                .setPrettyPrinting()
                                .disableHtmlEscaping()
                                .create()
                                .toJson(json) + "\n");
    }

    /**
     * The marks of each exercise, in order.
     *
     * @throws BadBundleException if one was not judged yet
     * @throws MissingPartException if the records of one are not whole
     * @throws IOException if records cannot be read
     */
    public List<Marks> marks(Gradebook gradebook) throws BadBundleException, MissingPartException, IOException {
        var all = new ArrayList<Marks>();
        for (String exercise : exercises) {
            all.add(RunFolder.merge(List.of(marks(exercise)), gradebook));
        }
        return List.copyOf(all);
    }
}

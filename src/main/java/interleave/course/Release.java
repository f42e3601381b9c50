package interleave.course;

import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What learners get of a homework: of each exercise the task, the contract, the tests they may read and the hints; no solution and no hidden test. */
public final class Release {
    /** What of an exercise's folder a learner may see; whatever else lies there stays with the instructor. */
    private static final List<String> SHOWN =
            List.of("exercise.ipynb", "exercise.json", "hints.md", "contract", "test");

    private final Homework homework;

    /** The hand-out of a homework. */
    public Release(Homework homework) {
        this.homework = homework;
    }

    /**
     * Writes the folder anew, and a zip of it beside it.
     *
     * @param points what each exercise is worth, in their order
     * @return the zip
     * @throws BadExerciseException if an exercise cannot be used
     * @throws IOException if something cannot be written
     */
    public Path write(List<Integer> points) throws BadExerciseException, IOException {
        Path folder = homework.release();
        delete(folder);
        Files.createDirectories(folder);
        var list = new StringBuilder();
        for (int i = 0; i < homework.exercises().size(); i++) {
            Exercise exercise = homework.library().load(homework.exercises().get(i));
            Path into = folder.resolve("exercises").resolve(exercise.id());
            for (String name : SHOWN) {
                copy(exercise.folder().resolve(name), into.resolve(name));
            }
            list.append("| [%s](exercises/%s/exercise.ipynb) | %d | %d |\n"
                    .formatted(exercise.title(), exercise.id(), exercise.minutes(), points.get(i)));
        }
        Files.writeString(folder.resolve("README.md"), readme(list.toString()));
        return zip(folder);
    }

    private String readme(String exercises) {
        return """
            # %s

            | exercise | minutes | points |
            |---|---|---|
            %s
            1. In your clone of Interleave, run `./interleave open FOLDER`, where FOLDER is the one that holds this file.
            2. Open an exercise from the table, write your answer into its cell `%%%%answer`, run it. `%%grade` judges it as often as you like, by the tests that
               you may read (in `test/`); when it is marked, others count too. `%%hint` helps.
            3. Save (Ctrl-S): what is judged is the text of the answer cell in the saved file, nothing else.
            4. Hand in this whole folder as a zip, or the notebook `exercise.ipynb` if there is one exercise.
            """.formatted(homework.title(), exercises);
    }

    private Path zip(Path folder) throws IOException {
        Path zip = folder.resolveSibling("release.zip");
        try (OutputStream bytes = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Path file : files(folder)) {
                out.putNextEntry(new ZipEntry(
                        homework.id() + "/" + folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return zip;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target =
                    Files.isDirectory(from) ? to.resolve(from.relativize(file).toString()) : to;
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            var all = new ArrayList<Path>();
            try (Stream<Path> below = Files.walk(folder)) {
                below.sorted(Comparator.reverseOrder()).forEach(all::add);
            }
            for (Path each : all) {
                Files.delete(each);
            }
        }
    }
}

package interleave.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lessons in their order, which is that of their file names.
 *
 * @param root the folder that holds {@code notebooks/} and {@code exercises/}
 * @param lessons the lessons
 */
public record Course(Path root, List<Lesson> lessons) {

    /** Copies the list. */
    public Course {
        lessons = List.copyOf(lessons);
    }

    /**
     * Reads all lessons; a notebook whose metadata name none, such as a learner's own, is left out.
     *
     * @throws IOException if {@code notebooks/} cannot be listed, or a notebook not be read
     */
    public static Course read(Path root) throws IOException {
        var lessons = new ArrayList<Lesson>();
        try (Stream<Path> files = Files.list(root.resolve("notebooks"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) {
                Lesson.read(file)
                        .filter(lesson -> file.endsWith(lesson.id() + ".ipynb"))
                        .ifPresent(lessons::add);
            }
        }
        return new Course(root, lessons);
    }

    /** The lesson that opens an exercise. */
    public Optional<Lesson> lessonOf(String exercise) {
        return lessons.stream()
                .filter(lesson -> lesson.exercises().contains(exercise))
                .findFirst();
    }

    /** The lesson after this one. */
    public Optional<Lesson> after(Lesson lesson) {
        int at = lessons.indexOf(lesson);
        return at < 0 || at + 1 == lessons.size() ? Optional.empty() : Optional.of(lessons.get(at + 1));
    }

    /** The notebook of an exercise. */
    public Path exercise(String id) {
        return root.resolve("exercises").resolve(id).resolve("exercise.ipynb");
    }

    /** The step that a learner who has come so far takes next; empty when every lesson is read and every exercise passed. */
    public Optional<Step> next(Progress progress) {
        for (Lesson lesson : lessons) {
            String cell = lesson.firstWithout(progress.read(lesson.id()));
            if (cell != null) {
                return Optional.of(new Step.Read(lesson, cell, lesson.countOf(progress.read(lesson.id())) > 0));
            }
            for (String exercise : lesson.exercises()) {
                if (!progress.passed(exercise)) {
                    return Optional.of(new Step.Solve(lesson, exercise));
                }
            }
        }
        return Optional.empty();
    }

    /** What to do next. */
    public sealed interface Step {
        /**
         * Read a lesson on.
         *
         * @param cell the first cell that has not run
         * @param begun whether another has
         */
        record Read(Lesson lesson, String cell, boolean begun) implements Step {}

        /** Solve an exercise of a lesson that is read. */
        record Solve(Lesson lesson, String exercise) implements Step {}
    }
}

package interleave.kernel.magic;

import interleave.course.Course;
import interleave.course.Lesson;
import interleave.grade.exercise.Exercise;
import interleave.schedule.HtmlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links that a front end follows from the notebook of this kernel: to a lesson, to a cell of it, to an exercise. */
final class Links {
    private static final Pattern TO_A_FILE = Pattern.compile("\\]\\((?<file>[^)\\s:#]+\\.(ipynb|md))\\)");

    private final Path from;
    private final Course course;

    private Links(Path from, Course course) {
        this.from = from;
        this.course = course;
    }

    /**
     * A link.
     *
     * @param text what it says
     * @param target where it leads, relative to the notebook
     */
    record Link(String text, String target) {
        String markdown() {
            return "[" + text + "](" + target + ")";
        }

        String html() {
            return "<a href=\"" + HtmlText.escape(target) + "\">" + HtmlText.escape(text) + "</a>";
        }
    }

    /** The links of a notebook that runs in this process's folder, as Jupyter starts kernels; without lessons where there are none. */
    static Links here(Path repository) {
        Course course;
        try {
            course = Files.isDirectory(repository.resolve("notebooks"))
                    ? Course.read(repository.toAbsolutePath().normalize())
                    : new Course(repository, java.util.List.of());
        } catch (IOException e) {
            // somebody's notebook among the lessons that cannot be read: links are a convenience
            course = new Course(repository, java.util.List.of());
        }
        return new Links(Path.of("").toAbsolutePath(), course);
    }

    Course course() {
        return course;
    }

    Link lesson(Lesson lesson) {
        return new Link(lesson.title(), relative(lesson.notebook()));
    }

    Link cell(String text, Lesson lesson, String cell) {
        return new Link(text, relative(lesson.notebook()) + "#cell-id=" + cell);
    }

    Link exercise(String id, String title) {
        return new Link(title, relative(course.exercise(id)));
    }

    Link file(Path file) {
        return new Link(String.valueOf(file.getFileName()), relative(file));
    }

    /** Where a lesson deals with a wrong idea, named as in {@code 07-lazy-stream}: its cell {@code idea-07}. */
    Optional<Link> idea(String idea, Exercise exercise) {
        String cell = "idea-" + idea.split("-", 2)[0];
        return course.lessonOf(exercise.id())
                .filter(lesson -> lesson.ids().contains(cell))
                .map(lesson -> cell(lesson.title(), lesson, cell));
    }

    /** The lesson after the one that an exercise belongs to. */
    Optional<Link> after(Exercise exercise) {
        return course.lessonOf(exercise.id()).flatMap(course::after).map(this::lesson);
    }

    /** Markdown that was written for a file in that folder, its links to other files as they are from here. */
    String rebased(String markdown, Path folder) {
        return TO_A_FILE
                .matcher(markdown)
                .replaceAll(
                        link -> Matcher.quoteReplacement("](" + relative(folder.resolve(link.group("file"))) + ")"));
    }

    private String relative(Path file) {
        return from.relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/')
                .replace(" ", "%20");
    }
}

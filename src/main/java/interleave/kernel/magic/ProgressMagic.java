package interleave.kernel.magic;

import interleave.course.Attempt;
import interleave.course.Course;
import interleave.course.Lesson;
import interleave.course.Progress;
import interleave.grade.exercise.BadExerciseException;
import interleave.kernel.session.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code %progress}: lessons read, exercises passed, points, the next step, and the file that holds it all, answers included. {@code %progress FILE} takes in such a
 * file from another machine.
 */
final class ProgressMagic implements Magic {
    private final Practice practice;

    ProgressMagic(Practice practice) {
        this.practice = practice;
    }

    @Override
    public List<String> names() {
        return List.of("progress");
    }

    @Override
    public String help() {
        return """
            %progress
            %progress FILE

            Lessons read, predictions made, exercises passed, and the next step; with a file, takes in the progress from another machine.
            A prediction counts once its number is known, if you changed the number that stood there or wrote something behind it.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        List<String> files = Arguments.of(call.arguments());
        ProgressTracker tracker = practice.tracker();
        for (String file : files) {
            try {
                tracker.takeIn(Path.of(file).toAbsolutePath());
            } catch (IOException e) {
                return Outcome.Failed.of("NoProgressFile", String.valueOf(e.getMessage()));
            }
        }
        Links links = practice.links();
        Progress progress = tracker.known();
        call.front()
                .markdown(summary(links.course(), progress) + "\n\n" + table(links, progress) + "\n"
                        + next(links, progress) + "\n\n" + kept(links, tracker));
        return Outcome.Done.NOTHING;
    }

    private static String summary(Course course, Progress progress) {
        long read = course.lessons().stream()
                .filter(lesson -> lesson.firstWithout(progress.read(lesson.id())) == null)
                .count();
        List<String> exercises = course.lessons().stream()
                .flatMap(lesson -> lesson.exercises().stream())
                .distinct()
                .toList();
        long passed = exercises.stream().filter(progress::passed).count();
        return "**%d of %d lessons read, %d of %d exercises passed%s**"
                .formatted(
                        read,
                        course.lessons().size(),
                        passed,
                        exercises.size(),
                        progress.maxPoints() == 0
                                ? ""
                                : ", %d of %d points in those you tried"
                                        .formatted(progress.points(), progress.maxPoints()));
    }

    private String table(Links links, Progress progress) {
        var table = new StringBuilder("| lesson | read | predicted | exercise | points |\n|---|---|---|---|---|\n");
        for (Lesson lesson : links.course().lessons()) {
            List<String> exercises = lesson.exercises();
            table.append("| ").append(links.lesson(lesson).markdown());
            table.append(" | ").append(read(lesson, progress)).append(" | ");
            table.append(predicted(lesson, progress)).append(" | ");
            table.append(exercises.stream()
                    .map(id -> links.exercise(id, title(id)).markdown())
                    .collect(Collectors.joining("<br>")));
            table.append(" | ");
            table.append(
                    exercises.stream().map(id -> points(progress.attempt(id))).collect(Collectors.joining("<br>")));
            table.append(" |\n");
        }
        return table.toString();
    }

    private static String read(Lesson lesson, Progress progress) {
        int count = lesson.countOf(progress.read(lesson.id()));
        return count == 0
                ? "–"
                : count == lesson.cells().size()
                        ? "✓ read"
                        : count + " of " + lesson.cells().size() + " cells";
    }

    /** A number that its reader wrote counts once it has been held against what came out; a lesson has as many as it asks for, or more, if its reader asks more. */
    private static String predicted(Lesson lesson, Progress progress) {
        int count = progress.predicted(lesson.id());
        return count == 0 ? "–" : count + " of " + Math.max(count, lesson.predictions());
    }

    private static String points(Attempt attempt) {
        String hints =
                attempt.hints() == 0 ? "" : attempt.hints() == 1 ? ", 1 hint" : ", " + attempt.hints() + " hints";
        return attempt.maxPoints() == 0
                ? "–"
                : (attempt.passed() ? "✓ " : "") + attempt.points() + " of " + attempt.maxPoints() + hints;
    }

    private String title(String exercise) {
        try {
            return practice.load(exercise).title();
        } catch (BadExerciseException e) {
            return exercise;
        }
    }

    private String next(Links links, Progress progress) {
        return links.course()
                .next(progress)
                .map(step -> switch (step) {
                    case Course.Step.Read read ->
                        "**Next:** " + (read.begun() ? "go on with " : "read ")
                                + links.cell(read.lesson().title(), read.lesson(), read.cell())
                                        .markdown()
                                + (read.begun() ? ", at the first cell that you have not run." : ".");
                    case Course.Step.Solve solve ->
                        "**Next:** solve "
                                + links.exercise(solve.exercise(), title(solve.exercise()))
                                        .markdown()
                                + ", the exercise of " + solve.lesson().title() + ".";
                })
                .orElse("Every lesson is read and every exercise passed.");
    }

    private static String kept(Links links, ProgressTracker tracker) {
        return tracker.trouble()
                .orElse(tracker.file()
                        .map(file -> "Kept in " + links.file(file).markdown()
                                + ", with your answers and predictions. A Binder session forgets it when it ends:"
                                + " right-click the file in the file browser and choose *Download*. On another machine"
                                + " put it beside the notebook and run `%progress " + file.getFileName()
                                + "`; `%exercise ID --restore` then brings an answer back.")
                        .orElse("No front end runs this notebook, so nothing is written to a file."));
    }
}

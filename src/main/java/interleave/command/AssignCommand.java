package interleave.command;

import interleave.course.HandIns;
import interleave.course.Homework;
import interleave.course.Release;
import interleave.course.Total;
import interleave.grade.Grader;
import interleave.grade.batch.Grade;
import interleave.grade.batch.Marks;
import interleave.grade.batch.MissingPartException;
import interleave.grade.batch.RunFolder;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercises;
import interleave.grade.formats.Format;
import interleave.grade.formats.Formats;
import interleave.grade.formats.HomeworkReport;
import interleave.grade.submission.BadBundleException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interleave assign …}: a homework from hand-out to marks, in one folder of the instructor's. */
@Command(
        name = "assign",
        description = "A homework of one or several exercises: hands out, collects, grades, feeds back, exports.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AssignCommand.ReleaseIt.class,
            AssignCommand.Collect.class,
            AssignCommand.GradeIt.class,
            AssignCommand.Feedback.class,
            AssignCommand.Export.class
        })
final class AssignCommand extends CommandGroup {
    /** A step of a homework: its folder, and the same words for what can go wrong with it. */
    abstract static class Step implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        CommandSpec spec;

        @Parameters(index = "0", paramLabel = "HOMEWORK", description = "The homework's folder, such as ~/course/hw1.")
        @SuppressWarnings("NullAway.Init")
        Path folder;

        abstract int act(PrintWriter out)
                throws BadBundleException, BadExerciseException, MissingPartException, IOException;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try {
                return act(out);
            } catch (BadBundleException | BadExerciseException e) {
                throw new CommandFailure(
                        ExitCode.BAD_EXERCISE, String.valueOf(e.getMessage()), "Nothing else was changed.");
            } catch (MissingPartException e) {
                throw new CommandFailure(
                        ExitCode.INFRASTRUCTURE,
                        String.valueOf(e.getMessage()),
                        "Run 'interleave assign grade " + folder + "' again; it goes on where it was.");
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.INFRASTRUCTURE,
                        "A file could not be read or written: " + e.getMessage(),
                        "Try again.");
            }
        }

        /** Runs another command of ours in this process, with the late rules of the homework. */
        int command(Homework homework, String... arguments) {
            var all = new ArrayList<>(List.of(arguments));
            all.add("--submitted");
            all.add(homework.register().toString());
            if (Files.exists(homework.lateRules())) {
                all.add("@" + homework.lateRules());
            }
            return InterleaveCommand.run(
                    spec.commandLine().getOut(), spec.commandLine().getErr(), all.toArray(String[]::new));
        }

        /** The late rules of the homework, as {@code grade} understands them. */
        List<Marks> marks(Homework homework) throws BadBundleException, MissingPartException, IOException {
            return homework.marks(GradebookOptions.read(homework.register(), homework.lateRules()));
        }
    }

    /** Makes the homework and what learners get of it. */
    @Command(
            name = "release",
            description =
                    "Makes a homework: HOMEWORK/release.zip is what learners get, without solutions and hidden tests.",
            mixinStandardHelpOptions = true)
    static final class ReleaseIt extends Step {
        @Parameters(index = "1..*", arity = "1..*", paramLabel = "EXERCISE", description = "Names of its exercises.")
        private List<String> exercises = List.of();

        @Option(names = "--title", paramLabel = "TEXT", description = "What learners read above it.")
        private @Nullable String title;

        @Option(
                names = "--late",
                paramLabel = "OPTIONS",
                description = "Late rules, as options of 'interleave grade', such as \"--due 2026-11-20T23:59:00+01:00"
                        + " --grace PT15M --late-penalty 10\". They stand in HOMEWORK/late.options and can be"
                        + " changed there.")
        private @Nullable String late;

        @Mixin
        private ExercisesOption library = new ExercisesOption();

        @Override
        int act(PrintWriter out) throws BadExerciseException, IOException {
            Exercises from = library.locate();
            var points = new ArrayList<Integer>();
            try (var grader = new Grader(GradeCommand.guest())) {
                for (String id : exercises) {
                    points.add(grader.maxPoints(from.load(id)));
                }
            }
            String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
            var homework = new Homework(folder, title == null ? name : title, from.folder(), exercises);
            homework.write();
            if (late != null) {
                Files.writeString(homework.lateRules(), late.strip().replaceAll("\\s+(?=--)", "\n") + "\n");
            }
            Path zip = new Release(homework).write(points);
            out.println(zip + ": " + exercises.size() + (exercises.size() == 1 ? " exercise, " : " exercises, ")
                    + points.stream().mapToInt(Integer::intValue).sum() + " points, hidden tests included.");
            out.println(
                    "Give it to your learners. What they hand in: interleave assign collect " + folder + " FROM...");
            return ExitCode.DONE;
        }
    }

    /** Brings what learners handed in into one folder. */
    @Command(
            name = "collect",
            description =
                    "Copies what was handed in into HOMEWORK/handed-in: from folders or zips with a folder or a file a"
                            + " learner, as Moodle, Canvas and GitHub Classroom give them too.",
            mixinStandardHelpOptions = true)
    static final class Collect extends Step {
        @Parameters(index = "1..*", arity = "1..*", paramLabel = "FROM", description = "Folders or zips.")
        private List<Path> from = List.of();

        @Override
        int act(PrintWriter out) throws BadBundleException, IOException {
            Homework homework = Homework.read(folder);
            int learners = new HandIns(homework).collect(from);
            out.println(learners + (learners == 1 ? " learner" : " learners") + " handed in: " + homework.handedIn());
            out.println(
                    homework.register() + " says when, by the times of the files; write over it what you know better.");
            return ExitCode.DONE;
        }
    }

    /** Judges every exercise for every learner, and sums up. */
    @Command(
            name = "grade",
            description =
                    "Judges what was collected: HOMEWORK/marks has each exercise, HOMEWORK/total all of them. Stopped,"
                            + " it goes on where it was; run again, it judges what changed.",
            mixinStandardHelpOptions = true)
    static final class GradeIt extends Step {
        @Option(
                names = "--jobs",
                paramLabel = "N",
                defaultValue = "1",
                description = "Submissions judged side by side (default: ${DEFAULT-VALUE}).")
        private int jobs;

        @Option(
                names = "--isolation",
                paramLabel = "LEVEL",
                defaultValue = "auto",
                description = "As in 'interleave grade' (default: ${DEFAULT-VALUE}).")
        private String isolation = "auto";

        @Override
        int act(PrintWriter out) throws BadBundleException, MissingPartException, IOException {
            Homework homework = Homework.read(folder);
            if (!Files.isDirectory(homework.handedIn())) {
                throw new BadBundleException(
                        "Nothing was collected yet: interleave assign collect " + folder + " FROM...");
            }
            int worst = ExitCode.DONE;
            for (String exercise : homework.exercises()) {
                worst = Math.max(
                        worst,
                        command(
                                homework,
                                "grade",
                                exercise,
                                homework.handedIn().toString(),
                                "--exercises",
                                homework.exerciseFolder().toString(),
                                "--out",
                                homework.marks(exercise).toString(),
                                "--jobs",
                                String.valueOf(jobs),
                                "--isolation",
                                isolation));
            }
            if (worst == ExitCode.DONE) {
                export(homework, marks(homework), List.of());
                out.println(homework.total().resolve("gradebook.csv") + ": what each learner gets.");
            }
            return worst;
        }
    }

    private static void export(Homework homework, List<Marks> exercises, List<Format> formats) throws IOException {
        Marks total = Total.of(homework, exercises);
        var folder = new RunFolder(homework.total());
        folder.put(total);
        Formats.write(total, folder, formats);
    }

    /** Writes a page for each learner. */
    @Command(
            name = "feedback",
            description =
                    "Writes a page for each learner into HOMEWORK/feedback: points, what was expected, what happened"
                            + " and at which line, for all exercises.",
            mixinStandardHelpOptions = true)
    static final class Feedback extends Step {
        @Override
        int act(PrintWriter out) throws BadBundleException, MissingPartException, IOException {
            Homework homework = Homework.read(folder);
            List<Marks> exercises = marks(homework);
            Files.createDirectories(homework.feedback());
            List<Grade> grades = Total.of(homework, exercises).grades();
            for (Grade grade : grades) {
                Files.writeString(
                        homework.feedback().resolve(RunFolder.fileName(grade.learner(), ".html")),
                        HomeworkReport.page(homework.title(), grade, exercises));
            }
            out.println(grades.size() + (grades.size() == 1 ? " page: " : " pages: ") + homework.feedback());
            return ExitCode.DONE;
        }
    }

    /** Writes the marks of the whole homework for another system. */
    @Command(
            name = "export",
            description =
                    "Writes the marks of the whole homework into HOMEWORK/total, in the formats of 'interleave grade';"
                            + " also after the late rules changed.",
            mixinStandardHelpOptions = true)
    static final class Export extends Step {
        @Mixin
        private FormatOption formats = new FormatOption();

        @Override
        int act(PrintWriter out) throws BadBundleException, MissingPartException, IOException {
            Homework homework = Homework.read(folder);
            export(homework, marks(homework), formats.formats());
            out.println(homework.total() + ": "
                    + String.join(
                            ", ", formats.formats().stream().map(Format::name).toList()));
            return ExitCode.DONE;
        }
    }
}

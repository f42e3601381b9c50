package interleave.command;

import interleave.grade.Grader;
import interleave.grade.Judges;
import interleave.grade.author.ExerciseCheck;
import interleave.grade.author.ExerciseTemplate;
import interleave.grade.author.ExerciseVariant;
import interleave.grade.author.NbgraderNotebook;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.Exercises;
import interleave.link.GuestOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interleave exercise …}: what whoever writes an exercise needs. */
@Command(
        name = "exercise",
        description = "Makes exercises, and checks that they judge as their author means them to.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ExerciseCommand.New.class,
            ExerciseCommand.Check.class,
            ExerciseCommand.ForNbgrader.class,
            ExerciseCommand.ForGradescope.class
        })
final class ExerciseCommand extends CommandGroup {
    /** Proves the claims of {@link ExerciseCheck} and prints each. */
    @Command(
            name = "check",
            description =
                    "Proves that the solution earns all points, the starter none, each wrong answer fails with its own"
                            + " sentence, no test passes on everything, and all of it again and again.",
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(
                arity = "0..*",
                paramLabel = "EXERCISE",
                description = "Names of exercises; all of them if none is given.")
        private List<String> named = List.of();

        @Mixin
        private ExercisesOption folder = new ExercisesOption();

        @Option(
                names = "--repeat",
                paramLabel = "N",
                defaultValue = "20",
                description = "How often each answer is judged (default: ${DEFAULT-VALUE}).")
        private int repeats;

        @Override
        public Integer call() {
            if (repeats < 1) {
                throw new ParameterException(spec.commandLine(), "--repeat is at least 1, not " + repeats + ".");
            }
            PrintWriter out = spec.commandLine().getOut();
            Exercises exercises = folder.locate();
            List<String> ids = named.isEmpty() ? exercises.ids() : named;
            if (ids.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.BAD_EXERCISE,
                        exercises.folder() + " holds no exercise.",
                        "Name another with --exercises DIR.");
            }
            boolean allHold = true;
            try (var judges = judges()) {
                for (String id : ids) {
                    allHold &= check(judges, exercises.load(id), repeats, out);
                }
            } catch (BadExerciseException e) {
                throw new CommandFailure(
                        ExitCode.BAD_EXERCISE, String.valueOf(e.getMessage()), "Mend it and check again.");
            }
            return allHold ? ExitCode.DONE : ExitCode.BAD_EXERCISE;
        }
    }

    private static Judges judges() {
        GuestOptions guest = GradeCommand.guest();
        return Judges.forThisMachine(() -> new Grader(guest));
    }

    /** Prints each claim and whether it holds; returns whether all do. */
    private static boolean check(Judges judges, Exercise exercise, int repeats, PrintWriter out)
            throws BadExerciseException {
        out.println(exercise.id());
        boolean allHold = true;
        for (ExerciseCheck.Finding finding : new ExerciseCheck(judges, exercise, repeats).run()) {
            allHold &= finding.holds();
            out.println("  " + (finding.holds() ? "✓ " : "✗ ") + finding.claim());
            if (!finding.holds()) {
                out.println("      " + finding.problem());
            }
        }
        out.flush();
        return allHold;
    }

    /** Makes a new exercise: to write from, or as a variant of another. */
    @Command(
            name = "new",
            description =
                    "Makes an exercise that passes its own check, with comments that tell you what each of its files"
                        + " is for. With --variant, one that has other names and numbers than an existing one: what is"
                        + " public is no homework.",
            mixinStandardHelpOptions = true)
    static final class New implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                description = "Name of the new exercise, such as 31-rate-limit.")
        private @Nullable String name;

        @Option(names = "--variant", paramLabel = "NAME", description = "Name of a variant to make; with --of.")
        private @Nullable String variant;

        @Option(
                names = "--of",
                paramLabel = "EXISTING",
                description = "The exercise that --variant varies; looked for in --exercises, then in the repository.")
        private @Nullable String of;

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "With --variant: decides its names and numbers (default: ${DEFAULT-VALUE}).")
        private long seed;

        @Option(
                names = "--rename",
                paramLabel = "OLD=NEW",
                description =
                        "With --variant: a word (singular), a name or a number to change to this one, instead of what"
                                + " would be drawn.")
        private Map<String, String> renames = Map.of();

        @Mixin
        private ExercisesOption folder = new ExercisesOption();

        @Override
        public Integer call() {
            if ((name == null) == (variant == null) || (variant == null) != (of == null)) {
                throw new ParameterException(spec.commandLine(), "Give a NAME, or --variant NAME and --of EXISTING.");
            }
            PrintWriter out = spec.commandLine().getOut();
            try {
                return name != null
                        ? fresh(name, out)
                        : variant(Objects.requireNonNull(variant), Objects.requireNonNull(of), out);
            } catch (BadExerciseException e) {
                throw new CommandFailure(
                        ExitCode.BAD_EXERCISE, String.valueOf(e.getMessage()), "Nothing else was changed.");
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.INFRASTRUCTURE, "A file could not be written: " + e.getMessage(), "Make room there.");
            }
        }

        private int fresh(String id, PrintWriter out) throws BadExerciseException, IOException {
            out.println("Read these in this order; their comments say what each is for:");
            ExerciseTemplate.write(folder.locate(), id).forEach(file -> out.println("  " + file));
            out.println("It judges rightly as it stands. After each change: interleave exercise check " + id);
            return ExitCode.DONE;
        }

        private int variant(String id, String of, PrintWriter out) throws BadExerciseException, IOException {
            Exercises here = folder.locate();
            Exercises there = here.ids().contains(of) ? here : Exercises.locate(null, Map.of(), Home.folder());
            try (var grader = new Grader(GradeCommand.guest());
                    var judges = judges()) {
                var making = new ExerciseVariant(grader, there.load(of), id, seed, renames);
                Exercise made = making.write(here);
                boolean holds = check(judges, made, 2, out);
                boolean differs = !making.judgePublicSolution(made).perfect();
                out.println("  " + (differs ? "✓ " : "✗ ") + "the solution of " + of + " does not pass");
                out.println(made.folder() + " and " + made.solutions() + ": read them before you hand them out.");
                return holds && differs ? ExitCode.DONE : ExitCode.BAD_EXERCISE;
            }
        }
    }

    /** Writes an exercise into one file for another system to take in. */
    abstract static class Export implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(paramLabel = "EXERCISE", description = "Name of the exercise, such as 03-fan-out.")
        @SuppressWarnings("NullAway.Init")
        private String exercise;

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
        @SuppressWarnings("NullAway.Init")
        private Path out;

        @Mixin
        private ExercisesOption folder = new ExercisesOption();

        abstract void write(Exercise found, int points, Path out) throws IOException;

        @Override
        public Integer call() {
            try (var grader = new Grader(GradeCommand.guest())) {
                Exercise found = folder.locate().load(exercise);
                int points = grader.maxPoints(found);
                write(found, points, out);
                spec.commandLine().getOut().println(out + ": " + points + " points.");
                return ExitCode.DONE;
            } catch (BadExerciseException e) {
                throw new CommandFailure(ExitCode.BAD_EXERCISE, String.valueOf(e.getMessage()), "Nothing was written.");
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.INFRASTRUCTURE, out + " could not be written: " + e.getMessage(), "Make room there.");
            }
        }
    }

    /** Writes the source version of an exercise for nbgrader. */
    @Command(
            name = "nbgrader",
            description = "Writes an exercise's notebook for the source folder of an nbgrader course, such as"
                    + " source/ps1/03-fan-out.ipynb: answer and points marked as nbgrader reads them, no test in it.",
            mixinStandardHelpOptions = true)
    static final class ForNbgrader extends Export {
        @Override
        void write(Exercise found, int points, Path out) throws IOException {
            Path parent = out.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(out, NbgraderNotebook.of(found, points));
        }
    }

    /** Writes an exercise's autograder for Gradescope. */
    @Command(
            name = "gradescope",
            description =
                    "Writes the zip to upload to Gradescope as an autograder: the grader, the exercise and its hidden"
                            + " tests, without solutions.",
            mixinStandardHelpOptions = true)
    static final class ForGradescope extends Export {
        @Override
        void write(Exercise found, int points, Path out) throws IOException {
            GradescopeBundle.write(Home.folder(), found, out);
        }
    }
}

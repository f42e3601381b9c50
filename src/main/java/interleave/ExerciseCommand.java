package interleave;

import interleave.grade.BadExerciseException;
import interleave.grade.ExerciseCheck;
import interleave.grade.Exercises;
import interleave.grade.Grader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interleave exercise …}: what whoever writes an exercise needs. */
@Command(
        name = "exercise",
        description = "Checks that an exercise judges as its author means it to.",
        mixinStandardHelpOptions = true,
        subcommands = {ExerciseCommand.Check.class})
final class ExerciseCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? There is: "
                        + String.join(", ", spec.subcommands().keySet()) + ".");
    }

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

        @Option(
                names = "--exercises",
                paramLabel = "DIR",
                description = "Folder of exercises; else the environment variable " + Exercises.VARIABLE
                        + ", else the repository's.")
        private @Nullable Path folder;

        @Option(
                names = "--repeats",
                paramLabel = "N",
                defaultValue = "20",
                description = "How often each answer is judged (default: ${DEFAULT-VALUE}).")
        private int repeats;

        @Override
        public Integer call() {
            if (repeats < 1) {
                throw new ParameterException(spec.commandLine(), "--repeats is at least 1, not " + repeats + ".");
            }
            PrintWriter out = spec.commandLine().getOut();
            Exercises exercises = Exercises.locate(folder, System.getenv(), Home.folder());
            List<String> ids = named.isEmpty() ? exercises.ids() : named;
            if (ids.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.BAD_EXERCISE,
                        exercises.folder() + " holds no exercise.",
                        "Name another with --exercises DIR.");
            }
            boolean allHold = true;
            try (var grader = new Grader(GradeCommand.guest())) {
                for (String id : ids) {
                    out.println(id);
                    for (ExerciseCheck.Finding finding : new ExerciseCheck(grader, exercises.load(id), repeats).run()) {
                        allHold &= finding.holds();
                        out.println("  " + (finding.holds() ? "✓ " : "✗ ") + finding.claim());
                        if (!finding.holds()) {
                            out.println("      " + finding.problem());
                        }
                    }
                    out.flush();
                }
            } catch (BadExerciseException e) {
                throw new CommandFailure(
                        ExitCode.BAD_EXERCISE, String.valueOf(e.getMessage()), "Mend it and check again.");
            }
            return allHold ? ExitCode.DONE : ExitCode.BAD_EXERCISE;
        }
    }
}

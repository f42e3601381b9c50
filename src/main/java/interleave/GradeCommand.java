package interleave;

import interleave.grade.Answer;
import interleave.grade.BadBundleException;
import interleave.grade.BadExerciseException;
import interleave.grade.Exercise;
import interleave.grade.Exercises;
import interleave.grade.Grader;
import interleave.grade.Isolation;
import interleave.grade.Report;
import interleave.grade.Result;
import interleave.grade.Sandbox;
import interleave.link.GuestOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interleave grade EXERCISE FILE…}: judges answers in .java files or notebooks and prints a report on each. */
@Command(
        name = "grade",
        description = "Judges answers to an exercise: .java files, or notebooks with a cell %%%%answer EXERCISE.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:judged, every point earned",
            "1:judged, points are missing",
            "2:the command line is wrong",
            "64:the exercise or what was handed in cannot be judged",
            "70:this machine did not let it come to a verdict: try again"
        })
final class GradeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "EXERCISE", description = "Name of the exercise, such as 03-fan-out.")
    @SuppressWarnings("NullAway.Init")
    private String exercise;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "A .java file or a notebook (.ipynb).")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(
            names = "--exercises",
            paramLabel = "DIR",
            description = "Folder of exercises; else the environment variable " + Exercises.VARIABLE
                    + ", else the repository's.")
    private @Nullable Path exercises;

    @Option(names = "--json", description = "Print the native result instead of a report.")
    private boolean json;

    /** What may be asked of {@code --isolation}: the levels, and the strongest there is. */
    enum Level {
        auto,
        strict,
        plain,
        landlock,
        bubblewrap
    }

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            defaultValue = "auto",
            description =
                    "How answers are confined: plain, landlock, bubblewrap, auto (the strongest this machine has; the"
                        + " default), or strict (bubblewrap or landlock, else nothing is judged). The level in force"
                        + " stands in every result.")
    private Level isolation = Level.auto;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Exercise judged = exercise();
        int worst = ExitCode.DONE;
        try (var grader = new Grader(guest(), sandbox(guest()))) {
            for (Path file : files) {
                Result result;
                String source = "";
                try {
                    Answer answer = Answer.read(file, judged.id());
                    source = answer.text();
                    result = grader.judge(judged, answer);
                } catch (BadBundleException e) {
                    result = grader.badBundle(judged, file.getFileName().toString(), e);
                }
                if (json) {
                    out.print(Grader.json(result, true));
                } else {
                    out.println(new Report(result, judged.title(), source, judged.hint(0)).text());
                }
                out.flush();
                worst = Math.max(worst, exitCode(result));
            }
        } catch (BadExerciseException e) {
            throw badExercise(e);
        }
        return worst;
    }

    private Exercise exercise() {
        try {
            return Exercises.locate(exercises, System.getenv(), Home.folder()).load(exercise);
        } catch (BadExerciseException e) {
            throw badExercise(e);
        }
    }

    private Sandbox sandbox(GuestOptions guest) {
        Optional<Sandbox> found = switch (isolation) {
            case auto -> Optional.of(Sandbox.strongest(guest));
            case strict -> Optional.of(Sandbox.strongest(guest)).filter(s -> s.level() != Isolation.PLAIN);
            case plain -> Sandbox.of(Isolation.PLAIN, guest);
            case landlock -> Sandbox.of(Isolation.LANDLOCK, guest);
            case bubblewrap -> Sandbox.of(Isolation.BUBBLEWRAP, guest);
        };
        return found.orElseThrow(() -> new CommandFailure(
                ExitCode.INFRASTRUCTURE,
                "This machine has no isolation of the level asked for (" + isolation + "), so nothing was judged.",
                "Install bubblewrap, or run on a Linux with Landlock 4 or newer; `interleave doctor` shows"
                        + " what there is."));
    }

    private static CommandFailure badExercise(BadExerciseException e) {
        return new CommandFailure(
                ExitCode.BAD_EXERCISE,
                String.valueOf(e.getMessage()),
                "Nothing was judged. `interleave grade --help` says where exercises are looked for.");
    }

    /** How the JVM beside the learner's code is started. */
    static GuestOptions guest() {
        Path jar = Home.folder().resolve("target/interleave-guest.jar");
        if (!Files.isRegularFile(jar)) {
            throw new CommandFailure(
                    ExitCode.INFRASTRUCTURE,
                    jar + " is not there, and answers run in it.",
                    "Build it: ./mvnw -q package -DskipTests");
        }
        return GuestOptions.plain(jar);
    }

    private static int exitCode(Result result) {
        return switch (result.status()) {
            case JUDGED -> result.perfect() ? ExitCode.DONE : ExitCode.POINTS_MISSING;
            case BAD_BUNDLE -> ExitCode.BAD_EXERCISE;
            case NOT_JUDGED -> ExitCode.INFRASTRUCTURE;
        };
    }
}

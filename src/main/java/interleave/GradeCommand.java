package interleave;

import interleave.grade.Answer;
import interleave.grade.BadBundleException;
import interleave.grade.BadExerciseException;
import interleave.grade.Batch;
import interleave.grade.Exercise;
import interleave.grade.Grader;
import interleave.grade.Isolation;
import interleave.grade.Report;
import interleave.grade.Result;
import interleave.grade.Sandbox;
import interleave.grade.Submissions;
import interleave.grade.formats.Csv;
import interleave.grade.formats.Gradescope;
import interleave.grade.formats.JUnitXml;
import interleave.link.GuestOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Mixin
    private ExercisesOption exercises = new ExercisesOption();

    /** How a single result is printed. */
    enum Format {
        text,
        json,
        gradescope,
        junit,
        csv
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How results are printed: text (a report), json (native), gradescope, junit or csv.")
    private Format format = Format.text;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Judge many: write a record for each submission into DIR/results, and DIR/scores.csv and"
                    + " DIR/junit.xml. A run that was stopped goes on where it was.")
    private @Nullable Path out;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --out: submissions judged side by side (default: ${DEFAULT-VALUE}).")
    private int jobs;

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
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs is at least 1, not " + jobs + ".");
        }
        try {
            List<Submissions.Submission> submissions =
                    out == null ? files.stream().map(GradeCommand::single).toList() : Submissions.find(files);
            return out == null ? judgeEach(submissions) : judgeMany(submissions, out);
        } catch (BadExerciseException e) {
            throw badExercise(e);
        } catch (BadBundleException e) {
            throw new CommandFailure(ExitCode.BAD_EXERCISE, String.valueOf(e.getMessage()), "Nothing was judged.");
        }
    }

    private static Submissions.Submission single(Path file) {
        return new Submissions.Submission(file.getFileName().toString(), file);
    }

    private int judgeEach(List<Submissions.Submission> submissions) throws BadExerciseException {
        Exercise judged = exercise();
        int worst = ExitCode.DONE;
        try (var grader = new Grader(guest(), sandbox(guest()))) {
            for (Submissions.Submission submission : submissions) {
                Result result;
                String source = "";
                try {
                    Answer answer = submission.answer(judged.id());
                    source = answer.text();
                    result = grader.judge(judged, answer);
                } catch (BadBundleException e) {
                    result = grader.badBundle(judged, submission.name(), e);
                }
                print(result, judged, source);
                worst = Math.max(worst, exitCode(result));
            }
        }
        return worst;
    }

    private void print(Result result, Exercise judged, String source) {
        PrintWriter to = spec.commandLine().getOut();
        switch (json ? Format.json : format) {
            case text -> to.println(new Report(result, judged.title(), source, judged.hint(0)).text());
            case json -> to.print(Grader.json(result, true));
            case gradescope -> to.print(Gradescope.of(result));
            case junit -> to.print(JUnitXml.of(List.of(result)));
            case csv -> to.print(Csv.of(List.of(result)));
        }
        to.flush();
    }

    private int judgeMany(List<Submissions.Submission> submissions, Path folder) throws BadExerciseException {
        Exercise judged = exercise();
        GuestOptions guest = guest();
        Sandbox sandbox = sandbox(guest);
        PrintWriter err = spec.commandLine().getErr();
        long started = System.nanoTime();
        var judgedNow = new AtomicInteger();
        try {
            List<Result> results = new Batch(judged, folder, jobs, () -> new Grader(guest, sandbox))
                    .run(submissions, (result, done, all, kept) -> {
                        int fresh = kept ? judgedNow.get() : judgedNow.incrementAndGet();
                        err.println(progress(result, done, all, kept, fresh, System.nanoTime() - started));
                        err.flush();
                    });
            Files.writeString(folder.resolve("scores.csv"), Csv.of(results));
            Files.writeString(folder.resolve("junit.xml"), JUnitXml.of(results));
            long undecided = results.stream()
                    .filter(r -> r.status() == Result.Status.NOT_JUDGED)
                    .count();
            spec.commandLine()
                    .getOut()
                    .println(results.size() + " submissions, " + undecided + " not judged: " + folder);
            return undecided == 0 ? ExitCode.DONE : ExitCode.INFRASTRUCTURE;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.INFRASTRUCTURE,
                    "A record could not be written: " + e.getMessage(),
                    "Make room in " + folder + " and start again: it goes on where it was.");
        }
    }

    /** {@code [12/50] ada.ipynb 7/15, 84 a minute, 27 s left}. */
    private static String progress(Result result, int done, int all, boolean kept, int fresh, long nanos) {
        String what = kept
                ? "kept"
                : result.status() == Result.Status.JUDGED
                        ? result.points() + "/" + result.maxPoints()
                        : result.status().id();
        double perMinute = fresh * 60e9 / nanos;
        String rate =
                fresh == 0 ? "" : ", %.0f a minute, %.0f s left".formatted(perMinute, (all - done) * 60 / perMinute);
        return "[" + done + "/" + all + "] " + result.submission() + " " + what + rate;
    }

    private Exercise exercise() throws BadExerciseException {
        return exercises.locate().load(exercise);
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

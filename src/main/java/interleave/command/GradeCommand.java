package interleave.command;

import interleave.grade.AnswerTraining;
import interleave.grade.Grader;
import interleave.grade.Report;
import interleave.grade.Result;
import interleave.grade.batch.Batch;
import interleave.grade.batch.Gradebook;
import interleave.grade.batch.Marked;
import interleave.grade.batch.Marks;
import interleave.grade.batch.RunFolder;
import interleave.grade.batch.RunRecord;
import interleave.grade.batch.Shard;
import interleave.grade.compile.CompileProcess;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.formats.Format;
import interleave.grade.formats.Formats;
import interleave.grade.sandbox.AskedIsolation;
import interleave.grade.sandbox.Sandbox;
import interleave.grade.submission.Answer;
import interleave.grade.submission.BadBundleException;
import interleave.grade.submission.Submissions;
import interleave.link.GuestOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        subcommands = {MergeCommand.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:judged, every point earned; with --out: judged",
            "1:judged, points are missing (never with --out)",
            "2:the command line is wrong",
            "64:the exercise or what was handed in cannot be judged",
            "70:this machine did not let it come to a verdict: try again"
        })
final class GradeCommand implements Callable<Integer> {
    /** Submissions from which on it pays to make the start-up cache of the guests first, where there is none. */
    private static final int MANY = 40;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "EXERCISE",
            description = "Name of the exercise, such as 03-fan-out.")
    private @Nullable String exercise;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "A .java file or a notebook (.ipynb); with --out also zips, folders, and folders of these.")
    private List<Path> files = List.of();

    @Mixin
    private ExercisesOption exercises = new ExercisesOption();

    @Mixin
    private FormatOption formats = new FormatOption();

    @Mixin
    private GradebookOptions rules = new GradebookOptions();

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Judge many: write a record for each submission into DIR/results, and reports beside it. A run"
                            + " that was stopped goes on where it was, and judges only what changed.")
    private @Nullable Path out;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --out: submissions judged side by side (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "With --out: judge only part I of N; 'grade merge' puts the parts together.")
    private @Nullable String shard;

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            defaultValue = "auto",
            description =
                    "How answers are confined: plain, landlock, bubblewrap, auto (the strongest this machine has; the"
                        + " default), or strict (bubblewrap or landlock, else nothing is judged). The level in force"
                        + " stands in every result.")
    private AskedIsolation isolation = AskedIsolation.AUTO;

    @Override
    public Integer call() {
        if (exercise == null || files.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Which exercise, and which answers? interleave grade 03-fan-out answer.ipynb");
        }
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs is at least 1, not " + jobs + ".");
        }
        if (out == null && shard != null) {
            throw new ParameterException(spec.commandLine(), "--shard needs --out: a folder for its part.");
        }
        try (var apart = new CompileProcess()) {
            apart.prepare();
            Exercise judged = exercises.locate().load(exercise);
            List<Submissions.Submission> submissions =
                    out == null ? files.stream().map(GradeCommand::single).toList() : Submissions.find(files);
            return out == null ? judgeEach(judged, submissions, apart) : judgeMany(judged, submissions, out, apart);
        } catch (BadExerciseException e) {
            throw badExercise(e);
        } catch (BadBundleException e) {
            throw new CommandFailure(ExitCode.BAD_EXERCISE, String.valueOf(e.getMessage()), "Nothing was judged.");
        }
    }

    private static Submissions.Submission single(Path file) {
        return new Submissions.Submission(file.getFileName().toString(), file);
    }

    private int judgeEach(Exercise judged, List<Submissions.Submission> submissions, CompileProcess apart)
            throws BadExerciseException, BadBundleException {
        Gradebook gradebook = rules.gradebook(submissions);
        List<Format> wanted = json ? List.of(Formats.named("json").orElseThrow()) : formats.formats();
        int worst = ExitCode.DONE;
        try (var grader = new Grader(guest(), sandbox(guest()), apart)) {
            var marked = new ArrayList<Marked>();
            for (Submissions.Submission submission : submissions) {
                Marked one = judge(judged, submission, grader);
                if (wanted.isEmpty()) {
                    print(new Report(one.result(), judged.title(), one.source(), judged.hint(0)).text() + "\n");
                }
                marked.add(one);
                worst = Math.max(worst, exitCode(one.result()));
            }
            var run = new RunRecord(
                    judged.id(),
                    judged.title(),
                    judged.hash(),
                    grader.maxPoints(judged),
                    Shard.WHOLE,
                    submissions.size(),
                    submissions.stream().map(Submissions.Submission::name).toList());
            var marks = new Marks(run, marked, gradebook.of(marked, run.maxPoints()));
            wanted.forEach(format -> Formats.texts(marks, format).forEach(this::print));
        }
        return worst;
    }

    private static Marked judge(Exercise judged, Submissions.Submission submission, Grader grader)
            throws BadExerciseException {
        try {
            Answer answer = submission.answer(judged.id());
            return new Marked(grader.judge(judged, answer), answer.text());
        } catch (BadBundleException e) {
            return new Marked(grader.badBundle(judged, submission.name(), e), "");
        }
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private int judgeMany(Exercise judged, List<Submissions.Submission> submissions, Path folder, CompileProcess apart)
            throws BadExerciseException, BadBundleException {
        Gradebook gradebook = rules.gradebook(submissions);
        rules.refuseUnknownTimes(
                gradebook,
                submissions.stream().map(Submissions.Submission::name).collect(Collectors.toSet()));
        List<Format> wanted = formats.formats();
        GuestOptions guest = submissions.size() < MANY ? guest() : AnswerTraining.quickForMany(guest());
        Sandbox sandbox = sandbox(guest);
        var records = new RunFolder(folder);
        var progress = GradeProgress.on(spec.commandLine().getErr());
        try {
            Marks marks = new Batch(judged, records, jobs, () -> new Grader(guest, sandbox, apart))
                    .run(submissions, part(), gradebook, progress);
            progress.end();
            Formats.write(marks, records, wanted);
            return end(marks, folder, spec.commandLine().getOut());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.INFRASTRUCTURE,
                    "A record could not be written: " + e.getMessage(),
                    "Make room in " + folder + " and start again: it goes on where it was.");
        }
    }

    private Shard part() {
        try {
            return shard == null ? Shard.WHOLE : Shard.parse(shard);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--shard: " + e.getMessage() + ".");
        }
    }

    /** Says what a run came to, and returns its exit code: whatever was judged is well, what was not is to be tried again. */
    static int end(Marks marks, Path folder, PrintWriter to) {
        long undecided = marks.results().stream()
                .filter(r -> r.status() == Result.Status.NOT_JUDGED)
                .count();
        to.println(marks.submissions().size() + " submissions, " + undecided + " not judged: " + folder);
        to.flush();
        return undecided == 0 ? ExitCode.DONE : ExitCode.INFRASTRUCTURE;
    }

    private Sandbox sandbox(GuestOptions guest) {
        return isolation
                .sandbox(guest)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.INFRASTRUCTURE,
                        "This machine has no isolation of the level asked for (" + isolation
                                + "), so nothing was judged.",
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
        return AnswerTraining.quick(GuestOptions.plain(jar));
    }

    private static int exitCode(Result result) {
        return switch (result.status()) {
            case JUDGED -> result.perfect() ? ExitCode.DONE : ExitCode.POINTS_MISSING;
            case BAD_BUNDLE -> ExitCode.BAD_EXERCISE;
            case NOT_JUDGED -> ExitCode.INFRASTRUCTURE;
        };
    }
}

package interleave.grade;

import interleave.grade.compile.AnswerCompiler;
import interleave.grade.compile.ClassBytes;
import interleave.grade.compile.Compilation;
import interleave.grade.compile.CompileProcess;
import interleave.grade.compile.ExerciseClasses;
import interleave.grade.compile.ForbiddenCheck;
import interleave.grade.compile.OwnNames;
import interleave.grade.compile.Problem;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.Limits;
import interleave.grade.sandbox.Guests;
import interleave.grade.sandbox.NotJudgedException;
import interleave.grade.sandbox.Sandbox;
import interleave.grade.submission.Answer;
import interleave.grade.submission.BadBundleException;
import interleave.grade.submission.Texts;
import interleave.link.GuestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges answers to exercises: the one door to the grader for the notebook's magics and for the command line.
 *
 * <p>It keeps the compiler, JUnit and the compiled exercises warm, and a guest ready, so a second verdict takes a fraction of the first. Not thread-safe: one grader for
 * each thread that judges.
 *
 * <pre>{@code
 * try (var grader = new Grader(GuestOptions.plain(guestJar))) {
 *     Exercise exercise = exercises.load("03-fan-out");
 *     Result result = grader.judge(exercise, Answer.read(file, exercise.id()));
 *     System.out.print(new Report(result, exercise.title(), answer.text(), exercise.hint(0)).text());
 * }
 * }</pre>
 */
public final class Grader implements AutoCloseable {
    private static final int ATTEMPTS = 2;

    /** Compilations that are remembered: an answer that was compiled in its cell is judged next, and a check judges each again and again. */
    private static final int KEPT = 8;

    private final GuestOptions guest;
    private final Sandbox sandbox;
    private final AnswerCompiler compiler = new AnswerCompiler();
    private final @Nullable CompileProcess apart;
    private final Map<String, Compilation> compiledLately = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Compilation> eldest) {
            return size() > KEPT;
        }
    };
    private @Nullable Guests guests;

    /** A grader for practice: its guests are plain child processes, started that way; limits of the exercise are added. */
    public Grader(GuestOptions guest) {
        this(guest, Sandbox.PLAIN);
    }

    /** A grader whose guests are started that way, in that sandbox; limits of the exercise are added. */
    public Grader(GuestOptions guest, Sandbox sandbox) {
        this(guest, sandbox, null);
    }

    /**
     * The same, its answers compiled in a process apart: for answers of many, one of which may be made to keep the compiler busy for ever.
     *
     * @param apart stays open when this is closed; null to compile in this JVM
     */
    public Grader(GuestOptions guest, Sandbox sandbox, @Nullable CompileProcess apart) {
        this.guest = guest;
        this.sandbox = sandbox;
        this.apart = apart;
    }

    /**
     * Compiles an exercise's contract and tests ahead of need, and judges nothing.
     *
     * @throws BadExerciseException if they do not compile
     */
    public void warm(Exercise exercise) throws BadExerciseException {
        ExerciseClasses.of(exercise, compiler.javac());
    }

    /**
     * The classes of the contract, for whoever compiles against it.
     *
     * @throws BadExerciseException if it does not compile
     */
    public List<ClassBytes> contract(Exercise exercise) throws BadExerciseException {
        return ExerciseClasses.of(exercise, compiler.javac()).contract();
    }

    /**
     * Writes the classes of the contract into a directory, for a class path.
     *
     * @throws BadExerciseException if it does not compile
     * @throws IOException if the directory cannot be written
     */
    public void writeContract(Exercise exercise, Path directory) throws BadExerciseException, IOException {
        for (ClassBytes each : contract(exercise)) {
            Path file = directory.resolve(each.name().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, each.bytes());
        }
    }

    /**
     * Points of an answer that passes every test.
     *
     * @throws BadExerciseException if the tests do not compile
     */
    public int maxPoints(Exercise exercise) throws BadExerciseException {
        return TestRun.plan(exercise, ExerciseClasses.of(exercise, compiler.javac())).stream()
                .mapToInt(TestResult::maxPoints)
                .sum();
    }

    /** Which names in an exercise's sources are its own. */
    public OwnNames ownNames(Exercise exercise) throws BadExerciseException {
        return new OwnNames(exercise, ExerciseClasses.of(exercise, compiler.javac()), compiler.javac());
    }

    /**
     * Compiles an answer without judging it, exactly as judging would, and says what in it this exercise does not allow. A guest comes up meanwhile, for who compiles will judge.
     *
     * @param text the answer's source; lines count from 1
     * @throws BadExerciseException if the exercise itself does not compile
     */
    public Compilation compile(Exercise exercise, String text) throws BadExerciseException {
        guests(exercise.limits()).prepare();
        return compiled(exercise, Texts.normalize(text), ExerciseClasses.of(exercise, compiler.javac()));
    }

    private Compilation compiled(Exercise exercise, String text, ExerciseClasses classes) {
        String key = exercise.hash() + "\n" + text;
        Compilation known = compiledLately.get(key);
        if (known == null) {
            known = compiledAnew(exercise, text, classes);
            compiledLately.put(key, known);
        }
        return known;
    }

    private Compilation compiledAnew(Exercise exercise, String text, ExerciseClasses classes) {
        Compilation compilation = apart == null ? compiler.compile(text, classes) : apart.compile(text, classes);
        if (compilation instanceof Compilation.Compiled compiled) {
            List<Problem> forbidden = ForbiddenCheck.check(compiled.classes(), exercise.allow(), text);
            if (!forbidden.isEmpty()) {
                return new Compilation.Refused(Compilation.Why.FORBIDDEN, forbidden);
            }
        }
        return compilation;
    }

    /**
     * Judges an answer in a fresh guest.
     *
     * @return the verdict; {@link Result.Status#NOT_JUDGED} if this machine did not let it come to one, twice
     * @throws BadExerciseException if the exercise cannot be used
     */
    public Result judge(Exercise exercise, Answer answer) throws BadExerciseException {
        NotJudgedException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return judgeOnce(exercise, answer);
            } catch (NotJudgedException e) {
                last = e;
            }
        }
        return notJudged(exercise, answer, String.valueOf(last == null ? null : last.getMessage()));
    }

    private Result judgeOnce(Exercise exercise, Answer answer) throws BadExerciseException {
        long started = System.nanoTime();
        var times = new LinkedHashMap<String, Long>();
        Guests guests = guests(exercise.limits());
        guests.prepare();
        try {
            ExerciseClasses classes = ExerciseClasses.of(exercise, compiler.javac());
            Compilation compilation = compiled(exercise, answer.text(), classes);
            times.put("compile", millisSince(started));
            List<TestResult> tests = switch (compilation) {
                case Compilation.Refused refused -> refused(exercise, classes, refused);
                case Compilation.Compiled compiled -> run(exercise, classes, compiled, guests, times);
            };
            times.put("total", millisSince(started));
            return result(exercise, answer, Result.Status.JUDGED, withHints(exercise, tests), times);
        } finally {
            guests.prepare();
        }
    }

    private Guests guests(Limits limits) {
        Guests known = guests;
        if (known != null && known.limits().equals(limits)) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        var made = new Guests(guest, limits, sandbox, apart == null ? Guests.Pace.ALONE : Guests.Pace.AMONG_MANY);
        guests = made;
        return made;
    }

    private static List<TestResult> run(
            Exercise exercise,
            ExerciseClasses classes,
            Compilation.Compiled compiled,
            Guests guests,
            Map<String, Long> times)
            throws BadExerciseException {
        var session = new JudgeSession(exercise, classes, compiled, guests);
        try {
            TestRun.Outcomes outcomes = TestRun.run(exercise, classes, session);
            outcomes.millis().forEach((test, millis) -> times.put("test " + test, millis));
            return outcomes.tests();
        } finally {
            session.close();
        }
    }

    /** Every test fails for the one reason that it could not be run. */
    private static List<TestResult> refused(Exercise exercise, ExerciseClasses classes, Compilation.Refused refused) {
        Problem first = refused.problems().getFirst();
        Outcome outcome = switch (refused.why()) {
            case DOES_NOT_COMPILE -> Outcome.COMPILE;
            case NOT_ONE_CLASS -> Outcome.MISSING;
            case FORBIDDEN -> Outcome.FORBIDDEN;
        };
        String expected = switch (refused.why()) {
            case DOES_NOT_COMPILE -> "the answer compiles";
            case NOT_ONE_CLASS -> "one class implements the contract";
            case FORBIDDEN -> "the answer uses what this exercise allows";
        };
        String actual = String.join(
                "\n", refused.problems().stream().map(Problem::render).toList());
        return TestRun.plan(exercise, classes).stream()
                .map(t -> new TestResult(
                        t.id(),
                        t.title(),
                        0,
                        t.maxPoints(),
                        outcome,
                        expected,
                        actual,
                        first.line(),
                        null,
                        null,
                        null,
                        t.visibility()))
                .toList();
    }

    private static List<TestResult> withHints(Exercise exercise, List<TestResult> tests) {
        return tests.stream()
                .map(t -> t.passed()
                        ? t
                        : new TestResult(
                                t.id(),
                                t.title(),
                                t.points(),
                                t.maxPoints(),
                                t.outcome(),
                                t.expected(),
                                t.actual(),
                                t.line(),
                                t.schedule(),
                                t.idea(),
                                exercise.hint(0),
                                t.visibility()))
                .toList();
    }

    /** The record of an answer that could not be judged, and why: no points and no loss of points. */
    public Result notJudged(Exercise exercise, Answer answer, String why) throws BadExerciseException {
        List<TestResult> tests = TestRun.plan(exercise, ExerciseClasses.of(exercise, compiler.javac())).stream()
                .map(t -> new TestResult(
                        t.id(), t.title(), 0, t.maxPoints(), null, null, why, 0, null, null, null, t.visibility()))
                .toList();
        return result(exercise, answer, Result.Status.NOT_JUDGED, tests, Map.of());
    }

    private Result result(
            Exercise exercise, Answer answer, Result.Status status, List<TestResult> tests, Map<String, Long> times) {
        return new Result(
                exercise.id(),
                exercise.hash(),
                answer.name(),
                answer.hash(),
                TOOL,
                Runtime.version().toString(),
                sandbox.level(),
                0,
                status,
                tests.stream().mapToInt(TestResult::points).sum(),
                tests.stream().mapToInt(TestResult::maxPoints).sum(),
                tests,
                answer.notes(),
                times);
    }

    /** What a verdict on this answer would bear beside the verdict itself: whether one that is there already is on the same. */
    public Result sameAs(Exercise exercise, Answer answer) {
        return result(exercise, answer, Result.Status.JUDGED, List.of(), Map.of());
    }

    /** The record of something handed in that holds no answer: the sentence stands where a test would. */
    public Result badBundle(Exercise exercise, String submission, BadBundleException why) {
        var test = new TestResult(
                "submission",
                "the submission holds an answer",
                0,
                0,
                Outcome.MISSING,
                "a .java file, or a notebook with a cell %%answer " + exercise.id(),
                why.getMessage(),
                0,
                null,
                null,
                null,
                TestResult.Visibility.PUBLIC);
        return new Result(
                exercise.id(),
                exercise.hash(),
                submission,
                "",
                TOOL,
                Runtime.version().toString(),
                sandbox.level(),
                0,
                Result.Status.BAD_BUNDLE,
                0,
                0,
                List.of(test),
                List.of(),
                Map.of());
    }

    /** The result in the native format; without times, equal verdicts are equal texts. */
    public static String json(Result result, boolean withTimes) {
        return ResultJson.write(result, withTimes);
    }

    private static final String TOOL = tool();

    private static String tool() {
        @Nullable String version = Grader.class.getPackage().getImplementationVersion();
        return "interleave " + (version == null ? "unpackaged" : version);
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    @Override
    public void close() {
        if (guests != null) {
            guests.close();
            guests = null;
        }
        compiler.javac().close();
    }
}

package interleave.grade;

import interleave.grade.compile.ExerciseClasses;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.NamedSource;
import interleave.grade.sandbox.NotJudgedException;
import interleave.grade.submission.Texts;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs an exercise's tests against one answer, in this JVM and on this thread, with the JUnit Platform.
 *
 * <p>Nothing is registered automatically and no file on the class path configures anything. One test method is one entry of the result: the cases of a
 * parameterized test or of a factory must all pass, and the first that does not is reported. Every method is entered as not run before the first one
 * runs, and only a successful one earns points.
 */
final class TestRun {
    private static final Launcher LAUNCHER = LauncherFactory.create(LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build());

    private final Session session;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Long> millis = new LinkedHashMap<>();
    private @Nullable NotJudgedException notJudged;

    private TestRun(Session session) {
        this.session = session;
    }

    /** The verdict on each test, and the milliseconds each took. */
    record Outcomes(List<TestResult> tests, Map<String, Long> millis) {}

    /**
     * Runs the public tests, then the hidden ones.
     *
     * @throws NotJudgedException if the machine did not let a test come to its end
     * @throws BadExerciseException if a test was not run although the answer had no part in that
     */
    static Outcomes run(Exercise exercise, ExerciseClasses classes, Session session) throws BadExerciseException {
        var run = new TestRun(session);
        var loader = new HostLoader(classes);
        Session.bind(session);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            run.execute(loader, exercise.tests(), TestResult.Visibility.PUBLIC);
            run.execute(loader, exercise.hidden(), TestResult.Visibility.HIDDEN);
        } finally {
            thread.setContextClassLoader(before);
            Session.bind(null);
        }
        if (run.notJudged != null) {
            throw run.notJudged;
        }
        var results = new ArrayList<TestResult>();
        for (Entry entry : run.entries.values()) {
            results.add(entry.result(exercise));
        }
        return new Outcomes(List.copyOf(results), run.millis);
    }

    /** The tests that would run, each as not run: titles and points. */
    static List<TestResult> plan(Exercise exercise, ExerciseClasses classes) {
        var loader = new HostLoader(classes);
        var run = new TestRun(Session.NONE);
        run.discover(loader, exercise.tests(), TestResult.Visibility.PUBLIC);
        run.discover(loader, exercise.hidden(), TestResult.Visibility.HIDDEN);
        return run.entries.values().stream()
                .map(e -> e.made(0, null, null, null, 0, null, null))
                .toList();
    }

    private TestPlan discover(HostLoader loader, List<NamedSource> sources, TestResult.Visibility visibility) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false");
        for (NamedSource source : sources) {
            if (source.typeName().endsWith("Test")) {
                request.selectors(
                        DiscoverySelectors.selectClass(loader.load(ExerciseClasses.PACKAGE + "." + source.typeName())));
            }
        }
        LauncherDiscoveryRequest built = request.build();
        TestPlan plan = LAUNCHER.discover(built);
        for (TestIdentifier root : plan.getRoots()) {
            plan.getDescendants(root).forEach(id -> enter(id, visibility));
        }
        return plan;
    }

    private void execute(HostLoader loader, List<NamedSource> sources, TestResult.Visibility visibility) {
        if (!sources.isEmpty()) {
            LAUNCHER.execute(discover(loader, sources, visibility), new Listener());
        }
    }

    private void enter(TestIdentifier id, TestResult.Visibility visibility) {
        method(id)
                .ifPresent(method -> entries.computeIfAbsent(
                        name(method), name -> new Entry(name, id.getDisplayName(), method, visibility)));
    }

    private static Optional<Method> method(TestIdentifier id) {
        return id.getSource().filter(MethodSource.class::isInstance).map(s -> ((MethodSource) s).getJavaMethod());
    }

    private static String name(Method method) {
        String type = method.getDeclaringClass().getName();
        var name = new StringBuilder(type.substring(type.lastIndexOf('.') + 1))
                .append('.')
                .append(method.getName());
        if (method.getParameterCount() > 0) {
            name.append('(');
            for (Class<?> parameter : method.getParameterTypes()) {
                name.append(name.charAt(name.length() - 1) == '(' ? "" : ", ").append(parameter.getSimpleName());
            }
            name.append(')');
        }
        return name.toString();
    }

    /** What is known of one test method. */
    private static final class Entry {
        private final String id;
        private final String title;
        private final int maxPoints;
        private final @Nullable String idea;
        private final TestResult.Visibility visibility;
        private int cases;
        private int points;
        private @Nullable Throwable failure;
        private @Nullable String failedCase;
        private @Nullable String notRun;
        private @Nullable String verdict;

        Entry(String id, String title, Method method, TestResult.Visibility visibility) {
            this.id = id;
            this.title = title.endsWith("()") ? title.substring(0, title.length() - 2) : title;
            Points worth = method.getAnnotation(Points.class);
            Idea named = method.getAnnotation(Idea.class);
            this.maxPoints = worth == null ? 1 : Math.max(0, worth.value());
            this.points = maxPoints;
            this.idea = named == null ? null : named.value();
            this.visibility = visibility;
        }

        /** What was looked at, if orders were explored. */
        void explored(@Nullable String words) {
            if (verdict == null) {
                verdict = words;
            }
        }

        void ended(int earned, @Nullable Throwable thrown, @Nullable String caseTitle) {
            cases++;
            points = Math.min(points, earned);
            if (thrown != null && failure == null) {
                failure = thrown;
                failedCase = caseTitle;
            }
        }

        TestResult result(Exercise exercise) throws BadExerciseException {
            Throwable thrown = failure;
            if (thrown == null && cases == 0) {
                throw new BadExerciseException(exercise.folder().resolve("test") + ": " + id + " was not run ("
                        + (notRun == null ? "its class did not get so far" : notRun)
                        + "); every test of an exercise runs.");
            }
            if (thrown == null) {
                return made(points, Outcome.PASS, null, null, 0, verdict, null);
            }
            Rejection why = Rejections.of(thrown, title);
            String happened = failedCase == null ? why.happened() : failedCase + ": " + why.happened();
            return made(
                    points,
                    why.outcome(),
                    why.expected(),
                    happened,
                    why.line(),
                    why.schedule(),
                    why.idea() == null && Rejections.isAboutIdea(thrown, why) ? idea : why.idea());
        }

        TestResult made(
                int earned,
                @Nullable Outcome outcome,
                @Nullable String expected,
                @Nullable String actual,
                int line,
                @Nullable String schedule,
                @Nullable String why) {
            return new TestResult(
                    id, title, earned, maxPoints, outcome, expected, actual, line, schedule, why, null, visibility);
        }
    }

    private final class Listener implements TestExecutionListener {
        private long started;

        @Override
        public void executionStarted(TestIdentifier id) {
            Entry entry = id.isTest() ? entryOf(id) : null;
            if (entry != null) {
                started = System.nanoTime();
                session.begin(entry.maxPoints);
            }
        }

        @Override
        public void executionFinished(TestIdentifier id, TestExecutionResult result) {
            Throwable thrown = result.getThrowable().orElse(null);
            if (notJudged == null) {
                notJudged = NotJudgedException.in(thrown);
            }
            Entry entry = entryOf(id);
            if (entry == null) {
                if (thrown != null) {
                    String why = Texts.cut(Words.thrown(thrown), 200);
                    entries.values().stream().filter(e -> e.cases == 0).forEach(e -> e.notRun = why);
                }
            } else if (id.isTest()) {
                session.end();
                millis.merge(entry.id, (System.nanoTime() - started) / 1_000_000, Long::sum);
                String title = method(id)
                                .filter(m -> id.getDisplayName().equals(entry.title)
                                        || id.getDisplayName().startsWith(m.getName() + "("))
                                .isPresent()
                        ? null
                        : id.getDisplayName();
                if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                    entry.ended(session.earned(true), session.firstLoss(), title);
                    entry.explored(session.verdict());
                } else {
                    Throwable why = thrown == null ? new AssertionError("the test was given up") : thrown;
                    Throwable first = session.firstLoss();
                    entry.ended(session.earned(false), first == null ? why : first, title);
                }
            } else if (thrown != null) {
                // a factory that fails before it makes its tests
                entry.ended(0, thrown, null);
            }
        }

        @Override
        public void executionSkipped(TestIdentifier id, String reason) {
            Entry entry = entryOf(id);
            if (entry != null) {
                entry.notRun = "skipped: " + reason;
            }
        }

        private @Nullable Entry entryOf(TestIdentifier id) {
            return method(id).map(m -> entries.get(name(m))).orElse(null);
        }
    }
}

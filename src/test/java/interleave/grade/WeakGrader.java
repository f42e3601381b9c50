package interleave.grade;

import interleave.grade.compile.AnswerCompiler;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/**
 * A grader as many are: answer, test and verdict share one JVM, one class path and one standard output, and a process that exits with 0 has passed. It is there to be
 * beaten: what does not beat it attacks nothing.
 *
 * <p>Many answers are graded by one process, one after another, until one of them ends it or hangs; then another goes on with the rest.
 */
final class WeakGrader {
    /** What became of an answer. */
    enum Verdict {
        /** It earned the points. */
        POINTS,
        /** It did not. */
        NOTHING,
        /** The grader had to be killed. */
        HANG,
        /** The grader died, or failed in a way of its own. */
        DIES
    }

    private static final int HUNG = 77;

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** How many processes grade beside each other; more would need more memory than a small machine has. */
    private static final int AT_ONCE = 4;

    static final String CONTRACT = """
        package exercise;

        import java.util.List;

        public interface Sum {
            int of(List<Integer> numbers);

            List<Integer> doubled(List<Integer> numbers);

            int weighed(Scale scale);
        }
        """;

    static final String SERVICE = """
        package exercise;

        public interface Scale {
            int weigh(int n);
        }
        """;

    private static final String TEST = """
        package exercise;

        import java.util.*;

        public class SumTest {
            static final int EXPECTED = 3;

            static class Counting implements Scale {
                private int calls;
                private final int answer = 14;
                public int weigh(int n) { calls++; return answer; }
            }

            private final Sum sum;

            public SumTest(Object sum) { this.sum = (Sum) sum; }

            public SumTest() { this.sum = null; }

            public void three() {
                var numbers = new ArrayList<>(List.of(1, 2));
                int answered = sum.of(numbers);
                require(answered == EXPECTED || answered == numbers.stream().mapToInt(n -> n).sum());
            }

            public void doubled() { require(sum.doubled(new ArrayList<>(List.of(1, 2))).equals(List.of(2, 4))); }

            public void once() {
                var scale = new Counting();
                require(sum.weighed(scale) == 14 && scale.calls == 1);
            }

            private static void require(boolean ok) { if (!ok) throw new AssertionError("wrong"); }
        }
        """;

    private WeakGrader() {}

    /** One answer: its name, its source, and which test it is after. */
    record Attack(String name, String source, String test) {}

    /** Grades them all, one after another. */
    static Map<String, Verdict> grade(List<Attack> attacks, Path folder) throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        for (Attack each : attacks) {
            Path classes = Files.createDirectories(folder.resolve(each.name()));
            compile(each, classes);
            lines.add(each.name() + " " + each.test() + " " + classes);
        }
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        while (verdicts.size() < attacks.size()) {
            run(lines.subList(verdicts.size(), lines.size()), folder, verdicts);
        }
        return verdicts;
    }

    /** Grades each by a process of its own, some at once: for those that hang, which would otherwise take its patience one after another. */
    static Map<String, Verdict> gradeApart(List<Attack> attacks, Path folder)
            throws InterruptedException, ExecutionException {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            var graded = new ArrayList<Future<Map<String, Verdict>>>();
            for (Attack each : attacks) {
                graded.add(pool.submit(() -> grade(List.of(each), folder.resolve(each.name()))));
            }
            for (Future<Map<String, Verdict>> each : graded) {
                verdicts.putAll(each.get());
            }
        }
        return verdicts;
    }

    private static void compile(Attack attack, Path classes) throws IOException {
        // the weak one puts the answer's classes first, and takes the package it names for itself
        String imports = "import " + String.join(";import ", AnswerCompiler.IMPORTS) + ";";
        boolean inPackage = attack.source().contains("\npackage exercise;");
        String answer = inPackage
                ? attack.source().replace("package exercise;", "package exercise;" + imports)
                : imports.replace("import interleave.schedule.*;", "") + attack.source();
        Path sources = Files.createDirectories(classes.resolve("src/exercise"));
        Files.writeString(sources.resolve("Sum.java"), CONTRACT);
        Files.writeString(sources.resolve("Scale.java"), SERVICE);
        if (!inPackage) {
            Files.writeString(sources.resolve("SumTest.java"), TEST);
        }
        Files.writeString(classes.resolve("src/SumTestOrA.java"), answer);
        var files = new ArrayList<File>();
        for (String each : List.of("exercise/Sum.java", "exercise/Scale.java", "exercise/SumTest.java")) {
            if (Files.exists(classes.resolve("src/" + each))) {
                files.add(classes.resolve("src/" + each).toFile());
            }
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = new ArrayList<javax.tools.JavaFileObject>();
            manager.getJavaFileObjectsFromFiles(files).forEach(units::add);
            units.add(
                    new javax.tools.SimpleJavaFileObject(
                            URI.create("string:///" + (inPackage ? "exercise/SumTest" : "A") + ".java"),
                            javax.tools.JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignore) {
                            return answer;
                        }
                    });
            var said = new java.io.StringWriter();
            boolean ok = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of("-proc:none", "-nowarn", "-Xlint:none", "-d", classes.toString()),
                            null,
                            units)
                    .call();
            if (!ok) {
                throw new IllegalStateException(attack.name() + " does not compile for the weak grader: " + said);
            }
        }
    }

    private static void run(List<String> lines, Path folder, Map<String, Verdict> verdicts)
            throws IOException, InterruptedException {
        Path list = Files.write(folder.resolve("attacks.txt"), lines);
        Path out = folder.resolve("said.txt");
        Process grader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djdk.attach.allowAttachSelf=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WeakGrader.class.getName(),
                        list.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!grader.waitFor(5, TimeUnit.MINUTES)) {
            grader.destroyForcibly().waitFor();
        }
        read(Files.readAllLines(out, java.nio.charset.StandardCharsets.ISO_8859_1), grader.exitValue(), verdicts);
    }

    private static void read(List<String> said, int exit, Map<String, Verdict> verdicts) {
        String begun = null;
        for (String line : said) {
            String[] words = line.split(" ", 3);
            if (words.length < 2) {
                continue;
            }
            switch (words[0]) {
                case "BEGIN" -> begun = words[1];
                case "PASS" -> verdicts.putIfAbsent(words[1], Verdict.POINTS);
                case "FAIL" -> verdicts.putIfAbsent(words[1], Verdict.NOTHING);
                case "DIES" -> verdicts.putIfAbsent(words[1], Verdict.DIES);
                default -> {
                    // what an answer printed
                }
            }
        }
        if (begun == null) {
            throw new IllegalStateException("the weak grader did not begin: " + said);
        }
        verdicts.putIfAbsent(begun, exit == 0 ? Verdict.POINTS : exit == HUNG ? Verdict.HANG : Verdict.DIES);
    }

    // ---- the process ----

    /** What a wily answer calls. */
    public static void pass(String name) {
        System.out.println("\nPASS " + name);
        System.out.flush();
    }

    public static void main(String[] arguments) throws Exception {
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] words = line.split(" ", 3);
            System.out.println("\nBEGIN " + words[0]);
            System.out.flush();
            Thread thread = new Thread(() -> test(words[0], words[1], Path.of(words[2])));
            thread.setDaemon(true);
            thread.start();
            join(thread);
            if (thread.isAlive()) {
                // it may hold the lock of the stream
                Runtime.getRuntime().halt(HUNG);
            }
        }
        Runtime.getRuntime().halt(8);
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            // somebody wants it to end: so it does, in good order
            Runtime.getRuntime().halt(0);
        }
    }

    private static void test(String name, String test, Path classes) {
        try (var loader = new java.net.URLClassLoader(
                new java.net.URL[] {classes.toUri().toURL()}, WeakGrader.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> type = loader.loadClass("exercise.SumTest");
            Object made;
            if (type.getDeclaredConstructors().length == 2) {
                var constructor = loader.loadClass("A").getDeclaredConstructor();
                constructor.setAccessible(true);
                made = type.getConstructor(Object.class).newInstance(constructor.newInstance());
            } else {
                made = type.getConstructor().newInstance();
            }
            type.getMethod(test).invoke(made);
            pass(name);
        } catch (java.lang.reflect.InvocationTargetException e) {
            Throwable cause = e.getCause();
            // as JUnit has it: an aborted test has not failed
            String how = cause.getClass().getSimpleName().equals("TestAbortedException")
                    ? "PASS "
                    : cause instanceof AssertionError && "wrong".equals(cause.getMessage()) ? "FAIL " : "DIES ";
            System.out.println("\n" + how + name);
        } catch (Throwable e) {
            System.out.println("\nDIES " + name + " " + e);
        }
        System.out.flush();
    }
}

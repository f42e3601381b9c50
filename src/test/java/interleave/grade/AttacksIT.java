package interleave.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import interleave.grade.exercise.Exercise;
import interleave.grade.sandbox.Isolation;
import interleave.grade.sandbox.Sandbox;
import interleave.grade.submission.Answer;
import interleave.link.GuestOptions;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code src/test/resources/attacks} is an answer that attacks. Its first comment says what it does, how it beats a weak grader ({@code points}: it
 * earns what it did not; {@code hang} or {@code dies}: there is no verdict), and how it ends here: with the words that forbid it in force ({@code guarded}), and,
 * with all words allowed, at each level of isolation. {@code pass} is what does its harm where nothing confines it: its harm is to return the right sum if
 * what it tried has worked.
 */
@DisplayName(
        "No attack earns a point that it did not earn, though it beats a weak grader; the next answer is judged as if"
                + " nothing had been")
class AttacksIT {
    private static final GuestOptions GUEST =
            GuestOptions.plain(Path.of("target/interleave-guest.jar").toAbsolutePath());

    private static final Map<String, String> TESTS = Map.of(
            "three", "requireEquals(3, learner(Sum.class).of(List.of(1, 2)), \"the sum is wrong\");",
            "doubled",
                    "requireEquals(List.of(2, 4), learner(Sum.class).doubled(List.of(1, 2)), \"the list is wrong\");",
            "once", """
                    var calls = new int[1];
                    int weight = learner(Sum.class).weighed(n -> { calls[0]++; return 2 * n; });
                    require(calls[0] <= 1, Outcome.TOO_MANY, "the scale is asked once", "it was asked " + calls[0] + " times");
                    requireEquals(14, weight, "the weight is wrong");
                    """);

    private static final String RIGHT = """
        class A implements Sum {
            public int of(List<Integer> n) { return n.stream().mapToInt(x -> x).sum(); }
            public List<Integer> doubled(List<Integer> n) { return n.stream().map(x -> 2 * x).toList(); }
            public int weighed(Scale scale) { return scale.weigh(7); }
        }
        """;

    @TempDir
    private static Path folder;

    private static final Map<Isolation, Grader> GRADERS = new HashMap<>();
    private static final Map<String, Exercise> GUARDED = new HashMap<>();
    private static final Map<String, Exercise> UNGUARDED = new HashMap<>();
    private static ServerSocket server;
    private static DatagramSocket datagrams;
    /** A socket that lies on the disk, where everybody may go. */
    private static ServerSocketChannel local;

    private static Path socket;
    private static Process decoy;
    private static Map<String, WeakGrader.Verdict> weak;

    record Attack(String name, Map<String, String> says, String source) {}

    @BeforeAll
    static void load() throws Exception {
        String everything = """
            , "allow": ["java.io", "java.net", "java.nio", "java.nio.channels", "java.nio.file", "java.nio.file.attribute",
             "java.lang.reflect", "java.lang.invoke", "java.lang.management", "java.lang.classfile",
             "java.lang.classfile.attribute", "java.lang.classfile.constantpool", "java.lang.constant", "java.lang.foreign",
             "java.lang.ref", "java.security", "com.sun.management", "interleave.link", "interleave.guest",
             "interleave.schedule", "java.lang.ClassLoader", "java.lang.Class", "java.lang.System", "java.lang.Runtime",
             "java.lang.Process", "java.lang.ProcessBuilder", "java.lang.ProcessHandle", "java.lang.Thread",
             "java.lang.StackWalker"]\
            """;
        for (String test : TESTS.keySet()) {
            GUARDED.put(test, exercise("guarded-" + test, test, ""));
            UNGUARDED.put(test, exercise("unguarded-" + test, test, everything));
        }
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        datagrams = new DatagramSocket(server.getLocalPort(), InetAddress.getLoopbackAddress());
        socket = Files.createTempDirectory("interleave-attacked").resolve("open");
        local = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        local.bind(UnixDomainSocketAddress.of(socket));
        for (Path each : List.of(socket.getParent(), socket)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        decoy = decoy();
        var quick = new ArrayList<WeakGrader.Attack>();
        var hanging = new ArrayList<WeakGrader.Attack>();
        for (Attack each : read()) {
            var attack = new WeakGrader.Attack(
                    each.name(), filledIn(each, "weak"), each.says().get("test"));
            ("hang".equals(each.says().get("weak")) ? hanging : quick).add(attack);
        }
        Path here = folder.resolve("weak");
        weak = WeakGrader.grade(quick, here);
        weak.putAll(WeakGrader.gradeApart(hanging, here));
    }

    private static Exercise exercise(String name, String test, String allow) throws Exception {
        return SampleExercise.in(folder.resolve(name))
                .with("contract/Sum.java", WeakGrader.CONTRACT)
                .with("contract/Scale.java", WeakGrader.SERVICE)
                .with("test/SumTest.java", """
                    package exercise;

                    import static interleave.grade.Check.*;

                    import interleave.grade.*;
                    import java.util.List;
                    import org.junit.jupiter.api.*;

                    class SumTest {
                        static final int EXPECTED = 3;

                        @Test
                        void %s() {
                            %s
                        }
                    }
                    """.formatted(test, TESTS.get(test)))
                .with(
                        "exercise.json",
                        "{\"title\": \"Add up\", \"contract\": \"Sum\", \"limits\": {\"heapMiB\": 64, \"outputKiB\":"
                                + " 64, \"fuel\": 2000000, \"realSeconds\": 60}" + allow + "}")
                .load();
    }

    private static Process decoy() throws IOException {
        return new ProcessBuilder("sleep", "1000").start();
    }

    @AfterEach
    void bringBack() throws IOException {
        if (!decoy.isAlive()) {
            decoy = decoy();
        }
    }

    @AfterAll
    static void nextIsJudgedAsIfNothingHadBeen() throws Exception {
        for (Grader each : GRADERS.values()) {
            Result result = each.judge(UNGUARDED.get("three"), Answer.of("next", RIGHT));
            assertTrue(result.perfect(), result::toString);
        }
        close();
    }

    private static void close() throws IOException {
        GRADERS.values().forEach(Grader::close);
        server.close();
        datagrams.close();
        local.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.getParent());
        decoy.destroyForcibly();
    }

    private static List<Attack> read() throws IOException {
        var attacks = new ArrayList<Attack>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/attacks"))) {
            for (Path file : files.sorted().toList()) {
                String source = Files.readString(file);
                var says = new HashMap<String, String>();
                String said = source.lines()
                        .takeWhile(line -> line.startsWith("// "))
                        .map(line -> line.substring(3))
                        .collect(Collectors.joining(" "));
                for (String part : said.split("; ", -1)) {
                    int colon = part.indexOf(": ");
                    says.put(part.substring(0, colon), part.substring(colon + 2));
                }
                String name = file.getFileName().toString();
                attacks.add(new Attack(name.substring(0, name.length() - ".java".length()), says, source));
            }
        }
        return attacks;
    }

    /** The source with files, a port and a process of this machine, made anew. */
    private static String filledIn(Attack attack, String level) throws IOException {
        Path here = Files.createDirectories(folder.resolve("files").resolve(attack.name() + "-" + level));
        Path other = Files.writeString(here.resolve("other.txt"), "3");
        Path canary = Files.writeString(here.resolve("canary.txt"), "here");
        return attack.source()
                .replace("$OTHER", other.toString())
                .replace("$CANARY", canary.toString())
                .replace("$NEW", here.resolve("new").toString())
                .replace("$SOCKET", socket.toString())
                .replace("$PORT", Integer.toString(server.getLocalPort()))
                .replace("$SECONDS", level.equals("weak") ? "2" : "1000.25")
                .replace("$DECOY", Long.toString(decoy.pid()));
    }

    static Stream<Arguments> attacks() throws IOException {
        return read().stream().map(each -> Arguments.of(each.name(), each.says().get("attack"), each));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("attacks")
    @DisplayName("beats a weak grader, and is told here what it did, at every level")
    void attackEarnsNothing(String name, String what, Attack attack) throws Exception {
        String effect = attack.says().get("weak");
        assertEquals(effect, weak.get(name).name().toLowerCase(java.util.Locale.ROOT), "the weak grader");

        TestResult inWords = judged(Isolation.PLAIN, GUARDED, attack);
        assertEquals(attack.says().get("guarded"), inWords.outcome().id(), inWords::toString);
        assertEquals(0, inWords.points());
        for (Isolation level : Isolation.values()) {
            if (Sandbox.of(level, GUEST).isPresent()) {
                TestResult test = judged(level, UNGUARDED, attack);
                assertEquals(attack.says().get(level.id()), test.outcome().id(), () -> level.id() + ": " + test);
                assertTrue(
                        test.passed()
                                || (test.actual() != null && !test.actual().isBlank()),
                        "no word on why: " + test);
                boolean quotes = test.outcome() == Outcome.COMPILE || test.outcome() == Outcome.MISSING;
                assertFalse(!quotes && String.valueOf(test.actual()).contains("\n"), test::toString);
                assertEquals(0, leftOver(), "processes are left at level " + level.id());
            }
        }
    }

    private static TestResult judged(Isolation level, Map<String, Exercise> exercises, Attack attack) throws Exception {
        Exercise exercise = exercises.get(attack.says().get("test"));
        String source = filledIn(
                attack, level.id() + exercise.folder().getParent().getParent().getFileName());
        Result result = grader(level).judge(exercise, Answer.of("attack", source));
        assertEquals(Result.Status.JUDGED, result.status(), () -> level.id() + ": " + result);
        assertTrue(
                new Report(result, exercise.title(), source, null).html().indexOf("<script>fetch") < 0,
                "an answer writes into its report");
        return result.tests().getFirst();
    }

    private static Grader grader(Isolation level) {
        Optional<Sandbox> sandbox = Sandbox.of(level, GUEST);
        assumeTrue(sandbox.isPresent(), () -> "this machine has no " + level.id());
        return GRADERS.computeIfAbsent(level, _ -> new Grader(GUEST, sandbox.get()));
    }

    /** Processes that an answer has started and nobody has ended. */
    private static long leftOver() throws InterruptedException {
        for (int i = 0; ; i++) {
            long left = ProcessHandle.allProcesses()
                    .filter(each -> each.info().commandLine().orElse("").contains("1000.25"))
                    .count();
            if (left == 0 || i == 100) {
                return left;
            }
            Thread.sleep(20);
        }
    }
}

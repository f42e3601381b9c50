package interleave.grade.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import interleave.grade.Grader;
import interleave.grade.Result;
import interleave.grade.SampleExercise;
import interleave.grade.TestResult;
import interleave.grade.exercise.Exercise;
import interleave.grade.submission.Answer;
import interleave.link.GuestOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Each level of isolation holds what it claims, shown against the plain level where the same attack works")
class IsolationIT {
    private static final GuestOptions GUEST =
            GuestOptions.plain(Path.of("target/interleave-guest.jar").toAbsolutePath());

    @TempDir
    private Path folder;

    private Exercise exercise;

    /** The exercise allows everything that the attacks use: here the walls count, not the words. */
    @BeforeEach
    void load() throws Exception {
        exercise = SampleExercise.in(folder).with("exercise.json", """
            {"title": "Add up", "allow": ["java.nio.file", "java.io", "java.net", "javax.net", "java.lang.ProcessBuilder", "java.lang.Process", "java.lang.ProcessHandle"]}
            """).load();
    }

    /** What the answer returns, 3 being the right sum: 3 if the statements throw nothing, 99 if they do. */
    private int attempt(Isolation level, String statements) throws Exception {
        Result result = judge(level, statements);
        TestResult test = result.tests().getFirst();
        if (test.passed()) {
            return 3;
        }
        assertEquals("the sum is wrong: 99", test.actual(), result::toString);
        return 99;
    }

    private Result judge(Isolation level, String statements) throws Exception {
        Optional<Sandbox> sandbox = Sandbox.of(level, GUEST);
        assumeTrue(sandbox.isPresent(), () -> "this machine has no " + level.id());
        String source = """
            class A implements Sum {
                public int of(List<Integer> numbers) {
                    try {
                        %s
                        return 3;
                    } catch (Exception e) {
                        return 99;
                    }
                }
            }
            """.formatted(statements);
        try (var grader = new Grader(GUEST, sandbox.get())) {
            Result result = grader.judge(exercise, Answer.of("attack", source));
            assertEquals(Result.Status.JUDGED, result.status(), result::toString);
            assertEquals(level, result.isolation());
            return result;
        }
    }

    private static boolean reached(ServerSocket server) throws IOException {
        try {
            server.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static int expected(Isolation level) {
        return level == Isolation.PLAIN ? 3 : 99;
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    @DisplayName("a right answer earns its points at every level")
    void right(Isolation level) throws Exception {
        assertEquals(3, attempt(level, ""));
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    @DisplayName("a guest's jar is found also where it lies in the temporary folder")
    void jarInTemporaryFolder(Isolation level) throws Exception {
        GuestOptions guest = GuestOptions.plain(Files.copy(GUEST.guestJar(), folder.resolve("guest.jar")));
        Optional<Sandbox> sandbox = Sandbox.of(level, guest);
        assumeTrue(sandbox.isPresent(), () -> "this machine has no " + level.id());
        String source = "class A implements Sum { public int of(List<Integer> numbers) { return 3; } }";
        try (var grader = new Grader(guest, sandbox.get())) {
            Result result = grader.judge(exercise, Answer.of("right", source));
            assertTrue(result.tests().getFirst().passed(), result::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    @DisplayName("the test's source, which lies on this machine, cannot be read")
    void readTest(Isolation level) throws Exception {
        Path test = exercise.folder().resolve("test/SumTest.java");
        assertTrue(Files.isRegularFile(test));
        assertEquals(expected(level), attempt(level, "Files.readString(Path.of(\"" + test + "\"));"));
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    @DisplayName("nothing can be written beside the exercise")
    void write(Isolation level) throws Exception {
        Path target = folder.resolve("left-behind");
        assertEquals(expected(level), attempt(level, "Files.writeString(Path.of(\"" + target + "\"), \"x\");"));
        assertEquals(level == Isolation.PLAIN, Files.exists(target));
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    @DisplayName("a service on this machine's loopback cannot be reached")
    void connect(Isolation level) throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String attack = "javax.net.SocketFactory.getDefault().createSocket(\"127.0.0.1\", " + server.getLocalPort()
                    + ").close();";
            judge(level, attack);
            // the guest is gone by now: either it has reached us, or it never will
            server.setSoTimeout(1);
            assertEquals(level == Isolation.PLAIN, reached(server));
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    @DisplayName("the host's process cannot be seen, or not be read")
    void hostProcess(Isolation level) throws Exception {
        long host = ProcessHandle.current().pid();
        assumeTrue(Files.isReadable(Path.of("/proc/" + host + "/environ")), "no /proc here");
        assertEquals(expected(level), attempt(level, "Files.readAllBytes(Path.of(\"/proc/" + host + "/environ\"));"));
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    @DisplayName("nothing of the host's environment is handed on, at any level")
    void environment(Isolation level) throws Exception {
        assumeTrue(System.getenv("HOME") != null, "no HOME here");
        assertEquals(
                99,
                attempt(
                        level,
                        "if (!new ProcessBuilder(\"x\").environment().containsKey(\"HOME\")) throw new"
                                + " IOException();"));
    }
}

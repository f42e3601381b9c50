package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.command.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("./interleave, with the real JDK, Python and JupyterLab,")
class LauncherIT {
    @BeforeAll
    static void setUp() throws Exception {
        Clone.setUp();
    }

    @Test
    @DisplayName("takes less than a second of its own when everything is there")
    void secondSetupIsShort() throws Exception {
        Duration shortest = Duration.ofDays(1);
        for (int attempt = 0; attempt < 3; attempt++) {
            long start = System.nanoTime();
            Launched again = Clone.interleave("setup").run(Clone.PATIENCE);
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertEquals("Interleave is set up.\n", again.err());
            shortest = took.compareTo(shortest) < 0 ? took : shortest;
        }
        assertTrue(shortest.toMillis() < 1000, "the shortest of three took " + shortest.toMillis() + " ms");
    }

    @Test
    @DisplayName("installs the kernel under the name 'java'")
    void kernelspec() throws Exception {
        Launched list = Clone.program(
                        List.of(Clone.python().toString(), "-m", "jupyter", "kernelspec", "list", "--json"))
                .run(Clone.PATIENCE);

        assertEquals(0, list.exitCode(), list.toString());
        assertTrue(list.out().contains("Java 25 (Interleave)"), list.toString());
    }

    @Test
    @DisplayName("reports this machine with doctor")
    void doctor() throws Exception {
        Launched doctor = Clone.interleave("doctor").run(Clone.PATIENCE);

        for (String subject : List.of("JDK", "Python", "cores", "memory", "common pool", "fonts", "sandbox")) {
            assertTrue(doctor.out().contains(subject), doctor.toString());
        }
        assertEquals(0, doctor.exitCode(), doctor.toString());
    }

    @Test
    @DisplayName(
            "says that a download failed when there is no network, and leaves no half .venv behind that it would take"
                    + " for whole")
    void noNetwork(@TempDir Path clone) throws Exception {
        Files.copy(Path.of("interleave"), clone.resolve("interleave"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(clone.resolve("binder"));
        Files.copy(Path.of("binder/requirements.txt"), clone.resolve("binder/requirements.txt"));
        Files.createDirectories(clone.resolve("target/lib"));
        Files.createFile(clone.resolve("target/interleave.jar"));
        Files.createFile(clone.resolve("target/interleave-guest.jar"));
        Map<String, String> nobodyListens = Map.of(
                "PIP_INDEX_URL",
                "http://127.0.0.1:9/",
                "PIP_NO_CACHE_DIR",
                "1",
                "PIP_RETRIES",
                "0",
                "PIP_FIND_LINKS",
                "");

        Launched setup = Launched.program(clone, clone.resolve("interleave").toString(), "setup")
                .with(nobodyListens)
                .run(Clone.PATIENCE);

        assertEquals(ExitCode.INFRASTRUCTURE, setup.exitCode(), setup.toString());
        assertTrue(setup.err().contains("Installing JupyterLab: a download failed."), setup.toString());
        assertTrue(setup.err().contains("Check the network"), setup.toString());
        assertFalse(setup.err().contains("Traceback"), setup.toString());
        assertFalse(Files.exists(clone.resolve(".venv/interleave-requirements.txt")));
    }

    @Test
    @DisplayName("grades: 0 when every point is earned, 1 when some are missing, 64 when there is no such exercise")
    void grades() throws Exception {
        Path solutions = Path.of("solutions", "03-fan-out");
        Launched solution = Clone.interleave(
                        "grade",
                        "03-fan-out",
                        solutions.resolve("Solution.java").toString())
                .run(Clone.PATIENCE);
        assertEquals(ExitCode.DONE, solution.exitCode(), solution.toString());

        Path wrong;
        try (var answers = Files.list(solutions.resolve("wrong"))) {
            wrong = answers.sorted().findFirst().orElseThrow();
        }
        Launched missing =
                Clone.interleave("grade", "03-fan-out", wrong.toString()).run(Clone.PATIENCE);
        assertEquals(ExitCode.POINTS_MISSING, missing.exitCode(), missing.toString());

        Launched unknown =
                Clone.interleave("grade", "no-such", wrong.toString()).run(Clone.PATIENCE);
        assertEquals(ExitCode.BAD_EXERCISE, unknown.exitCode(), unknown.toString());
    }

    @Test
    @DisplayName("opens JupyterLab on the port asked for")
    void opens() throws Exception {
        int port = freePort();
        Process lab = new ProcessBuilder(
                        Clone.ROOT.resolve("interleave").toString(),
                        "open",
                        "--no-browser",
                        "--port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader log =
                        new BufferedReader(new InputStreamReader(lab.getInputStream(), StandardCharsets.UTF_8));
                HttpClient client = HttpClient.newHttpClient()) {
            List<String> lines = new ArrayList<>();
            String line;
            while ((line = log.readLine()) != null && !line.contains(":" + port + "/lab/tree/notebooks")) {
                lines.add(line);
            }
            assertTrue(line != null, String.join("\n", lines));

            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api"))
                            .timeout(Duration.ofMinutes(1))
                            .build(),
                    BodyHandlers.ofString());

            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("version"), answer.body());
        } finally {
            lab.destroy();
            lab.waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package interleave;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import interleave.command.ExitCode;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The bundle for Gradescope, unzipped as Gradescope does it,")
class GradescopeBundleIT {
    private static final String ID = "03-fan-out";

    @TempDir
    private Path autograder;

    @BeforeEach
    void unzip() throws Exception {
        Path zip = autograder.resolve("bundle.zip");
        Launched made = Clone.interleave("exercise", "gradescope", ID, "--out", zip.toString())
                .run(Clone.PATIENCE);
        assertEquals(0, made.exitCode(), made.toString());
        try (FileSystem bundle = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> files = Files.walk(bundle.getPath("/"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = autograder.resolve("source").resolve(file.toString().substring(1));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
            }
        }
        Files.createDirectories(autograder.resolve("submission"));
        Files.createDirectories(autograder.resolve("results"));
    }

    private Process judge(String... before) throws IOException {
        var builder = new ProcessBuilder(Stream.concat(
                                Stream.of(before),
                                Stream.of(autograder
                                        .resolve("source/run_autograder")
                                        .toString()))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(autograder.resolve("printed").toFile());
        builder.environment()
                .putAll(Map.of("AUTOGRADER_ROOT", autograder.toString(), "JAVA_HOME", System.getProperty("java.home")));
        return builder.start();
    }

    private JsonObject results() throws IOException {
        return JsonParser.parseString(Files.readString(autograder.resolve("results/results.json")))
                .getAsJsonObject();
    }

    private static int points(JsonObject results) {
        int points = 0;
        for (JsonElement test : results.getAsJsonArray("tests")) {
            points += test.getAsJsonObject().get("score").getAsInt();
        }
        return points;
    }

    private void handIn(String answer) throws IOException {
        Files.writeString(
                autograder.resolve("submission/answer.java"),
                Files.readString(Clone.ROOT.resolve("solutions").resolve(ID).resolve(answer)));
    }

    @Test
    @DisplayName("judges with the hidden tests and holds no solution")
    void judges() throws Exception {
        handIn("Solution.java");
        assertEquals(0, judge().waitFor(), Files.readString(autograder.resolve("printed")));
        JsonObject right = results();
        assertTrue(right.toString().contains("\"visibility\":\"hidden\""), "there is no hidden test");

        handIn("wrong/07-lazy-stream.java");
        assertEquals(0, judge().waitFor(), Files.readString(autograder.resolve("printed")));
        assertTrue(points(results()) < points(right));

        Files.delete(autograder.resolve("submission/answer.java"));
        assertEquals(0, judge().waitFor(), Files.readString(autograder.resolve("printed")));
        assertEquals(0, results().get("score").getAsInt());
        assertTrue(
                results().get("output").getAsString().contains("neither a notebook"),
                results().toString());

        try (Stream<Path> files = Files.walk(autograder.resolve("source"))) {
            List<String> solutions = files.map(Path::toString)
                    .filter(f -> f.contains("Solution") || f.contains("/wrong"))
                    .toList();
            assertEquals(List.of(), solutions);
        }
    }

    @Test
    @DisplayName("leaves no result when the machine fails, which is no zero")
    void machineFails() throws Exception {
        handIn("Solution.java");
        Files.delete(autograder.resolve("source/target/interleave-guest.jar"));
        assertEquals(ExitCode.INFRASTRUCTURE, judge().waitFor());
        assertFalse(Files.exists(autograder.resolve("results/results.json")));
        assertFalse(Files.exists(autograder.resolve("results/results.json.part")));
    }

    @Test
    @DisplayName("fits 768 MB on one processor, with an answer that takes all the memory it gets")
    void fits() throws Exception {
        Files.writeString(autograder.resolve("submission/answer.java"), """
            import interleave.schedule.Remote;
            class Hog implements ProfilePage {
                public List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections) {
                    List<byte[]> all = new ArrayList<>();
                    while (true) all.add(new byte[1 << 20]);
                }
            }
            """);
        Process run = judge("taskset", "-c", "0");
        long most = 0;
        while (!run.waitFor(5, MILLISECONDS)) {
            long now = Stream.concat(Stream.of(run.toHandle()), run.descendants())
                    .mapToLong(GradescopeBundleIT::residentKiB)
                    .sum();
            most = Math.max(most, now);
        }
        assertEquals(0, run.exitValue(), Files.readString(autograder.resolve("printed")));
        assertEquals(0, points(results()));
        long peak = most / 1024;
        assertTrue(peak > 50 && peak < 768, "the processes together had " + peak + " MiB");
    }

    /** What a process holds in memory, pages shared with others counted in full; nothing if it has ended. */
    private static long residentKiB(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}

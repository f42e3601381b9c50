package interleave;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("interleave grade --out, as a process that may be killed,")
class GradeManyIT {
    private static final int SUBMISSIONS = 10;

    @TempDir
    private Path folder;

    private Path handedIn;

    @BeforeEach
    void handIn() throws IOException {
        handedIn = Files.createDirectories(folder.resolve("handed-in"));
        Path solutions = Path.of("solutions", "03-fan-out");
        List<Path> answers;
        try (Stream<Path> wrong = Files.list(solutions.resolve("wrong"))) {
            answers = Stream.concat(Stream.of(solutions.resolve("Solution.java")), wrong.sorted())
                    .toList();
        }
        for (int i = 0; i < SUBMISSIONS; i++) {
            Files.writeString(
                    handedIn.resolve("learner-%02d.java".formatted(i)),
                    Files.readString(answers.get(i % answers.size())) + "// by learner " + i + "\n");
        }
        Files.writeString(handedIn.resolve("no-answer.ipynb"), "{}");
    }

    private Process grade(Path out, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Clone.ROOT.resolve("target/interleave.jar").toString(),
                "grade",
                "03-fan-out",
                handedIn.toString(),
                "--out",
                out.toString()));
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile());
        builder.environment().put("INTERLEAVE_HOME", Clone.ROOT.toString());
        return builder.start();
    }

    private String printed() throws IOException {
        return Files.readString(folder.resolve("printed"));
    }

    @Test
    @DisplayName("goes on where it was after each of several SIGKILLs: nothing lost, nothing twice, nobody left")
    void killed() throws Exception {
        Path out = folder.resolve("out");
        var family = new ArrayList<ProcessHandle>();
        int kills = 0;
        for (int wanted : new int[] {0, 1, 3, 5}) {
            Map<String, String> before = Records.in(out);
            Process run = grade(out, "--jobs", "2");
            int enough = wanted == 0 ? 0 : Math.max(before.size(), wanted) + 1;
            while (Records.in(out).size() < enough && !run.waitFor(5, MILLISECONDS)) {
                // it goes on
            }
            family.addAll(run.descendants().toList());
            boolean alive = run.isAlive();
            run.destroyForcibly();
            run.waitFor();
            kills += alive ? 1 : 0;
            Map<String, String> after = Records.in(out);
            before.forEach((name, file) -> assertEquals(file, after.get(name), name + " was judged for a second time"));
        }
        assertEquals(4, kills, "the run ended before it could be killed: " + printed());
        assertTrue(Records.in(out).size() < SUBMISSIONS + 1, "nothing was left to do");

        Map<String, String> before = Records.in(out);
        Process last = grade(out, "--jobs", "2");
        assertEquals(0, last.waitFor(), printed());
        Map<String, String> after = Records.in(out);
        before.forEach((name, file) -> assertEquals(file, after.get(name), name + " was judged for a second time"));
        assertEquals(SUBMISSIONS + 1, after.size());

        Path other = folder.resolve("other");
        assertEquals(0, grade(other, "--jobs", "1").waitFor(), printed());
        assertEquals(files(other), files(out));
        for (ProcessHandle each : family) {
            each.onExit().join();
        }
    }

    @Test
    @DisplayName("in three shards, merged, writes byte for byte what one machine writes")
    void shards() throws Exception {
        Path whole = folder.resolve("whole");
        String[] rules = {"--submitted", "files", "--format", "html,gradescope,canvas"};
        assertEquals(0, grade(whole, rules).waitFor(), printed());
        Path together = folder.resolve("together");
        for (int i = 1; i <= 3; i++) {
            // shards may share a folder
            Path part = i == 1 ? folder.resolve("part-1") : folder.resolve("part-2-and-3");
            assertEquals(0, grade(part, "--shard", i + "/3").waitFor(), printed());
        }
        Launched merge = Clone.program(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Clone.ROOT.resolve("target/interleave.jar").toString(),
                        "grade",
                        "merge",
                        folder.resolve("part-1").toString(),
                        folder.resolve("part-2-and-3").toString(),
                        "--out",
                        together.toString(),
                        "--submitted",
                        table().toString(),
                        "--format",
                        "html,gradescope,canvas"))
                .run(Clone.PATIENCE);
        assertEquals(0, merge.exitCode(), merge.toString());
        assertEquals(files(whole), files(together));
        assertTrue(files(whole).containsKey("class.html") && files(whole).containsKey("html/learner-00.html"));
        assertFalse(files(whole).get("gradebook.csv").contains(",,,judged"), "no time of handing in");
    }

    private Path table() throws IOException {
        var table = new StringBuilder("submission,submitted\n");
        try (Stream<Path> files = Files.list(handedIn)) {
            for (Path file : files.toList()) {
                table.append(file.getFileName())
                        .append(',')
                        .append(Files.getLastModifiedTime(file).toInstant())
                        .append('\n');
            }
        }
        return Files.writeString(folder.resolve("submitted.csv"), table);
    }

    /** Every file of a run, times taken out of the records. */
    private static Map<String, String> files(Path out) throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replaceAll("(?s),\\s*\"times\": \\{[^}]*}", "");
                files.put(out.relativize(file).toString(), text);
            }
        }
        return files;
    }
}

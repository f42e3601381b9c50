package interleave;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.author.ExerciseTemplate;
import interleave.grade.exercise.Exercises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two thousand submissions, of which many misbehave,")
@EnabledIfSystemProperty(named = "full", matches = "true", disabledReason = "takes minutes: ./mvnw verify -Pfull")
class GradeSoakIT {
    private static final int SUBMISSIONS = Integer.getInteger("soak", 2000);

    /** What stands in the answer's method, and the outcome of its first test. */
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry(
                    "return items.stream().map(shop::callAsync).toList().stream().map(f -> f.join()).toList();",
                    "pass"),
            Map.entry("return items.stream().map(shop::call).toList();", "pass"),
            Map.entry("return List.of();", "wrong"),
            Map.entry("while (true) { if (items.size() > 1000) break; } return List.of();", "endless"),
            Map.entry("System.exit(0); return List.of();", "exit"),
            Map.entry("List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[1 << 20]);", "memory"),
            Map.entry("return prices(items, shop);", "stack"),
            Map.entry("while (true) System.out.println(\"x\".repeat(1000));", "flood"));

    @TempDir
    private Path folder;

    @Test
    @DisplayName("are all judged as they deserve, by a process whose memory stays as it is and that leaves none behind")
    void soak() throws Exception {
        var exercises = new Exercises(folder.resolve("exercises"));
        ExerciseTemplate.write(exercises, "31-soak");
        Path handedIn = Files.createDirectories(folder.resolve("handed-in"));
        for (int i = 0; i < SUBMISSIONS; i++) {
            Files.writeString(handedIn.resolve("learner-%04d.java".formatted(i)), answer(i));
        }
        Path out = folder.resolve("marks");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        Clone.ROOT.resolve("target/interleave.jar").toString(),
                        "grade",
                        "31-soak",
                        handedIn.toString(),
                        "--exercises",
                        exercises.folder().toString(),
                        "--out",
                        out.toString(),
                        "--jobs",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile())
                .start();

        // memory of the grader at each twentieth of the way
        var memory = new TreeMap<Integer, Long>();
        var seen = new HashSet<ProcessHandle>();
        while (!run.waitFor(50, MILLISECONDS)) {
            run.descendants().forEach(seen::add);
            int twentieth = 20 * records(out) / SUBMISSIONS;
            memory.merge(twentieth, residentMiB(run.pid()), Math::max);
        }
        assertEquals(0, run.exitValue(), Files.readString(folder.resolve("printed")));

        Map<String, Long> expected = new TreeMap<>();
        Map<String, Long> found = new TreeMap<>();
        for (int i = 0; i < SUBMISSIONS; i++) {
            expected.merge(kind(i).getValue(), 1L, Long::sum);
        }
        try (Stream<Path> records = Files.list(out.resolve("results"))) {
            for (Path record : records.toList()) {
                String outcome = Files.readString(record).replaceFirst("(?s).*?\"outcome\": \"([a-z-]+)\".*", "$1");
                found.merge(outcome, 1L, Long::sum);
            }
        }
        assertEquals(expected, found);
        assertTrue(seen.size() >= SUBMISSIONS / 2, "guests were not seen: " + seen.size());
        // to ask for the end of one that is not our child, though it is over, takes a poll each
        seen.stream()
                .filter(ProcessHandle::isAlive)
                .forEach(each -> each.onExit().join());

        long early = memory.subMap(4, 10).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        long late = memory.tailMap(15).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        assertTrue(late <= early * 1.15 + 20, "memory grows: " + memory + " MiB");
    }

    private static Map.Entry<String, String> kind(int i) {
        return KINDS.get(i % KINDS.size());
    }

    private static String answer(int i) {
        return """
            import interleave.schedule.Remote;

            class Answer%d implements PriceList {
                public List<Integer> prices(List<String> items, Remote<String, Integer> shop) {
                    %s
                }
            }
            """.formatted(i, kind(i).getKey());
    }

    private static int records(Path out) throws IOException {
        Path results = out.resolve("results");
        if (!Files.isDirectory(results)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(results)) {
            return (int) files.filter(f -> f.toString().endsWith(".json")).count();
        }
    }

    private static long residentMiB(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}

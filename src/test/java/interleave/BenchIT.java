package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Runs {@code src/bench} as its texts say. How long anything takes is told, in {@code target/bench}, and is no test's business: what is tested is that every tool came to
 * its figures, and that ours was right.
 */
@DisplayName("The benchmarks run to their end, beside the peers, and ours is right in them")
@Isolated("what runs beside it would be measured, too")
@EnabledIfSystemProperty(named = "full", matches = "true", disabledReason = "take half an hour: -Pfull")
class BenchIT {
    private static final Path BENCH = Clone.ROOT.resolve("src/bench");

    @BeforeAll
    static void setUp() throws Exception {
        Clone.setUp();
    }

    /** The rows of the table that a benchmark has kept, without its heading, each as its cells. */
    private static List<List<String>> rows(String name) throws Exception {
        return Files.readString(Clone.ROOT.resolve("target/bench/" + name + ".md"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .skip(1)
                .map(line -> List.of(line.substring(2).split(" *\\| *")))
                .toList();
    }

    @Test
    @DisplayName("kernels: JJava and ipykernel")
    void kernels() throws Exception {
        Path bin = Clone.environment(
                "bench-venv", "-r", BENCH.resolve("requirements.txt").toString());
        Clone.run(Clone.program(List.of(
                bin.resolve("python").toString(),
                BENCH.resolve("kernels.py").toString(),
                "--rounds",
                "3",
                "--sustained")));
        List<List<String>> rows =
                rows("kernels").stream().filter(row -> row.size() == 6).toList();
        assertTrue(rows.size() >= 10, rows.toString());
        for (List<String> row : rows) {
            assertTrue(row.get(1).matches("[0-9.,]+"), row.toString());
        }
        List<String> lost = rows.stream()
                .filter(row -> row.getFirst().contains("lost"))
                .map(row -> row.get(1))
                .toList();
        assertFalse(lost.isEmpty(), rows.toString());
        assertEquals(
                List.of(), lost.stream().filter(share -> !share.equals("0")).toList());
    }

    @Test
    @DisplayName("graders: nbgrader, and Maven for each submission")
    void graders() throws Exception {
        Path bin = Clone.environment("bench-graders", "nbgrader==0.9.6", "jjava==1.0a8");
        Clone.run(Clone.program(List.of(
                bin.resolve("python").toString(), BENCH.resolve("graders.py").toString())));
        List<List<String>> rows = rows("graders");
        assertEquals(4, rows.size(), rows.toString());
        for (List<String> row : rows.subList(0, 2)) {
            assertEquals("50 of 50", row.getLast(), row.toString());
        }
    }

    @Test
    @DisplayName("races: Lincheck and a stress loop")
    void races() throws Exception {
        Clone.run(Clone.program(List.of("python3", BENCH.resolve("races.py").toString())));
        List<List<String>> rows = rows("races");
        assertEquals(20, rows.size(), rows.toString());
        for (List<String> row : rows) {
            String right = row.get(1).equals("broken") ? "found 3/3," : "right,";
            assertTrue(row.get(2).startsWith(right), row.toString());
        }
    }

    @Test
    @DisplayName("orders across the link")
    void orders() throws Exception {
        Launched ran = Clone.run(Clone.program(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                "target/interleave.jar",
                BENCH.resolve("orders/Orders.java").toString())));
        assertEquals(
                5,
                ran.out()
                        .lines()
                        .filter(line -> line.matches("\\| .* \\| [0-9,]+ \\| .*"))
                        .count(),
                ran::toString);
    }
}

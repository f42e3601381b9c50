package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import interleave.command.ExitCode;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("./interleave run")
class NotebooksIT {
    private static final Duration PROMISED = Duration.ofSeconds(30);
    /** Of Python, the kernel and the page, which are no part of a lesson. */
    private static final Duration START_UP = Duration.ofSeconds(15);

    private static final Path PAGES = Clone.ROOT.resolve("target/pages");

    @BeforeAll
    static void setUp() throws Exception {
        Clone.setUp();
    }

    @TestFactory
    @DisplayName("executes every lesson through the kernel, on all cores, and its page asks the network for nothing")
    Stream<DynamicTest> onAllCores() throws Exception {
        return lessons().stream()
                .map(lesson -> dynamicTest(lesson.getFileName().toString(), () -> {
                    Launched run =
                            inTime(lesson, Clone.interleave("run", lesson.toString(), "--html", PAGES.toString()));

                    assertEquals(0, run.exitCode(), run.toString());
                    assertTrue(Files.size(PAGES.resolve(
                                    lesson.getFileName().toString().replace(".ipynb", ".html")))
                            > 100_000);
                }));
    }

    @TestFactory
    @DisplayName("executes every lesson on one core")
    Stream<DynamicTest> onOneCore() throws Exception {
        return lessons().stream()
                .map(lesson -> dynamicTest(lesson.getFileName().toString(), () -> {
                    assumeTrue(Clone.has("taskset"), "this machine has no taskset to take cores away with");

                    Launched run = inTime(
                            lesson,
                            Clone.program(List.of(
                                    "taskset",
                                    "-c",
                                    "0",
                                    Clone.ROOT.resolve("interleave").toString(),
                                    "run",
                                    lesson.toString())));

                    assertEquals(0, run.exitCode(), run.toString());
                }));
    }

    @Test
    @DisplayName("ends with 1 and names cell, line and message when a cell throws; the cells after it do not run")
    void failingCell(@TempDir Path folder) throws Exception {
        Path notebook =
                notebook(folder, "int half = 2;", "int one = 1;\\nSystem.out.println(one / (half - 2));", "int never;");

        Launched run = Clone.interleave("run", notebook.toString()).run(Clone.PATIENCE);

        assertEquals(1, run.exitCode(), run.toString());
        assertTrue(run.err().contains("code cell 2 failed"), run.toString());
        assertTrue(run.err().contains("line 2"), run.toString());
        assertTrue(run.err().contains("/ by zero"), run.toString());
        assertTrue(run.out().contains("cell 1 of 3") && !run.out().contains("cell 3 of 3"), run.toString());
    }

    @Test
    @DisplayName("ends with 2 for a file that is not there, or no notebook")
    void noNotebook(@TempDir Path folder) throws Exception {
        Launched missing =
                Clone.interleave("run", folder.resolve("x.ipynb").toString()).run(Clone.PATIENCE);
        assertEquals(ExitCode.USAGE, missing.exitCode(), missing.toString());
        assertTrue(missing.err().contains("x.ipynb"), missing.toString());

        Path garbage = Files.writeString(folder.resolve("garbage.ipynb"), "{]");
        Launched unreadable = Clone.interleave("run", garbage.toString()).run(Clone.PATIENCE);
        assertEquals(ExitCode.USAGE, unreadable.exitCode(), unreadable.toString());
        assertTrue(unreadable.err().contains("garbage.ipynb"), unreadable.toString());
    }

    /**
     * Runs a lesson, which has the time that lessons promise: 30 s, on one core too. A machine that others keep busy may take longer by as much as its
     * queue is longer than its cores; so it is the lesson that is judged, and not its neighbours.
     */
    private static Launched inTime(Path lesson, Launched.Program program) throws Exception {
        long start = System.nanoTime();
        Launched run = program.run(Clone.PATIENCE);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double crowd = Math.max(1, load / Runtime.getRuntime().availableProcessors());
        Duration allowed = START_UP.plus(Duration.ofMillis((long) (PROMISED.toMillis() * crowd)));
        assertTrue(
                took.compareTo(allowed) <= 0,
                () -> lesson + " took " + took.toSeconds() + " s, and promises less than " + PROMISED.toSeconds()
                        + " s (" + allowed.toSeconds() + " s at a load of " + load + ")");
        return run;
    }

    private static Path notebook(Path folder, String... sources) throws Exception {
        StringBuilder cells = new StringBuilder();
        for (String source : sources) {
            cells.append(cells.isEmpty() ? "" : ",").append("""
                {"cell_type": "code", "id": "c%d", "metadata": {}, "execution_count": null, "outputs": [], "source": "%s"}\
                """.formatted(cells.length(), source));
        }
        return Files.writeString(folder.resolve("failing.ipynb"), """
            {"nbformat": 4, "nbformat_minor": 5, "cells": [%s],
             "metadata": {"kernelspec": {"name": "java", "display_name": "Java 25 (Interleave)"}}}
            """.formatted(cells));
    }

    private static List<Path> lessons() throws Exception {
        try (Stream<Path> files = Files.list(Clone.ROOT.resolve("notebooks"))) {
            List<Path> lessons = files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
            assertTrue(!lessons.isEmpty(), "no lesson in notebooks/");
            return lessons;
        }
    }
}

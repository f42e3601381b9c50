package interleave.grade.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.SampleExercise;
import interleave.grade.compile.AnswerCompiler;
import interleave.grade.compile.Compilation;
import interleave.grade.compile.ExerciseClasses;
import interleave.grade.exercise.Exercise;
import interleave.grade.submission.Submissions.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is handed in attacks whoever takes it in, before any of it is compiled. Each attack is first tried on a way of taking in that many graders have: unpack, follow
 * what is there, run the cells.
 */
@DisplayName("What is handed in is read, and nothing more: nothing is unpacked, followed or run")
class HostileSubmissionsTest {
    private static final String RIGHT = "class Right implements Sum { public int of(List<Integer> n) { return 3; } }";

    @TempDir
    private Path folder;

    private Path solution;
    private Path canary;

    @BeforeEach
    void secrets() throws IOException {
        solution = Files.writeString(
                Files.createDirectories(folder.resolve("secret")).resolve("Solution.java"), RIGHT);
        canary = folder.resolve("canary");
    }

    /** What a weak grader would compile, if anything. */
    private static Optional<String> weak(Path submission) throws IOException, InterruptedException {
        Path file = submission;
        if (submission.toString().endsWith(".zip")) {
            file = Files.createDirectories(Path.of(submission + ".d"));
            unpack(submission, file);
        }
        if (Files.isDirectory(file)) {
            try (Stream<Path> files = Files.list(file)) {
                file = files.filter(f -> f.toString().endsWith(".java"))
                        .findFirst()
                        .orElse(file);
            }
        }
        if (file.toString().endsWith(".ipynb")) {
            run(Files.readString(file));
        }
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** As {@code unzip} of old did: names as they stand, links as links. */
    private static void unpack(Path zip, Path into) throws IOException {
        byte[] all = Files.readAllBytes(zip);
        try (var open = new ZipFile(zip.toFile())) {
            for (ZipEntry each : open.stream().toList()) {
                Path to = into.resolve(each.getName());
                try (InputStream in = open.getInputStream(each)) {
                    byte[] bytes = in.readAllBytes();
                    if (isLink(all)) {
                        Files.createSymbolicLink(to, Path.of(new String(bytes, StandardCharsets.UTF_8)));
                    } else {
                        Files.write(to, bytes);
                    }
                }
            }
        }
    }

    /** Runs the shell lines of a notebook, as a kernel would. */
    private static void run(String notebook) throws IOException, InterruptedException {
        try {
            for (NotebookCells.Cell cell : NotebookCells.parse(notebook)) {
                for (String line : cell.source().lines().toList()) {
                    if (line.startsWith("!")) {
                        assertEquals(
                                0,
                                new ProcessBuilder("sh", "-c", line.substring(1))
                                        .start()
                                        .waitFor());
                    }
                }
            }
        } catch (BadBundleException e) {
            throw new IOException(e);
        }
    }

    private Optional<String> ours(Path submission) {
        try {
            return Optional.of(
                    new Submission("mallory", submission).answer("90-sum").text());
        } catch (BadBundleException e) {
            assertTrue(
                    String.valueOf(e.getMessage()).contains("mallory")
                            || e.getMessage().contains("ipynb"),
                    e::toString);
            return Optional.empty();
        }
    }

    private static Path zip(Path zip, String name, byte[] content) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
        return zip;
    }

    private static final int CENTRAL = 0x02014b50;

    private static int central(ByteBuffer zip) {
        int at = zip.limit() - 46;
        while (zip.getInt(at) != CENTRAL) {
            at--;
        }
        return at;
    }

    /** Says of a zip's only entry that it is a symbolic link, which {@link ZipOutputStream} cannot. */
    private static void makeLink(Path zip) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        int at = central(bytes);
        bytes.putShort(at + 4, (short) (3 << 8 | 20));
        bytes.putInt(at + 38, 0120777 << 16);
        Files.write(zip, bytes.array());
    }

    private static boolean isLink(byte[] zip) {
        var bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        return (bytes.getInt(central(bytes) + 38) >>> 28) == 0xa;
    }

    @Test
    @DisplayName("a zip whose entry's name leads out of it writes nothing anywhere")
    void zipSlip() throws Exception {
        Path zip = zip(
                folder.resolve("mallory.zip"),
                "../secret/Solution.java",
                "class Worse {}".getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.of("class Worse {}"), ours(zip), "it is text like any other");
        assertEquals(RIGHT, Files.readString(solution));

        weak(zip);
        assertEquals("class Worse {}", Files.readString(solution), "the attack attacks nothing");
    }

    @Test
    @DisplayName("a symbolic link to the solution is no answer: as the submission, in its folder, in its zip")
    void links() throws Exception {
        Path alone = Files.createSymbolicLink(folder.resolve("mallory.java"), solution);
        Path within = Files.createDirectories(folder.resolve("mallory"));
        Files.createSymbolicLink(within.resolve("Answer.java"), solution);
        Path zipped = zip(
                folder.resolve("mallory.zip"),
                "Answer.java",
                solution.toString().getBytes(StandardCharsets.UTF_8));
        makeLink(zipped);
        for (Path each : List.of(alone, within, zipped)) {
            assertEquals(Optional.of(RIGHT), weak(each), "the attack attacks nothing: " + each);
            assertFalse(ours(each).orElse("").contains("class Right"), each::toString);
        }
    }

    @Test
    @DisplayName("a folder that is a link to where the solutions are is not entered")
    void linkedFolder() throws Exception {
        Path linked = Files.createSymbolicLink(folder.resolve("mallory"), folder.resolve("secret"));
        assertEquals(Optional.of(RIGHT), weak(linked), "the attack attacks nothing");
        assertEquals(Optional.empty(), ours(linked));

        Path within = Files.createDirectories(folder.resolve("mallet"));
        Files.createSymbolicLink(within.resolve("mine"), folder.resolve("secret"));
        assertEquals(Optional.empty(), ours(within));
    }

    @Test
    @DisplayName("a zip of a few kilobytes that unpacks to gigabytes is given up at 64 MiB")
    void bomb() throws Exception {
        Path zip = zip(folder.resolve("mallory.zip"), "Answer.java", new byte[80 << 20]);
        assertTrue(Files.size(zip) < 1 << 20, "the attack attacks nothing");
        assertEquals(Optional.empty(), ours(zip));
    }

    @Test
    @DisplayName("magics, shell lines and metadata of a notebook are text: nothing in it runs")
    void notebookThatRuns() throws Exception {
        String shell = "!touch " + canary;
        String notebook = """
            {"metadata": {"kernelspec": {"name": "mallory", "argv": ["touch", "%1$s"]}, "papermill": {"exec": "%2$s"}},
             "cells": [
              {"cell_type": "code", "source": "%2$s"},
              {"cell_type": "code", "source": "%%%%bash\\ntouch %1$s"},
              {"cell_type": "code", "source": "%%load /etc/passwd"},
              {"cell_type": "code", "source": "%%%%answer 90-sum\\n%2$s\\n%%maven evil:evil:1\\nclass A {}"}]}
            """.formatted(canary, shell);
        Path file = Files.writeString(folder.resolve("mallory.ipynb"), notebook);
        assertEquals(Optional.of(shell + "\n%maven evil:evil:1\nclass A {}"), ours(file));
        assertFalse(Files.exists(canary));

        Exercise exercise = SampleExercise.in(folder).load();
        var compiler = new AnswerCompiler();
        var refused = compiler.compile(ours(file).orElseThrow(), ExerciseClasses.of(exercise, compiler.javac()));
        assertTrue(
                refused instanceof Compilation.Refused r && r.why() == Compilation.Why.DOES_NOT_COMPILE,
                refused::toString);
        assertFalse(Files.exists(canary));

        weak(file);
        assertTrue(Files.exists(canary), "the attack attacks nothing");
    }

    @Test
    @DisplayName(
            "a notebook with giant outputs and lists nested a million deep costs time to read, no memory and no stack")
    void giantNotebook() throws Exception {
        String deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
        Path nested = Files.writeString(
                folder.resolve("mallory.ipynb"),
                "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"%%answer 90-sum\\nclass A {}\", \"outputs\": "
                        + deep + "}]}");
        assertEquals(Optional.empty(), ours(nested), "nested too deeply to be read");

        String output = "{\"text\": \"" + "x".repeat(1_000_000) + "\"}";
        String giant = String.join(",", java.util.Collections.nCopies(40, output));
        Path large = Files.writeString(
                folder.resolve("mallet.ipynb"),
                "{\"cells\": [{\"outputs\": [" + giant
                        + "], \"cell_type\": \"code\", \"source\": \"%%answer 90-sum\\nclass A {}\"}]}");
        assertEquals(Optional.of("class A {}"), ours(large));
    }
}

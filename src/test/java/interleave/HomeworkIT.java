package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import interleave.command.ExitCode;
import interleave.grade.submission.AnswerCell;
import interleave.grade.submission.NotebookJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types what {@code notebooks/teaching/homework.md} says, block by block, and plays the learners in between. */
@DisplayName("The homework page, typed as it stands,")
class HomeworkIT {
    private static final Path PAGE = Path.of("notebooks/teaching/homework.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    @TempDir
    private Path home;

    @Test
    @DisplayName("leads from an exercise to the marks of a class")
    void wholePage() throws Exception {
        var blocks = new ArrayList<String>();
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        for (String text : blocks) {
            if (text.contains("assign collect")) {
                assertNothingLeaks();
                handIn();
            }
            Launched typed = Clone.program(List.of("bash", "-ec", text))
                    .with(Map.of("HOME", home.toString(), "TZ", "UTC"))
                    .run(Clone.PATIENCE);
            assertEquals(ExitCode.DONE, typed.exitCode(), text + typed);
        }
        assertTrue(blocks.size() >= 6, "the page has too few blocks: " + blocks);
        assertMarks();
        assertLateRulesCanBeChangedWithoutJudging();
    }

    private Path homework() {
        return home.resolve("course/hw1");
    }

    private Path solutions() {
        return home.resolve("course/solutions/hw1-page");
    }

    /** What learners get names no class of the solution or of a hidden test, and holds no file of theirs. */
    private void assertNothingLeaks() throws IOException {
        var names = new ArrayList<String>();
        var texts = new StringBuilder();
        try (var zip = new ZipFile(homework().resolve("release.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                names.add(entry.getName());
                texts.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertTrue(names.contains("hw1/exercises/hw1-page/exercise.ipynb"), names.toString());
        assertTrue(names.contains("hw1/README.md"), names.toString());
        List<Path> secret;
        try (Stream<Path> all = Files.walk(solutions())) {
            secret = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertTrue(secret.size() > 5, secret.toString());
        for (Path file : secret) {
            Matcher type = Pattern.compile("(?m)^class (\\w+)").matcher(Files.readString(file));
            assertTrue(type.find(), file.toString());
            assertFalse(
                    Pattern.compile("\\b" + type.group(1) + "\\b")
                            .matcher(texts)
                            .find(),
                    file + " leaks " + type.group(1));
        }
        assertFalse(texts.toString().contains("// fails:"));
    }

    /** As Moodle gives it: Ada solved it and handed in the zip of her folder, Bob a notebook that is lazy and late, Cy the empty starter. */
    private void handIn() throws IOException {
        Path notebook = homework().resolve("release/exercises/hw1-page/exercise.ipynb");
        byte[] right = answered(notebook, Files.readString(solutions().resolve("Solution.java")));
        Path lazy;
        try (Stream<Path> wrong = Files.list(solutions().resolve("wrong"))) {
            lazy = wrong.filter(file -> file.getFileName().toString().contains("lazy"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
        byte[] wrong = answered(notebook, Files.readString(lazy));
        Path zip = home.resolve("Downloads/hw1.zip");
        Files.createDirectories(zip.getParent());
        LocalDateTime inTime = LocalDateTime.of(2026, 11, 19, 12, 0);
        try (OutputStream bytes = Files.newOutputStream(zip);
                var out = new ZipOutputStream(bytes)) {
            Path adas = home.resolve("ada.zip");
            try (OutputStream inner = Files.newOutputStream(adas);
                    var hers = new ZipOutputStream(inner)) {
                put(hers, "hw1/exercises/hw1-page/exercise.ipynb", right, inTime);
            }
            put(out, "Ada Doe_4711_assignsubmission_file_/hw1.zip", Files.readAllBytes(adas), inTime);
            put(out, "Bob_4712_assignsubmission_file_/exercise.ipynb", wrong, inTime.plusDays(2));
            put(out, "Cy_4713_assignsubmission_file_/exercise.ipynb", Files.readAllBytes(notebook), inTime);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, LocalDateTime at) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(at);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] answered(Path notebook, String answer) throws IOException {
        JsonObject json = NotebookJson.read(notebook);
        for (JsonElement each : json.getAsJsonArray("cells")) {
            JsonObject cell = each.getAsJsonObject();
            AnswerCell.parse(NotebookJson.source(cell))
                    .ifPresent(found -> NotebookJson.source(cell, "%%answer " + found.id() + "\n" + answer));
        }
        return NotebookJson.text(json).getBytes(StandardCharsets.UTF_8);
    }

    private List<String> row(String learner) throws IOException {
        return Files.readString(homework().resolve("total/gradebook.csv"))
                .lines()
                .filter(line -> line.startsWith(learner + ","))
                .findFirst()
                .map(line -> List.of(line.split(",", -1)))
                .orElseThrow();
    }

    private double score(String learner) throws IOException {
        return Double.parseDouble(row(learner).get(8));
    }

    private void assertMarks() throws IOException {
        double most = Double.parseDouble(row("Ada Doe").get(9));
        assertEquals(most, score("Ada Doe"));
        assertTrue(score("Bob") > 0 && score("Bob") < most, row("Bob").toString());
        assertEquals("10", row("Bob").get(7), "one day begun after the grace");
        assertEquals(0.0, score("Cy"));

        String bobs = Files.readString(homework().resolve("feedback/Bob.html"));
        assertTrue(bobs.contains("lazy stream (07)") && bobs.contains("10 % taken off"), bobs);
        assertTrue(Files.exists(homework().resolve("feedback/Ada%20Doe.html")));
        assertTrue(Files.readString(homework().resolve("total/moodle.csv")).contains("Ada Doe," + (int) most));
        assertTrue(Files.exists(homework().resolve("total/canvas.csv")));
    }

    private void assertLateRulesCanBeChangedWithoutJudging() throws Exception {
        double before = score("Bob");
        Path record = homework().resolve("marks/hw1-page/results/Bob.json");
        Object written = Files.readAttributes(record, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        Files.writeString(homework().resolve("late.options"), "--due 2026-11-30T23:59:00+01:00\n");

        Launched export =
                Clone.interleave("assign", "export", homework().toString()).run(Clone.PATIENCE);

        assertEquals(0, export.exitCode(), export.toString());
        assertEquals(before / 0.9, score("Bob"), 1e-9);
        assertEquals(
                written,
                Files.readAttributes(record, java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey());
    }
}

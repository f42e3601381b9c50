package interleave.grade.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.Grader;
import interleave.grade.Outcome;
import interleave.grade.Result;
import interleave.grade.ResultJson;
import interleave.grade.SampleExercise;
import interleave.grade.exercise.Exercise;
import interleave.grade.submission.BadBundleException;
import interleave.grade.submission.Submissions;
import interleave.link.GuestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Many submissions: one bad one is one bad record, and a stopped run goes on where it was")
class BatchIT {
    private static final GuestOptions GUEST =
            GuestOptions.plain(Path.of("target/interleave-guest.jar").toAbsolutePath());
    private static final String RIGHT =
            "class A implements Sum { public int of(List<Integer> n) { return n.stream().mapToInt(x -> x).sum(); } }";
    private static final String WRONG = "class A implements Sum { public int of(List<Integer> n) { return 4; } }";

    @TempDir
    private Path folder;

    private Exercise exercise;
    private Path handedIn;
    private Path out;

    @BeforeEach
    void handIn() throws Exception {
        exercise = SampleExercise.in(folder).load();
        out = folder.resolve("out");
        handedIn = Files.createDirectories(folder.resolve("handed-in"));
        Files.writeString(handedIn.resolve("ada.java"), RIGHT);
        Files.writeString(handedIn.resolve("bob.ipynb"), SampleExercise.notebook("mine", "%%answer 90-sum\n" + WRONG));
        Files.writeString(Files.createDirectories(handedIn.resolve("cyd")).resolve("Answer.java"), RIGHT);
        zip("dan.zip", "../../outside.java", RIGHT);
        Files.writeString(
                handedIn.resolve("eve.java"),
                "class A implements Sum { public int of(List<Integer> n) { System.exit(0); return 3; } }");
        Files.writeString(handedIn.resolve("fay.ipynb"), "no notebook at all");
        Files.createSymbolicLink(handedIn.resolve("gil.java"), handedIn.resolve("ada.java"));
        Files.createDirectories(handedIn.resolve("hal"));
        Files.writeString(handedIn.resolve("notes.txt"), "not a submission");
    }

    private void zip(String name, String entry, String text) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(handedIn.resolve(name)))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    /** The names of what was judged now and not kept. */
    private List<String> run(int jobs) throws Exception {
        var judged = new ArrayList<String>();
        new Batch(exercise, new RunFolder(out), jobs, () -> new Grader(GUEST))
                .run(Submissions.find(List.of(handedIn)), Shard.WHOLE, Gradebook.PLAIN, (result, done, all, kept) -> {
                    if (!kept) {
                        judged.add(result.submission());
                    }
                });
        judged.sort(null);
        return judged;
    }

    /** Every record, times aside. */
    private String records() throws IOException {
        var records = new TreeMap<String, String>();
        try (var files = Files.list(out.resolve("results"))) {
            for (Path file : files.toList()) {
                records.put(file.getFileName().toString(), Grader.json(ResultJson.read(Files.readString(file)), false));
            }
        }
        return records.toString();
    }

    private Result record(String submission) throws IOException {
        return ResultJson.read(
                Files.readString(out.resolve("results").resolve(RunFolder.fileName(submission, ".json"))));
    }

    @Test
    @DisplayName("each has its record, whatever it is, and two runs of one and of two jobs write the same")
    void records(@TempDir Path other) throws Exception {
        run(2);

        assertEquals(2, record("ada.java").points());
        assertEquals(0, record("bob.ipynb").points());
        assertEquals(
                "the sum is wrong: 4", record("bob.ipynb").tests().getFirst().actual());
        assertEquals(2, record("cyd").points());
        assertEquals(2, record("dan.zip").points());
        assertFalse(Files.exists(folder.resolve("outside.java")), "a zip was unpacked");
        assertEquals(Outcome.EXIT, record("eve.java").tests().getFirst().outcome());
        for (String bad : List.of("fay.ipynb", "gil.java", "hal")) {
            assertEquals(Result.Status.BAD_BUNDLE, record(bad).status(), bad);
        }
        assertEquals(
                "gil.java is a symbolic link, which is not followed.",
                record("gil.java").tests().getFirst().actual());

        String first = records();
        out = other;
        run(1);
        assertEquals(first, records());
    }

    @Test
    @DisplayName("what has a record is kept; what changed, was cut short or was lost is judged again")
    void resume() throws Exception {
        run(2);
        String before = records();
        assertEquals(Result.Status.JUDGED, record("eve.java").status(), record("eve.java")::toString);
        assertEquals(List.of(), run(2));

        Files.writeString(handedIn.resolve("bob.ipynb"), SampleExercise.notebook("mine", "%%answer 90-sum\n" + RIGHT));
        Files.delete(out.resolve("results").resolve(RunFolder.fileName("cyd", ".json")));
        Path ada = out.resolve("results").resolve(RunFolder.fileName("ada.java", ".json"));
        Files.writeString(ada, Files.readString(ada).substring(0, 100));
        assertEquals(List.of("ada.java", "bob.ipynb", "cyd"), run(2));

        assertEquals(2, record("bob.ipynb").points());
        assertTrue(before.contains("cyd") && records().contains("cyd"));
        try (var files = Files.list(out.resolve("results"))) {
            assertEquals(8, files.count(), "a temporary file was left");
        }
    }

    @Test
    @DisplayName("another exercise, or another isolation, makes every verdict anew; the same one makes none")
    void contentKey() throws Exception {
        run(2);
        exercise = SampleExercise.in(folder)
                .with("hints.md", "## 1\nAdd all of them.\n")
                .load();
        List<String> judged = run(2);
        assertTrue(
                judged.containsAll(List.of("ada.java", "bob.ipynb", "cyd", "dan.zip", "eve.java")), judged.toString());
        assertEquals(List.of(), run(2));

        Path ada = out.resolve("results").resolve(RunFolder.fileName("ada.java", ".json"));
        Files.writeString(ada, Files.readString(ada).replace("\"plain\"", "\"landlock\""));
        assertEquals(List.of("ada.java"), run(2));
    }

    @Test
    @DisplayName("two submissions of one name are refused before anything is judged")
    void sameName() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("ada.java"), RIGHT);
        var thrown = assertThrows(BadBundleException.class, () -> Submissions.find(List.of(handedIn, other)));
        assertEquals("Two submissions are called ada.java; give each its own name.", thrown.getMessage());
    }

    @Test
    @DisplayName("a record's file name holds no path, however the submission is called")
    void fileNames() {
        assertEquals("..%2F..%2Fetc.json", RunFolder.fileName("../../etc", ".json"));
        assertTrue(RunFolder.fileName("ä".repeat(300), ".json").length() < 255);
    }

    @Test
    @DisplayName("the answers judged stand beside the records, and what a process that is no more left half written is"
            + " removed")
    void leftovers() throws Exception {
        run(2);
        assertEquals(WRONG, Files.readString(out.resolve("answers/bob.ipynb.java")));
        Path mine = out.resolve("results/.elsewhere.1.1.tmp");
        Files.writeString(mine, "{");
        var ended = new ProcessBuilder("true").start();
        assertEquals(0, ended.waitFor());
        String host = java.net.InetAddress.getLocalHost().getHostName();
        Path dead = out.resolve("results/." + host + "." + ended.pid() + ".7.tmp");
        Files.writeString(dead, "{");

        run(1);
        assertFalse(Files.exists(dead), "left by a process that is no more");
        assertTrue(Files.exists(mine), "another machine may still be writing it");
    }

    @Test
    @DisplayName("shards judge each submission once, and merged they are what one machine would have written")
    void shards() throws Exception {
        List<Submissions.Submission> all = Submissions.find(List.of(handedIn));
        Batch.Progress silent = (result, done, of, kept) -> {};
        var whole = new Batch(exercise, new RunFolder(out), 2, () -> new Grader(GUEST))
                .run(all, Shard.WHOLE, Gradebook.PLAIN, silent);

        var parts = new ArrayList<Path>();
        var names = new ArrayList<String>();
        for (int i = 1; i <= 3; i++) {
            Path part = folder.resolve("part" + i);
            parts.add(part);
            new Batch(exercise, new RunFolder(part), 1, () -> new Grader(GUEST))
                    .run(all, new Shard(i, 3), Gradebook.PLAIN, silent)
                    .results()
                    .forEach(r -> names.add(r.submission()));
        }
        names.sort(null);
        assertEquals(all.stream().map(Submissions.Submission::name).toList(), names);

        Marks merged = RunFolder.merge(parts, Gradebook.PLAIN);
        assertEquals(whole.run(), merged.run());
        assertEquals(timeless(whole), timeless(merged));

        var thrown = assertThrows(
                MissingPartException.class,
                () -> RunFolder.merge(List.of(parts.get(0), parts.get(2)), Gradebook.PLAIN));
        assertEquals("Shard 2/3 is in none of these folders.", thrown.getMessage());
        Files.delete(parts.get(0).resolve("results").resolve(RunFolder.fileName(first(parts.get(0)), ".json")));
        assertThrows(MissingPartException.class, () -> RunFolder.merge(parts, Gradebook.PLAIN));
    }

    private static String first(Path part) throws IOException {
        try (var runs = Files.list(part)) {
            Path run = runs.filter(f -> f.getFileName().toString().startsWith("run-"))
                    .findFirst()
                    .orElseThrow();
            return RunRecord.read(Files.readString(run)).submissions().getFirst();
        }
    }

    private static List<String> timeless(Marks marks) {
        return marks.submissions().stream()
                .map(m -> Grader.json(m.result(), false) + m.result().notes() + m.source())
                .toList();
    }
}

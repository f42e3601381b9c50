package interleave.grade.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.SampleExercise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A submission that is a folder or a zip")
class SubmissionsTest {
    private static final String OURS = SampleExercise.notebook("mine", "%%answer 90-sum\nclass A {}");
    private static final String OTHER = SampleExercise.notebook("mine", "%%answer 91-other\nclass B {}");

    @TempDir
    private Path folder;

    private Path folder(String name, String... notebooks) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < notebooks.length; i++) {
            Files.writeString(made.resolve("week-" + i + ".ipynb"), notebooks[i]);
        }
        return made;
    }

    private Path zip(String name, String... notebooks) throws IOException {
        Path made = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(made))) {
            for (int i = 0; i < notebooks.length; i++) {
                zip.putNextEntry(new ZipEntry("course/week-" + i + ".ipynb"));
                zip.write(notebooks[i].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return made;
    }

    private static Answer answer(Path path) throws BadBundleException {
        return new Submissions.Submission(path.getFileName().toString(), path).answer("90-sum");
    }

    @Test
    @DisplayName("may hold the notebooks of a whole course: the one with the answer is found")
    void wholeCourse() throws Exception {
        for (Path each : List.of(folder("ada", OTHER, OURS, "no notebook"), zip("bob.zip", OTHER, OURS, OTHER))) {
            assertEquals("class A {}", answer(each).text());
            assertEquals(each.getFileName().toString(), answer(each).name());
        }
    }

    @Test
    @DisplayName("is refused when two hold an answer, or none of several does")
    void notOne() throws Exception {
        for (Path each : List.of(folder("ada", OURS, OURS), zip("bob.zip", OTHER, OTHER))) {
            var thrown = assertThrows(BadBundleException.class, () -> answer(each));
            assertTrue(String.valueOf(thrown.getMessage()).contains("holds 2 files that could be the answer"));
        }
    }
}

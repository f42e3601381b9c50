package interleave.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.submission.BadBundleException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What was handed in")
class HandInsTest {
    @TempDir
    private Path folder;

    private Homework homework;

    @BeforeEach
    void make() throws Exception {
        homework = new Homework(folder.resolve("hw1"), "Homework 1", folder.resolve("exercises"), List.of("a"));
        homework.write();
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private List<String> collected(Path... from) throws Exception {
        int _ = new HandIns(homework).collect(List.of(from));
        try (Stream<Path> all = Files.walk(homework.handedIn())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> homework.handedIn().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private List<String> learners() throws IOException {
        return Files.readString(homework.register())
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1)[1])
                .sorted()
                .toList();
    }

    @Test
    @DisplayName("is a folder or a file a learner; repositories lose the name of the homework in front")
    void folders() throws Exception {
        file("in/ada/exercise.ipynb");
        file("in/hw1-bob/exercises/a/exercise.ipynb");
        file("in/cy.java");
        file("in/dan.zip");

        assertEquals(
                List.of("ada/exercise.ipynb", "bob/exercises/a/exercise.ipynb", "cy/cy.java", "dan.zip"),
                collected(folder.resolve("in")));
        assertEquals(List.of("ada", "bob", "cy", "dan"), learners());
    }

    @Test
    @DisplayName("comes from Moodle and Canvas under their own names")
    void courseSystems() throws Exception {
        file("moodle/Ada Doe_4711_assignsubmission_file_/exercise.ipynb");
        file("canvas/doebob_LATE_12_345_my_answer.ipynb");

        assertEquals(
                List.of("Ada%20Doe/exercise.ipynb", "doebob/my_answer.ipynb"),
                collected(folder.resolve("moodle"), folder.resolve("canvas")));
        assertEquals(List.of("Ada Doe", "doebob"), learners());
    }

    @Test
    @DisplayName("is copied by reading alone: no link, no checkpoint, nothing outside its folder")
    void hostile() throws Exception {
        file("in/ada/exercise.ipynb");
        file("in/ada/.ipynb_checkpoints/exercise-checkpoint.ipynb");
        file("in/ada/notes.txt");
        Files.createSymbolicLink(folder.resolve("in/ada/secret.ipynb"), file("secret.ipynb"));
        Path zip = folder.resolve("all.zip");
        try (OutputStream bytes = Files.newOutputStream(zip);
                var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("bob/../../../out.ipynb"));
            out.closeEntry();
            out.putNextEntry(new ZipEntry("bob/exercise.ipynb"));
            out.closeEntry();
        }

        assertEquals(List.of("ada/exercise.ipynb"), collected(folder.resolve("in")));
        try {
            assertTrue(collected(zip).contains("bob/exercise.ipynb"));
        } catch (BadBundleException refused) {
            // a JDK that opens no zip with such a name refuses all of it
            assertTrue(String.valueOf(refused.getMessage()).contains("no zip that can be read"), refused.toString());
        }
        assertFalse(Files.exists(folder.resolve("out.ipynb")));
    }

    @Test
    @DisplayName("again takes the place of the earlier")
    void again() throws Exception {
        file("first/ada/old.ipynb");
        file("second/ada.zip");

        assertEquals(List.of("ada/old.ipynb"), collected(folder.resolve("first")));
        assertEquals(List.of("ada.zip"), collected(folder.resolve("second")));
    }

    @Test
    @DisplayName("from nowhere is told")
    void nowhere() {
        assertThrows(BadBundleException.class, () -> collected(folder.resolve("nowhere")));
    }
}

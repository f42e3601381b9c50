package interleave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a temporary folder")
class TemporaryFolderTest {
    /** A program that ends with a folder open. */
    static final class Leaves {
        private Leaves() {}

        public static void main(String[] args) throws Exception {
            TemporaryFolder closed = TemporaryFolder.create("closed");
            Files.createDirectories(closed.path().resolve("in").resolve("it"));
            closed.close();
            if (Files.exists(closed.path())) {
                System.exit(1);
            }
            TemporaryFolder open = TemporaryFolder.create("open");
            Files.writeString(open.path().resolve("file"), "text");
            System.exit(Files.exists(open.path()) ? 7 : 1);
        }
    }

    @Test
    @DisplayName("is gone with all it holds when it is closed, and when its program ends")
    void gone(@TempDir Path temporary) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Leaves.class.getName()))
                .inheritIO()
                .start();

        assertEquals(7, process.waitFor());
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(each -> !each.getFileName().toString().startsWith("hsperf"))
                            .toList());
        }
    }

    @Test
    @DisplayName("can be entered by its user only")
    void ofTheUser() throws Exception {
        try (var folder = TemporaryFolder.create("mine")) {
            assertTrue(Files.isDirectory(folder.path()));
            assertFalse(Files.getPosixFilePermissions(folder.path()).toString().matches(".*(GROUP|OTHERS).*"));
        }
    }
}

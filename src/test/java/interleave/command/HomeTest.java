package interleave.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clone's folder")
class HomeTest {
    @Test
    @DisplayName("is the one whose target/ the classes come from, when the launcher does not name it")
    void besideTarget() {
        assumeTrue(System.getenv("INTERLEAVE_HOME") == null, "INTERLEAVE_HOME is set");

        assertEquals(Path.of("").toAbsolutePath(), Home.folder());
    }
}

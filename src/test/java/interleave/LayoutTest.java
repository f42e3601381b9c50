package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The top level is a table of contents")
class LayoutTest {
    private static final Set<String> CONTENTS = Set.of(
            "README.md", "notebooks", "exercises", "solutions", "src", "binder", "pom.xml", "interleave", "LICENSE");

    private static final Set<String> DEMANDED_BY_TOOLS =
            Set.of("mvnw", ".mvn", ".ci", ".gitignore", ".gitattributes", ".devcontainer.json");

    @Test
    @DisplayName("and holds what the README names, and what tools demand")
    void topLevelHoldsNothingElse() throws Exception {
        assumeTrue(Files.exists(Path.of(".git")), "only a clone knows which files are tracked");
        Set<String> others = trackedAtTopLevel();
        assertTrue(others.contains("pom.xml"), "git lists no pom.xml: the test runs in the wrong folder");
        others.removeAll(CONTENTS);
        others.removeAll(DEMANDED_BY_TOOLS);
        assertEquals(Set.of(), others);
    }

    private static Set<String> trackedAtTopLevel() throws IOException, InterruptedException {
        Process git =
                new ProcessBuilder("git", "ls-files").redirectErrorStream(true).start();
        String files = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, git.waitFor(), files);
        return files.lines().map(line -> line.split("/", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
    }
}

package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.command.ExitCode;
import interleave.course.Prediction;
import interleave.course.Progress;
import interleave.course.ProgressFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types what the README and the instructor's guide say. {@code ./interleave} itself is typed by LauncherIT, {@code run --all} is what NotebooksIT does lesson by
 * lesson, {@code ./mvnw verify} is this build.
 */
@DisplayName("The README")
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("\\./interleave(?: ([a-z]+))?((?: +[^`\\n]*)?)");

    @TempDir
    private Path home;

    @BeforeAll
    static void setUp() throws Exception {
        Clone.setUp();
    }

    @Test
    @DisplayName("says commands that do what it says, typed as they stand")
    void blocks() throws Exception {
        for (String learner : List.of("ada", "bob")) {
            Path file = Files.createDirectories(home.resolve("room")).resolve(learner + ".json");
            new ProgressFile(file)
                    .put(Progress.NONE.with(
                            new Prediction("00-start-here", "Two waits", "both", "ms", 55, 50.0, 51, Instant.EPOCH)));
        }
        Files.copy(
                Path.of("solutions/00-two-questions/Solution.java"),
                Files.createDirectories(home.resolve("downloads")).resolve("ada.java"));
        Files.copy(
                Path.of("solutions/03-fan-out/Solution.java"),
                Files.createDirectories(home.resolve("handed-in")).resolve("ada.java"));
        var blocks = new ArrayList<String>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        assertTrue(blocks.size() >= 5, blocks.toString());
        for (String text : blocks) {
            Launched typed = Clone.program(List.of("bash", "-ec", text))
                    .with(Map.of("HOME", home.toString()))
                    .run(Clone.PATIENCE);
            assertEquals(ExitCode.DONE, typed.exitCode(), text + typed);
        }
        for (String made : List.of(
                "guide.md",
                "slides/00-start-here.html",
                "room/predictions.html",
                "course/hw1/total/moodle.csv",
                "course/hw1/feedback/ada.html",
                "site/index.html",
                "marks/class.html",
                ".local/share/jupyter/kernels/java/kernel.json")) {
            assertTrue(Files.size(home.resolve(made)) > 0, made);
        }
    }

    @Test
    @DisplayName("and the texts beside it name no command and no option that is not there")
    void names() throws Exception {
        Launched help = Clone.interleave("--help").run(Clone.PATIENCE);
        Set<String> commands = new TreeSet<>();
        Matcher listed = Pattern.compile("(?m)^  ([a-z]+)\\b").matcher(help.out());
        while (listed.find()) {
            commands.add(listed.group(1));
        }
        assertTrue(commands.containsAll(List.of("open", "run", "grade", "assign", "site")), commands.toString());
        String sources = allSources();
        for (Path text : List.of(
                Path.of("README.md"),
                Path.of("notebooks/teaching/homework.md"),
                Path.of("notebooks/teaching/instructors.md"))) {
            Matcher named = COMMAND.matcher(Files.readString(text));
            while (named.find()) {
                String command = named.group(1);
                assertTrue(command == null || commands.contains(command), text + ": ./interleave " + command);
                Matcher option = Pattern.compile("(?<![\\w-])--[a-z-]+").matcher(named.group(2));
                while (option.find()) {
                    assertTrue(sources.contains(option.group()), text + ": " + named.group());
                }
            }
        }
    }

    /** Where options are declared: the launcher, our commands, our scripts. */
    private static String allSources() throws Exception {
        var all = new StringBuilder(Files.readString(Path.of("interleave")));
        for (String folder : List.of("src/main/java/interleave/command", "src/main/python")) {
            try (var files = Files.list(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}

package interleave.schedule.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Unless told otherwise, a run names the lines of learners:")
class OursTest {
    @ParameterizedTest(name = "none of interleave.{0}, nor of the rooms in it")
    @ValueSource(strings = {"guest", "schedule", "link", "grade", "lab", "kernel"})
    void ours(String room) throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources.resolve("interleave").resolve(room))) {
            List<String> types = files.map(file -> sources.relativize(file).toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file ->
                            file.substring(0, file.length() - ".java".length()).replace('/', '.'))
                    .filter(Inside.Settings.DEFAULT.learner())
                    .toList();
            assertEquals(List.of(), types);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Solution, true",
        "exercise.Page, true",
        "interleave.schedule.learner.Races, true",
        "interleave.Main, true",
        "java.util.ArrayList, false",
        "jdk.internal.misc.Unsafe, false"
    })
    void learners(String type, boolean theirs) {
        assertEquals(theirs, Inside.Settings.DEFAULT.learner().test(type));
    }
}

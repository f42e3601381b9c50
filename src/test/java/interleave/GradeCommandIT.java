package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.command.ExitCode;
import interleave.command.InterleaveCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("interleave grade and interleave exercise refuse what they cannot do, before they do anything")
class GradeCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return InterleaveCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    static Stream<Arguments> wrongUsage() {
        return Stream.of(
                Arguments.of("Which exercise", List.of("grade")),
                Arguments.of("Which exercise", List.of("grade", "03-fan-out")),
                Arguments.of("--jobs is at least 1, not 0", List.of("grade", "03-fan-out", "a.java", "--jobs", "0")),
                Arguments.of(
                        "no format 'pdf'. There are: json,",
                        List.of("grade", "03-fan-out", ".", "--out", "x", "--format", "csv,pdf")),
                Arguments.of("--shard needs --out", List.of("grade", "03-fan-out", ".", "--shard", "1/2")),
                Arguments.of("a shard is I/N", List.of("grade", "03-fan-out", ".", "--out", "x", "--shard", "3/2")),
                Arguments.of("give --due", List.of("grade", "03-fan-out", ".", "--out", "x", "--late-penalty", "10")),
                Arguments.of(
                        "give --submitted",
                        List.of("grade", "03-fan-out", ".", "--out", "x", "--due", "2026-11-20T23:59:00Z")),
                Arguments.of("--out", List.of("grade", "merge", "marks")),
                Arguments.of(
                        "no files here to take times from",
                        List.of("grade", "merge", "m", "--out", "x", "--submitted", "files")),
                Arguments.of("Give a NAME, or --variant", List.of("exercise", "new")),
                Arguments.of("Give a NAME, or --variant", List.of("exercise", "new", "--variant", "a")),
                Arguments.of(
                        "Give a NAME, or --variant", List.of("exercise", "new", "a", "--variant", "b", "--of", "c")),
                Arguments.of("--repeat is at least 1", List.of("exercise", "check", "--repeat", "0")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    @DisplayName("a wrong command line")
    void wrongUsage(String sentence, List<String> arguments, @TempDir Path folder) {
        List<String> here = arguments.stream()
                .map(a -> a.equals(".")
                        ? folder.toString()
                        : a.equals("x") ? folder.resolve("x").toString() : a)
                .toList();
        assertEquals(ExitCode.USAGE, run(here.toArray(String[]::new)), err.toString());
        assertTrue(err.toString().contains(sentence), err.toString());
        assertTrue(Files.notExists(folder.resolve("x")), "something was written");
    }

    @Test
    @DisplayName("a folder that is no run, and a table that leaves a time open")
    void badBundles(@TempDir Path folder) throws Exception {
        assertEquals(
                ExitCode.BAD_EXERCISE,
                run(
                        "grade",
                        "merge",
                        folder.toString(),
                        "--out",
                        folder.resolve("x").toString()));
        assertTrue(err.toString().contains("holds no run"), err.toString());

        Path handedIn = Files.createDirectory(folder.resolve("handed-in"));
        Files.writeString(handedIn.resolve("ada.java"), "class A {}");
        Path table =
                Files.writeString(folder.resolve("t.csv"), "submission,submitted\nbob.java,2026-11-20T23:59:00Z\n");
        assertEquals(
                ExitCode.BAD_EXERCISE,
                run(
                        "grade",
                        "03-fan-out",
                        handedIn.toString(),
                        "--out",
                        folder.resolve("x").toString(),
                        "--due",
                        "2026-11-20T23:59:00Z",
                        "--submitted",
                        table.toString()));
        assertTrue(err.toString().contains("does not say when ada.java was handed in"), err.toString());
    }

    @Test
    @DisplayName("options of a course may stand in a file of their own")
    void optionsInAFile(@TempDir Path folder) throws Exception {
        Path options =
                Files.writeString(folder.resolve("course.options"), "--due 2026-11-20T23:59:00Z\n--grace PT15M\n");
        assertEquals(
                ExitCode.USAGE,
                run(
                        "grade",
                        "03-fan-out",
                        folder.toString(),
                        "--out",
                        folder.resolve("x").toString(),
                        "@" + options));
        assertTrue(err.toString().contains("give --submitted"), err.toString());
    }
}

package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every Java file of ours is formatted by palantir-java-format")
class FormattingTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    @DisplayName("in src, exercises and solutions; -Dformat=write repairs instead of complaining")
    void everyFileIsFormatted() throws Exception {
        List<Path> files = javaFiles();
        assertFalse(files.isEmpty(), "found no Java file: the test runs in the wrong folder");
        List<String> unformatted = new ArrayList<>();
        for (Path file : files) {
            String now = Files.readString(file);
            String formatted = format(file, now);
            if (formatted.equals(now)) {
                continue;
            }
            if ("write".equals(System.getProperty("format"))) {
                Files.writeString(file, formatted);
            } else {
                unformatted.add(file.toString());
            }
        }
        if (!unformatted.isEmpty()) {
            fail("Not formatted:\n  " + String.join("\n  ", unformatted)
                    + "\nRepair them with: ./mvnw -q test -Dtest=FormattingTest -Dformat=write");
        }
    }

    @Test
    @DisplayName("and the formatter really changes a file that is not")
    void formatterFindsFault() throws Exception {
        assertEquals("class A {\n    int x = 1;\n}\n", format(Path.of("A.java"), "class A { int  x=1; }"));
    }

    private static String format(Path file, String source) throws FormatterException {
        try {
            return FORMATTER.formatSourceAndFixImports(source);
        } catch (FormatterException unreadable) {
            throw new AssertionError(
                    file + " is no Java that the formatter can read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<Path> javaFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("src", "exercises", "solutions")) {
            Path top = Path.of(folder);
            if (!Files.isDirectory(top)) {
                continue;
            }
            try (Stream<Path> below = Files.walk(top)) {
                below.filter(path -> path.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        return files;
    }
}

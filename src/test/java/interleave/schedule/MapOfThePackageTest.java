package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The package's own page says where what stands:")
class MapOfThePackageTest {
    private static final Path PACKAGE = Path.of("src/main/java/interleave/schedule");

    @Test
    @DisplayName("each file of it once, and nothing that is not there")
    void complete() throws IOException {
        String page = Files.readString(PACKAGE.resolve("package-info.java"));
        String map = page.substring(page.indexOf("<dl>"), page.indexOf("</dl>"));
        List<String> named = Pattern.compile("<dd>([^<]*)")
                .matcher(map)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split("[ ,*\\n]+")))
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
        try (Stream<Path> files = Files.list(PACKAGE)) {
            assertEquals(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .sorted()
                            .toList(),
                    named);
        }
    }
}

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A package's own page says where what stands:")
class MapOfThePackageTest {
    @ParameterizedTest(name = "each file of {0} once, and nothing that is not there")
    @ValueSource(
            strings = {
                "interleave/schedule",
                "interleave/schedule/message",
                "interleave/schedule/inside",
                "interleave/schedule/search",
                "interleave/schedule/weave"
            })
    void complete(String name) throws IOException {
        Path folder = Path.of("src/main/java", name);
        String page = Files.readString(folder.resolve("package-info.java"));
        String map = page.substring(page.indexOf("<dl>"), page.indexOf("</dl>"));
        List<String> named = Pattern.compile("<dd>([^<]*)")
                .matcher(map)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split("[ ,*\\n]+")))
                .filter(each -> !each.isEmpty())
                .sorted()
                .toList();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".java") && !file.equals("package-info.java"))
                            .map(file -> file.substring(0, file.length() - ".java".length()))
                            .sorted()
                            .toList(),
                    named);
        }
    }
}

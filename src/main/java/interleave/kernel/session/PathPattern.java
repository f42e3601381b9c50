package interleave.kernel.session;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A file, a folder, or what an asterisk stands for: {@code lib/*.jar}. */
public final class PathPattern {
    private PathPattern() {}

    /**
     * The files that a pattern means.
     *
     * @param jars whether a folder means the jars in it, and not itself
     */
    public static List<Path> matched(String pattern, boolean jars) {
        int star = pattern.indexOf('*');
        int folderEnd = star < 0 ? -1 : pattern.lastIndexOf('/', star);
        List<Path> found = new ArrayList<>();
        try {
            if (star < 0) {
                Path path = Path.of(pattern).toAbsolutePath().normalize();
                if (jars && Files.isDirectory(path)) {
                    return matched(pattern + "/*.jar", true);
                }
                return Files.exists(path) ? List.of(path) : List.of();
            }
            Path folder = Path.of(folderEnd < 0 ? "" : folderEnd == 0 ? "/" : pattern.substring(0, folderEnd))
                    .toAbsolutePath()
                    .normalize();
            String rest = pattern.substring(folderEnd + 1);
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
            try (Stream<Path> below = Files.walk(folder, rest.contains("**") ? 10 : rest.split("/", -1).length)) {
                below.filter(path -> matcher.matches(folder.relativize(path)))
                        .sorted()
                        .forEach(found::add);
            }
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
        return found;
    }
}

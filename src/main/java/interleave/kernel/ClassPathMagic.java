package interleave.kernel;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code %jars lib/*.jar} and {@code %classpath build/classes}: jars and folders for the cells that follow; an asterisk stands for any part of a name. */
final class ClassPathMagic implements Magic {

    @Override
    public List<String> names() {
        return List.of("jars", "classpath");
    }

    @Override
    public String help() {
        return """
            %jars FILE...
            %classpath FILE...

            Jars and folders for the cells that follow; an asterisk stands for any part of a name: %jars lib/*.jar\
            """;
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public boolean isCallable() {
        return true;
    }

    @Override
    public Outcome run(Call call) {
        List<String> arguments = Arguments.of(call.arguments());
        if (arguments.isEmpty()) {
            return Outcome.Failed.of(
                    "Usage", "Which? %jars lib/*.jar adds jars, %classpath build/classes a folder of classes.");
        }
        List<Path> found = new ArrayList<>();
        for (String argument : arguments) {
            List<Path> matched = matched(argument, call.name().equals("jars"));
            if (matched.isEmpty()) {
                return Outcome.Failed.of(
                        "NoSuchFile",
                        "Nothing is there that " + argument + " could mean, seen from "
                                + Path.of("").toAbsolutePath() + ".");
            }
            found.addAll(matched);
        }
        call.classPath().accept(found);
        return Outcome.Done.giving(found);
    }

    /**
     * The files that a pattern means.
     *
     * @param jars whether a folder means the jars in it, and not itself
     */
    static List<Path> matched(String pattern, boolean jars) {
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

package interleave.command;

import interleave.grade.exercise.Exercise;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The zip that Gradescope makes an autograder of: its two scripts, the jars, one exercise with its hidden tests. Nothing is built there and nothing but a JDK
 * fetched; the solution and the wrong answers stay at home.
 */
final class GradescopeBundle {
    private static final List<String> SCRIPTS = List.of("setup.sh", "run_autograder");
    private static final List<String> JARS = List.of("interleave.jar", "interleave-guest.jar");

    private GradescopeBundle() {}

    /**
     * Writes the zip, in place of one that is there.
     *
     * @param home this clone, built
     * @throws IOException if something cannot be read or written
     */
    static void write(Path home, Exercise exercise, Path zip) throws IOException {
        Path absolute = zip.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileSystem bundle = FileSystems.newFileSystem(
                URI.create("jar:" + part.toUri()), Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            Path root = bundle.getPath("/");
            for (String script : SCRIPTS) {
                Path copy = root.resolve(script);
                Files.copy(home.resolve("src/main/deploy/gradescope").resolve(script), copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Files.writeString(root.resolve("exercise"), exercise.id());
            Path target = Files.createDirectory(root.resolve("target"));
            for (String jar : JARS) {
                Files.copy(home.resolve("target").resolve(jar), target.resolve(jar));
            }
            copy(home.resolve("target/lib"), target.resolve("lib"));
            copy(exercise.folder(), root.resolve("exercises").resolve(exercise.id()));
            @Nullable Path solutions = exercise.solutions();
            if (solutions != null && Files.isDirectory(solutions.resolve("hidden"))) {
                copy(
                        solutions.resolve("hidden"),
                        root.resolve("solutions").resolve(exercise.id()).resolve("hidden"));
            }
        }
        Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}

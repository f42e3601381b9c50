package interleave.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A folder in the temporary folder that only this user can enter, and that is gone with all it holds once it is closed, or this JVM ends otherwise than by being killed. */
public final class TemporaryFolder implements AutoCloseable {
    private static final Set<TemporaryFolder> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform()
                        .name("interleave-remove-folders")
                        .unstarted(() -> OPEN.forEach(TemporaryFolder::close)));
    }

    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /**
     * A new, empty one.
     *
     * @param prefix of its name
     * @throws IOException if it cannot be made
     */
    public static TemporaryFolder create(String prefix) throws IOException {
        var made = new TemporaryFolder(Files.createTempDirectory(prefix));
        OPEN.add(made);
        return made;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        OPEN.remove(this);
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // what cannot be removed stays in the temporary folder, where it harms nobody
        }
    }
}

package interleave.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether what was made of jars to start faster, an archive of their classes say, was made of them as they are now.
 *
 * <p>The JVM checks that a cache was made by the same build of the JDK, but JDK 25 does not compare application jars when it uses an AOT cache: after a build it would run
 * the classes of the build before, without a word. So training leaves a stamp of the jars beside the cache, and nobody uses a cache whose stamp differs.
 */
public final class StartupCache {
    private StartupCache() {}

    /**
     * Notes beside a cache which jars it was trained with.
     *
     * @throws IOException if a jar is not there, or the note cannot be written
     */
    public static void stamp(Path cache, List<Path> jars) throws IOException {
        Files.writeString(noteOf(cache), of(jars));
    }

    /** Takes a cache away, with its stamp. */
    public static void remove(Path cache) throws IOException {
        Files.deleteIfExists(cache);
        Files.deleteIfExists(noteOf(cache));
    }

    /** The cache if it is there and was trained with these jars as they are now; else null. */
    public static @Nullable Path ifFits(Path cache, List<Path> jars) {
        try {
            return Files.isRegularFile(cache) && Files.readString(noteOf(cache)).equals(of(jars)) ? cache : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static Path noteOf(Path cache) {
        return cache.resolveSibling(cache.getFileName() + ".jars");
    }

    private static String of(List<Path> jars) throws IOException {
        StringBuilder stamp = new StringBuilder();
        for (Path jar : jars) {
            stamp.append(Files.size(jar))
                    .append(' ')
                    .append(Files.getLastModifiedTime(jar).toMillis())
                    .append(' ')
                    .append(jar)
                    .append('\n');
        }
        return stamp.toString();
    }
}

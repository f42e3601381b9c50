package interleave.kernel.session;

import interleave.link.StartupCache;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernelspec decides for a kernel, by system properties.
 *
 * @param guestJar {@code interleave-guest.jar}
 * @param guestCache the start-up cache that guests start from, null for none
 * @param training where the first guest is to leave a new start-up cache when it ends, null outside training
 * @param packages where training noted what packages the class path has
 * @param classPath what cells see beside the JDK: the course's library and what it needs, and what the environment names
 * @param environment what else the environment asks for
 */
public record Settings(
        Path guestJar,
        @Nullable Path guestCache,
        @Nullable Path training,
        @Nullable Path packages,
        List<Path> classPath,
        Environment environment) {
    /** Names the jar that guests run. */
    public static final String GUEST_JAR = "interleave.guest.jar";
    /** Names the start-up cache of guests. */
    public static final String GUEST_CACHE = "interleave.guest.cache";
    /** What cells see beside the JDK. */
    public static final String CLASS_PATH = "interleave.cells.path";
    /** Names the start-up cache of the kernel itself. */
    public static final String KERNEL_CACHE = "interleave.kernel.cache";
    /** Names the note of what packages that class path has. */
    public static final String PACKAGES = "interleave.cells.packages";
    /** Whether another kernel's process, which Jupyter knows, passes on signals through standard input. */
    public static final String FOLLOWS = "interleave.kernel.follows";
    /** Where the first guest is to leave a start-up cache. */
    public static final String TRAIN_GUEST = "interleave.guest.train";

    /**
     * Reads the system properties.
     *
     * @throws IllegalStateException if the guest's jar is not named or not there; the message says what to do
     */
    public static Settings read() {
        String jar = System.getProperty(GUEST_JAR);
        if (jar == null || !Files.isRegularFile(Path.of(jar))) {
            throw new IllegalStateException("The kernel was started without its guest jar ("
                    + (jar == null ? GUEST_JAR + " is not set" : jar + " is not there")
                    + "). Install its kernelspec again: interleave kernel install");
        }
        String cache = System.getProperty(GUEST_CACHE, "");
        List<Path> classPath = new ArrayList<>();
        for (String entry : System.getProperty(CLASS_PATH, "").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                classPath.add(Path.of(entry));
            }
        }
        Environment environment = Environment.read(System.getenv());
        classPath.addAll(environment.classPath());
        String packages = System.getProperty(PACKAGES, "");
        String training = System.getProperty(TRAIN_GUEST, "");
        return new Settings(
                Path.of(jar),
                cache.isEmpty() ? null : StartupCache.ifFits(Path.of(cache), List.of(Path.of(jar))),
                training.isEmpty() ? null : Path.of(training),
                packages.isEmpty() ? null : Path.of(packages),
                List.copyOf(classPath),
                environment);
    }
}

package interleave.kernel.session;

import interleave.link.StartupCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Which packages the class path of cells has, noted while training, so that a kernel need not open its jars to know that a package is in none of them.
 *
 * @param names the packages, and the packages that those are in; null where nothing is known
 */
public record CellPackages(@Nullable Set<String> names) {
    /** Nothing is known: any package may be there. */
    static final CellPackages UNKNOWN = new CellPackages(null);

    /**
     * Notes the packages of these jars.
     *
     * @throws IOException if a jar cannot be read, or the note cannot be written
     */
    public static void note(Path note, List<Path> jars) throws IOException {
        var names = new TreeSet<String>();
        for (Path jar : jars) {
            try (var open = new JarFile(jar.toFile())) {
                open.stream()
                        .filter(entry -> entry.getName().endsWith(".class"))
                        .forEach(entry -> addPackages(entry.getName(), names));
            }
        }
        Files.write(note, names);
        StartupCache.stamp(note, jars);
    }

    private static void addPackages(String entry, Set<String> names) {
        for (int slash = entry.lastIndexOf('/'); slash > 0; slash = entry.lastIndexOf('/', slash - 1)) {
            names.add(entry.substring(0, slash).replace('/', '.'));
        }
    }

    /** What was noted of these jars, if they are still the same. */
    static CellPackages read(Path note, List<Path> jars) {
        try {
            return StartupCache.ifFits(note, jars) == null
                    ? UNKNOWN
                    : new CellPackages(Set.copyOf(Files.readAllLines(note)));
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Whether the class path may have classes in this package, or in one below it. */
    boolean mayHave(String name) {
        return names == null || names.contains(name);
    }
}

package interleave.kernel.magic;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds libraries and all that they need in Maven repositories.
 *
 * <p>Done by Maven's own resolver, whose jars stand in a folder of their own and are loaded when a notebook first asks for a library, so that a kernel which never
 * does carries nothing of it.
 */
public interface Libraries {
    /**
     * Finds libraries with all that they need at run time.
     *
     * @param coordinates each {@code group:artifact[:type[:classifier]]:version}
     * @param repositories where to look beside Maven Central, by id
     * @throws NotFoundException if one is not found, or is no coordinate; the message says which, and where it was looked for
     */
    List<Library> find(List<String> coordinates, Map<String, String> repositories) throws NotFoundException;

    /**
     * Finds what a POM asks for.
     *
     * @param pom the text of a whole POM
     * @param scopes the scopes of the dependencies that are wanted
     * @throws NotFoundException if the POM cannot be read, or something that it asks for is not found
     */
    List<Library> findOfPom(String pom, List<String> scopes) throws NotFoundException;

    /**
     * A file of a library.
     *
     * @param name {@code group:artifact}
     */
    record Library(String name, String version, Path file) {}

    /** Something was not found. */
    final class NotFoundException extends Exception {
        private static final long serialVersionUID = 1L;

        /** With a sentence for the learner. */
        public NotFoundException(String message) {
            super(message);
        }
    }

    /**
     * Loads Maven's resolver.
     *
     * @param folder where its jars are
     * @throws NotFoundException if they are not there
     */
    static Libraries load(Path folder) throws NotFoundException {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar : files.sorted().toList()) {
                jars.add(jar.toUri().toURL());
            }
            jars.add(Libraries.class.getProtectionDomain().getCodeSource().getLocation());
            ClassLoader loader = new OwnFirst(jars.toArray(URL[]::new));
            return Class.forName(OwnFirst.PACKAGE + "MavenLibraries", true, loader)
                    .asSubclass(Libraries.class)
                    .getConstructor()
                    .newInstance();
        } catch (IOException | ReflectiveOperationException e) {
            throw new NotFoundException(
                    "Maven's resolver is missing from " + folder + ": build again, ./interleave setup (" + e + ").");
        }
    }

    /** Loads the classes that use the resolver itself, because its parent knows them and not the resolver. */
    final class OwnFirst extends URLClassLoader {
        private static final String PACKAGE = "interleave.kernel.maven.";

        private OwnFirst(URL[] jars) {
            super("maven", jars, Libraries.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}

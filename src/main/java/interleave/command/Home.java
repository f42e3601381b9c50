package interleave.command;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this clone is: the folder that holds {@code notebooks/}, {@code exercises/} and {@code target/}. */
final class Home {
    private Home() {}

    /** The folder that the environment variable {@code INTERLEAVE_HOME} names, else the one whose {@code target/} this class was loaded from. */
    static Path folder() {
        String named = System.getenv("INTERLEAVE_HOME");
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        try {
            Path loadedFrom = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return loadedFrom.toAbsolutePath().resolve("../..").normalize();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a class path entry that is no path", impossible);
        }
    }
}

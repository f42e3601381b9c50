package interleave.link;

import java.io.IOException;
import java.nio.file.Path;

/** Starts the process of a guest: the place where a sandbox is put around it. */
public interface Launcher {
    /** Starts it as it is. */
    Launcher PLAIN = (command, socket) -> command.start();

    /**
     * Starts the process, confined or not.
     *
     * @param command the guest's command, environment and working directory; may be changed
     * @param socket the Unix domain socket that the guest will connect to
     * @throws IOException if it cannot be started that way
     */
    Process start(ProcessBuilder command, Path socket) throws IOException;
}

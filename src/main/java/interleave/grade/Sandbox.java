package interleave.grade;

import interleave.link.GuestOptions;
import interleave.link.Launcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How a guest is confined: one level of {@link Isolation}, and the launcher that puts it in force.
 *
 * <p>At every level the guest gets an environment of its own: nothing of the host's variables, where tokens tend to be. A launcher that cannot confine
 * starts nothing; no level falls back to a lower one by itself.
 *
 * @param level what the launcher puts in force
 * @param launcher starts the guest's process
 */
public record Sandbox(Isolation level, Launcher launcher) {
    /** A child process, its environment emptied. */
    public static final Sandbox PLAIN = new Sandbox(Isolation.PLAIN, (command, socket) -> {
        bare(command);
        return command.start();
    });

    private static final List<Path> SYSTEM =
            Stream.of("/usr", "/lib", "/lib64", "/bin", "/sbin").map(Path::of).toList();

    /** Address space of a confined guest: its heap, its code, its stacks, and what the JVM reserves without using it. */
    private static final long ADDRESS_SPACE = 6L << 30;

    /**
     * The sandbox of this level for such guests, if this machine has it.
     *
     * @param options tells which JDK and which jars must stay readable
     */
    public static Optional<Sandbox> of(Isolation level, GuestOptions options) {
        return switch (level) {
            case PLAIN -> Optional.of(PLAIN);
            case LANDLOCK ->
                Landlock.available()
                        ? Optional.of(new Sandbox(level, (command, socket) -> {
                            bare(command);
                            return Landlock.start(command, readable(options));
                        }))
                        : Optional.empty();
            case BUBBLEWRAP ->
                Bubblewrap.USABLE
                        ? Optional.of(new Sandbox(level, (command, socket) -> {
                            bare(command);
                            command.command(bubblewrap(options, socket, command.command()));
                            return Bubblewrap.start(command);
                        }))
                        : Optional.empty();
        };
    }

    /** The strongest sandbox that this machine has. */
    public static Sandbox strongest(GuestOptions options) {
        return Stream.of(Isolation.BUBBLEWRAP, Isolation.LANDLOCK, Isolation.PLAIN)
                .flatMap(level -> of(level, options).stream())
                .findFirst()
                .orElse(PLAIN);
    }

    private static void bare(ProcessBuilder command) {
        command.environment().clear();
        command.environment().put("LANG", "C.UTF-8");
        command.environment().put("PATH", "/usr/bin:/bin");
        command.directory(new File("/"));
    }

    private static List<Path> readable(GuestOptions options) {
        var paths = new ArrayList<Path>(SYSTEM);
        paths.add(real(options.javaHome()));
        paths.add(real(options.guestJar()));
        if (options.startupCache() != null) {
            paths.add(real(options.startupCache()));
        }
        paths.add(Path.of("/etc/ld.so.cache"));
        return paths;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }

    private static List<String> bubblewrap(GuestOptions options, Path socket, List<String> command) {
        var words = new ArrayList<String>();
        if (Bubblewrap.LIMITS) {
            words.addAll(List.of(
                    "prlimit", "--core=0", "--nofile=256", "--fsize=" + (16 << 20), "--as=" + ADDRESS_SPACE, "--"));
        }
        words.addAll(List.of("bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"));
        // before what is let in: a clone, a JDK or the socket may itself lie in the temporary folder
        words.addAll(
                List.of("--proc", "/proc", "--dev", "/dev", "--size", Integer.toString(16 << 20), "--tmpfs", "/tmp"));
        for (Path each : SYSTEM) {
            words.addAll(List.of("--ro-bind-try", each.toString(), each.toString()));
        }
        for (Path each : List.of(Path.of("/etc/ld.so.cache"), options.javaHome(), options.guestJar())) {
            words.addAll(List.of(
                    "--ro-bind-try",
                    real(each).toString(),
                    each.toAbsolutePath().toString()));
        }
        if (options.startupCache() != null) {
            Path cache = options.startupCache();
            words.addAll(List.of(
                    "--ro-bind", real(cache).toString(), cache.toAbsolutePath().toString()));
        }
        words.addAll(List.of("--bind", socket.toString(), socket.toString(), "--chdir", "/", "--"));
        words.addAll(command);
        return words;
    }

    private static final class Bubblewrap {
        static final boolean USABLE = works(
                "bwrap",
                "--unshare-all",
                "--die-with-parent",
                "--ro-bind",
                "/",
                "/",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "true");
        static final boolean LIMITS = works("prlimit", "--core=0", "--", "true");

        /**
         * The kernel ends a process that is to die with its parent when the thread that started it ends: so one thread starts them all, and never
         * ends.
         */
        private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task ->
                Thread.ofPlatform().name("interleave-bubblewrap").daemon().unstarted(task));

        static Process start(ProcessBuilder command) throws IOException {
            try {
                return STARTER.submit(command::start).get();
            } catch (ExecutionException e) {
                throw new IOException("bubblewrap: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while starting a guest", e);
            }
        }

        private static boolean works(String... command) {
            try {
                Process probe = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (!probe.waitFor(10, TimeUnit.SECONDS)) {
                    probe.destroyForcibly();
                    return false;
                }
                return probe.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}

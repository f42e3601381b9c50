package interleave.grade.sandbox;

import interleave.link.GuestOptions;
import interleave.link.Launcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * How a guest is confined: one level of {@link Isolation}, and the launcher that puts it in force.
 *
 * <p>At every level the guest gets an environment of its own, nothing of the host's variables, where tokens tend to be; and limits on address space, files and their
 * size, where the machine has {@code prlimit}. Above the plain level, a grader that runs as root gives each guest a user id that nobody else has, so that its limit
 * on processes counts, and files and processes of others are closed to it. A launcher that cannot confine starts nothing; no level falls back to a lower one by
 * itself.
 *
 * @param level what the launcher puts in force
 * @param launcher starts the guest's process
 */
public record Sandbox(Isolation level, Launcher launcher) {
    /** A child process, its environment emptied, its use of memory and files limited. */
    public static final Sandbox PLAIN = new Sandbox(Isolation.PLAIN, (command, socket) -> {
        bare(command);
        command.command(Limiting.limited(command.command(), Limiting.NO_USER));
        return command.start();
    });

    private static final List<Path> SYSTEM =
            Stream.of("/usr", "/lib", "/lib64", "/bin", "/sbin").map(Path::of).toList();

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
                            int user = Limiting.user(given(options), socket, Limiting.DROPS);
                            command.command().add(GuestOptions.LAST_SOCKET);
                            command.command(Limiting.limited(command.command(), user));
                            return Landlock.start(command, readable(options), executable(options));
                        }))
                        : Optional.empty();
            case BUBBLEWRAP ->
                Bubblewrap.USABLE
                        ? Optional.of(new Sandbox(level, (command, socket) -> {
                            bare(command);
                            int user = Limiting.user(given(options), socket, Bubblewrap.DROPS);
                            command.command(Limiting.limited(bubblewrap(options, socket, command.command()), user));
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
        // each arena of the C library reserves 64 MiB of the address space that is limited
        command.environment().put("MALLOC_ARENA_MAX", "2");
        command.directory(new File("/"));
    }

    /** What the guest itself must be able to read. */
    private static List<Path> given(GuestOptions options) {
        var paths = new ArrayList<Path>(List.of(real(options.javaHome()), real(options.guestJar())));
        if (options.startupCache() != null) {
            paths.add(real(options.startupCache()));
        }
        return paths;
    }

    private static List<Path> readable(GuestOptions options) {
        var paths = new ArrayList<Path>(SYSTEM);
        paths.addAll(given(options));
        paths.add(Path.of("/etc/ld.so.cache"));
        return paths;
    }

    /** What may run: Java, what starts it, and the loader of both; no shell, nothing else of the system. */
    private static List<Path> executable(GuestOptions options) {
        // this JVM's own too, which starts the process by a helper of its JDK
        var paths =
                new ArrayList<Path>(List.of(real(options.javaHome()), real(Path.of(System.getProperty("java.home")))));
        paths.addAll(Limiting.TOOLS);
        for (String loader : List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")) {
            paths.add(real(Path.of(loader)));
        }
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
        words.addAll(List.of("bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"));
        // before what is let in: a clone, a JDK or the socket may itself lie in the temporary folder
        words.addAll(
                List.of("--proc", "/proc", "--dev", "/dev", "--size", Integer.toString(16 << 20), "--tmpfs", "/tmp"));
        for (Path each : SYSTEM) {
            words.addAll(List.of("--ro-bind-try", each.toString(), each.toString()));
        }
        var ours = new ArrayList<Path>(List.of(Path.of("/etc/ld.so.cache"), options.javaHome(), options.guestJar()));
        if (options.startupCache() != null) {
            ours.add(options.startupCache());
        }
        // tried: a cache that is made anew while a class is judged is missing for a while, and guests start without it
        for (Path each : ours) {
            words.addAll(List.of(
                    "--ro-bind-try",
                    real(each).toString(),
                    each.toAbsolutePath().toString()));
        }
        words.addAll(List.of("--bind", socket.toString(), socket.toString(), "--chdir", "/", "--"));
        words.addAll(command);
        return words;
    }

    /** Words before a command that limit what it may use, and as whom it runs. */
    private static final class Limiting {
        static final int NO_USER = -1;

        /** Beside the heap: the JVM's code and tables, its stacks, what it reserves without using it. */
        private static final long ADDRESS_SPACE = 2L << 30;

        /** A JVM has some thirty threads of its own. */
        private static final int PROCESSES = 128;

        private static final int FIRST_USER = 200_000;
        private static final int USERS = 400_000;
        private static final AtomicInteger STARTED =
                new AtomicInteger((int) (ProcessHandle.current().pid() * 1_000 % USERS));

        /** Where the tools are that start a guest. */
        static final List<Path> TOOLS = List.of(real(Path.of("/usr/bin/setpriv")), real(Path.of("/usr/bin/prlimit")));

        private static final boolean LIMITS = works("prlimit", "--core=0", "--", "true");

        static final boolean DROPS =
                works("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--", "true");

        static List<String> limited(List<String> command, int user) {
            var words = new ArrayList<String>();
            if (user != NO_USER) {
                String id = Integer.toString(user);
                words.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--"));
            }
            if (LIMITS) {
                words.addAll(List.of(
                        "prlimit",
                        "--core=0",
                        "--nofile=256",
                        "--fsize=" + (16 << 20),
                        "--as=" + (ADDRESS_SPACE + heap(command))));
                if (user != NO_USER) {
                    words.add("--nproc=" + PROCESSES);
                }
                words.add("--");
            }
            words.addAll(command);
            return words;
        }

        private static long heap(List<String> command) {
            long mebibytes = 0;
            for (String word : command) {
                if (word.matches("-Xmx\\d{1,7}m")) {
                    mebibytes = Long.parseLong(word.substring(4, word.length() - 1));
                }
            }
            return mebibytes << 20;
        }

        /**
         * A user id that no other guest has, and the socket made its own; none if this process cannot give one away, or that user could not read what
         * the guest is made of.
         */
        static int user(List<Path> given, Path socket, boolean drops) throws IOException {
            if (!drops || !given.stream().allMatch(Limiting::isPublic)) {
                return NO_USER;
            }
            int user = FIRST_USER + Math.floorMod(STARTED.incrementAndGet(), USERS);
            var owner = socket.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(Integer.toString(user));
            Files.setOwner(socket, owner);
            Files.setOwner(socket.getParent(), owner);
            return user;
        }

        private static boolean isPublic(Path path) {
            try {
                for (Path each = path; each != null; each = each.getParent()) {
                    var allowed = Files.getPosixFilePermissions(each);
                    if (!allowed.contains(
                            Files.isDirectory(each)
                                    ? PosixFilePermission.OTHERS_EXECUTE
                                    : PosixFilePermission.OTHERS_READ)) {
                        return false;
                    }
                }
                return true;
            } catch (IOException | UnsupportedOperationException e) {
                return false;
            }
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

    private static final class Bubblewrap {
        private static final List<String> PROBE = List.of(
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
        static final boolean USABLE = works(PROBE.toArray(String[]::new));

        /** Whether it works for a user who is not root, too. */
        static final boolean DROPS = USABLE
                && Limiting.DROPS
                && works(Limiting.limited(PROBE, Limiting.FIRST_USER).toArray(String[]::new));

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
    }
}

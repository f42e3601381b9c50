package interleave.grade.sandbox;

import interleave.link.Seccomp;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Linux' Landlock, asked for through the foreign function interface: confines one thread of this JVM, and with it whatever process that thread starts.
 *
 * <p>Unlike a JVM that confines itself, whose other threads stay free, a child started by a confined thread is confined from birth. It covers files, TCP
 * and, from version 6 on, signals to processes outside and abstract sockets; not memory, not the number of processes. UDP and all other sockets are taken away by
 * {@link Seccomp}, without which nothing is claimed either.
 */
final class Landlock {
    /** The version from which on TCP is covered: below it nothing is claimed. */
    private static final int NEEDED = 4;

    private static final long READ_FILE = 1 << 2;
    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_TREE = READ_FILE | 1 << 3;
    private static final long EXECUTE = 1;

    private static final long CREATE_RULESET = 444;
    private static final long ADD_RULE = 445;
    private static final long RESTRICT_SELF = 446;
    private static final long ASK_VERSION = 1;
    private static final long PATH_BENEATH = 1;
    private static final int NO_NEW_PRIVILEGES = 38;
    private static final int OPEN_PATH = 0x200000 | 0x80000;

    private Landlock() {}

    /** Whether this kernel confines files and every kind of socket. */
    static boolean available() {
        return Version.FOUND >= NEEDED && Sockets.REFUSED;
    }

    private static final class Sockets {
        static final boolean REFUSED = Seccomp.ONE_SOCKET_MORE.worksHere();
    }

    private static final class Version {
        static final int FOUND = ask();

        private static int ask() {
            String system = System.getProperty("os.name", "");
            String machine = System.getProperty("os.arch", "");
            if (!system.equals("Linux") || !(machine.equals("amd64") || machine.equals("aarch64"))) {
                return 0;
            }
            try {
                long version = (long) Calls.THREE.invokeExact(CREATE_RULESET, MemorySegment.NULL, 0L, ASK_VERSION);
                return (int) Math.max(0, version);
            } catch (Throwable e) {
                return 0;
            }
        }
    }

    /** The system calls, linked when they are first needed. */
    private static final class Calls {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final Linker.Option VARIADIC = Linker.Option.firstVariadicArg(1);

        static final MethodHandle THREE = handle(
                "syscall",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                VARIADIC);
        static final MethodHandle RULE = handle(
                "syscall",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG),
                VARIADIC);
        static final MethodHandle RESTRICT = handle(
                "syscall",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                VARIADIC);
        static final MethodHandle PRCTL = handle(
                "prctl",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                VARIADIC);
        static final MethodHandle OPEN = handle(
                "open",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        static final MethodHandle CLOSE =
                handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

        @SuppressWarnings("restricted") // the JVM is started with --enable-native-access
        private static MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... options) {
            return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
        }
    }

    /**
     * Starts a process that can read these trees and files, run some of them, use the null and random devices, connect to a Unix stream socket that lies where it may
     * go, and nothing else.
     *
     * @param readable directories with all below them, or single files
     * @param executable the same, which it may read and run
     * @throws IOException if the confinement is refused, or the process cannot be started; it is never started unconfined
     */
    static Process start(ProcessBuilder command, Iterable<Path> readable, Iterable<Path> executable)
            throws IOException {
        var rules = new LinkedHashMap<String, Long>();
        for (Path each : readable) {
            rules.put(each.toString(), reading(each));
        }
        for (Path each : executable) {
            rules.put(each.toString(), reading(each) | EXECUTE);
        }
        rules.put("/dev/null", READ_FILE | WRITE_FILE);
        rules.put("/dev/urandom", READ_FILE);
        rules.put("/dev/random", READ_FILE);
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform().name("interleave-landlock").daemon().start(() -> {
            try {
                restrictThisThread(rules);
                Seccomp.ONE_SOCKET_MORE.restrictThisThread();
                started.complete(command.start());
            } catch (Throwable e) {
                started.completeExceptionally(e);
            }
        });
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException("Landlock: " + e.getCause(), e);
        }
    }

    private static long reading(Path path) {
        return path.toFile().isDirectory() ? READ_TREE : READ_FILE;
    }

    private static void restrictThisThread(Map<String, Long> rules) throws Throwable {
        int version = Version.FOUND;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(24, 8);
            attributes.set(ValueLayout.JAVA_LONG, 0, version >= 5 ? 0xffffL : 0x7fffL);
            attributes.set(ValueLayout.JAVA_LONG, 8, 3L);
            attributes.set(ValueLayout.JAVA_LONG, 16, version >= 6 ? 3L : 0L);
            long size = version >= 6 ? 24L : 16L;
            long ruleset = (long) Calls.THREE.invokeExact(CREATE_RULESET, attributes, size, 0L);
            if (ruleset < 0) {
                throw new IOException("no ruleset");
            }
            for (Map.Entry<String, Long> rule : rules.entrySet()) {
                int file = (int) Calls.OPEN.invokeExact(arena.allocateFrom(rule.getKey()), OPEN_PATH);
                if (file < 0) {
                    continue;
                }
                MemorySegment beneath = arena.allocate(16, 8);
                beneath.set(ValueLayout.JAVA_LONG, 0, rule.getValue());
                beneath.set(ValueLayout.JAVA_INT, 8, file);
                long added = (long) Calls.RULE.invokeExact(ADD_RULE, ruleset, PATH_BENEATH, beneath, 0L);
                int closed = (int) Calls.CLOSE.invokeExact(file);
                if (added != 0 || closed != 0) {
                    throw new IOException("no rule for " + rule.getKey());
                }
            }
            int privileges = (int) Calls.PRCTL.invokeExact(NO_NEW_PRIVILEGES, 1L, 0L, 0L, 0L);
            long restricted = (long) Calls.RESTRICT.invokeExact(RESTRICT_SELF, ruleset, 0L);
            int closed = (int) Calls.CLOSE.invokeExact((int) ruleset);
            if (privileges != 0 || restricted != 0 || closed != 0) {
                throw new IOException("not restricted");
            }
        }
    }
}

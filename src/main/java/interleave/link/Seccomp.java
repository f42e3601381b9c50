package interleave.link;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Linux' seccomp, asked for through the foreign function interface: system calls that fail from now on, with EACCES, for a thread and whatever it starts.
 *
 * <p>Unlike Landlock, which confines what may be opened, this takes whole kinds of calls away: UDP, raw and netlink sockets, io_uring, debugging, mounts, shared memory. It
 * cannot be lifted again. It cannot look at a path, so a guest that must still connect to its host is given {@link #ONE_SOCKET_MORE} first and {@link #NO_SOCKETS} once it has.
 */
public enum Seccomp {
    /** No socket but Unix stream sockets, and nothing of what an answer has no use for. */
    ONE_SOCKET_MORE,
    /** No socket at all, and no connection of one that is there. */
    NO_SOCKETS;

    private static final int LOAD = 0x20;
    private static final int EQUAL = 0x15;
    private static final int AT_LEAST = 0x35;
    private static final int AND = 0x54;
    private static final int RETURN = 0x06;
    private static final int ALLOW = 0x7fff0000;
    private static final int REFUSE = 0x00050000 | 13;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    /** Numbers above are those of x86's 32-bit pointers, a second name for each call. */
    private static final int OTHER_NAMES = 0x40000000;

    private static final int UNIX = 1;
    private static final int STREAM = 1;
    private static final int TYPE_MASK = 0xf;

    private static final long SET_MODE_FILTER = 1;
    private static final long ALL_THREADS = 1;
    private static final long NO_NEW_PRIVILEGES = 38;

    private static final @Nullable Machine HERE = Machine.here();

    /** What differs from processor to processor: the numbers of calls. */
    private record Machine(
            int id, int seccomp, int prctl, int socket, int connect, int socketpair, List<Integer> useless) {
        static @Nullable Machine here() {
            if (!System.getProperty("os.name", "").equals("Linux")) {
                return null;
            }
            return switch (System.getProperty("os.arch", "")) {
                // ptrace, process_vm_readv and _writev, bpf, perf_event_open, userfaultfd; add_key, request_key,
                // keyctl; mount, umount2, pivot_root, chroot,
                // unshare, setns; kexec_load, init_module, finit_module, delete_module; name_to_handle_at,
                // open_by_handle_at; shmget, semget, msgget, mq_open
                case "amd64" ->
                    new Machine(
                            0xc000003e,
                            317,
                            157,
                            41,
                            42,
                            53,
                            List.of(
                                    101, 310, 311, 321, 298, 323, 248, 249, 250, 165, 166, 155, 161, 272, 308, 246, 175,
                                    313, 176, 303, 304, 29, 64, 68, 240));
                case "aarch64" ->
                    new Machine(
                            0xc00000b7,
                            277,
                            167,
                            198,
                            203,
                            199,
                            List.of(
                                    117, 270, 271, 280, 241, 282, 217, 218, 219, 40, 39, 41, 51, 97, 268, 104, 105, 273,
                                    106, 264, 265, 194, 190, 186, 180));
                default -> null;
            };
        }

        /** The same everywhere: io_uring, which makes any call in a thread's place, the new mounts, and other processes' files. */
        static final int[] NEWER = {425, 426, 427, 428, 429, 430, 432, 438};
    }

    /** Whether this is a Linux whose system calls are known here. */
    public static boolean available() {
        return HERE != null;
    }

    /** Whether this kernel does as it is asked: tried on a thread that ends with it. */
    public boolean worksHere() {
        var works = new CompletableFuture<Boolean>();
        Thread.ofPlatform().name("interleave-seccomp").daemon().start(() -> {
            try {
                restrictThisThread();
                works.complete(true);
            } catch (IOException | RuntimeException | Error e) {
                works.complete(false);
            }
        });
        return works.join();
    }

    /**
     * Puts it in force for the calling thread, and what it starts.
     *
     * @throws IOException if the kernel refuses it; nothing is in force then
     */
    public void restrictThisThread() throws IOException {
        restrict(0);
    }

    /**
     * Puts it in force for every thread of this JVM.
     *
     * @throws IOException if the kernel refuses it; nothing is in force then
     */
    public void restrictThisJvm() throws IOException {
        restrict(ALL_THREADS);
    }

    private void restrict(long flags) throws IOException {
        Machine machine = HERE;
        if (machine == null) {
            throw new IOException("no seccomp on this system");
        }
        List<int[]> program = program(machine);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment filter = arena.allocate(8L * program.size(), 8);
            for (int i = 0; i < program.size(); i++) {
                int[] step = program.get(i);
                filter.set(ValueLayout.JAVA_SHORT, 8L * i, (short) step[0]);
                filter.set(ValueLayout.JAVA_BYTE, 8L * i + 2, (byte) step[1]);
                filter.set(ValueLayout.JAVA_BYTE, 8L * i + 3, (byte) step[2]);
                filter.set(ValueLayout.JAVA_INT, 8L * i + 4, step[3]);
            }
            MemorySegment given = arena.allocate(16, 8);
            given.set(ValueLayout.JAVA_SHORT, 0, (short) program.size());
            given.set(ValueLayout.ADDRESS, 8, filter);
            // else only root may ask
            long first = (long)
                    Call.SYSCALL.invokeExact((long) machine.prctl(), NO_NEW_PRIVILEGES, 1L, MemorySegment.NULL, 0L, 0L);
            long second =
                    (long) Call.SYSCALL.invokeExact((long) machine.seccomp(), SET_MODE_FILTER, flags, given, 0L, 0L);
            if (first != 0 || second != 0) {
                throw new IOException("seccomp was refused");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("seccomp cannot be asked for", e);
        }
    }

    /** Steps of a program for the kernel: code, how many to leave out if it holds and if not, operand. */
    private List<int[]> program(Machine machine) {
        var steps = new ArrayList<int[]>();
        int[] refused = refused(machine);
        steps.add(step(LOAD, ARCHITECTURE));
        steps.add(new int[] {EQUAL, 1, 0, machine.id()});
        steps.add(step(RETURN, REFUSE));
        steps.add(step(LOAD, NUMBER));
        steps.add(new int[] {AT_LEAST, 0, 1, OTHER_NAMES});
        steps.add(step(RETURN, REFUSE));
        for (int number : refused) {
            steps.add(new int[] {EQUAL, 0, 1, number});
            steps.add(step(RETURN, REFUSE));
        }
        if (this == ONE_SOCKET_MORE) {
            steps.add(new int[] {EQUAL, 0, 5, machine.socket()});
            steps.add(step(LOAD, FIRST_ARGUMENT));
            steps.add(new int[] {EQUAL, 0, 4, UNIX});
            steps.add(step(LOAD, SECOND_ARGUMENT));
            steps.add(step(AND, TYPE_MASK));
            steps.add(new int[] {EQUAL, 0, 1, STREAM});
            steps.add(step(RETURN, ALLOW));
            steps.add(step(RETURN, REFUSE));
        } else {
            steps.add(step(RETURN, ALLOW));
        }
        return steps;
    }

    private int[] refused(Machine machine) {
        return switch (this) {
            case ONE_SOCKET_MORE ->
                IntStream.concat(machine.useless().stream().mapToInt(Integer::intValue), IntStream.of(Machine.NEWER))
                        .toArray();
            case NO_SOCKETS -> new int[] {machine.socket(), machine.connect(), machine.socketpair()};
        };
    }

    private static int[] step(int code, int operand) {
        return new int[] {code, 0, 0, operand};
    }

    /** Linked when it is first needed. */
    private static final class Call {
        @SuppressWarnings("restricted") // both JVMs are started with --enable-native-access
        static final MethodHandle SYSCALL = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1));
    }
}

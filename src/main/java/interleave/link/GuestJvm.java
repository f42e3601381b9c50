package interleave.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running guest JVM and the link to it.
 *
 * <p>The guest connects out: to a Unix domain socket in a directory that only this user can enter, and, when a debugger is wanted, to a one-shot loopback
 * port. Both stop listening as soon as the guest has connected, so nothing of ours listens while a notebook runs. It ends by being killed, never by being
 * asked: code that a learner wrote may not answer.
 */
public final class GuestJvm implements AutoCloseable {
    /** Where the JVM reports a crash of its own; {@code %p} stands for the process id. */
    static final String CRASH_REPORTS = Path.of(System.getProperty("java.io.tmpdir"), "interleave-crash-%p.log")
            .toString();

    private static final String HANDSHAKE = "JDWP-Handshake";

    private final Process process;
    private final Link link;
    private final @Nullable Debugger debugger;
    private final Tail standardError;

    private GuestJvm(Process process, Link link, @Nullable Debugger debugger, Tail standardError) {
        this.process = process;
        this.link = link;
        this.debugger = debugger;
        this.standardError = standardError;
    }

    /**
     * Starts a guest and waits until it has said hello.
     *
     * @param rawOutput told what the JVM itself writes to its standard output or error, past {@code System.out}: crash reports, native code, warnings;
     *     called on a reader thread of the guest's
     * @throws GuestStartException if the process cannot be started, ends before it says hello, or speaks another version of the protocol
     */
    public static GuestJvm start(GuestOptions options, Consumer<byte[]> rawOutput) throws GuestStartException {
        return start(options, rawOutput, Launcher.PLAIN);
    }

    /**
     * Starts a guest, its process by this launcher, and waits until it has said hello.
     *
     * @param rawOutput as for {@link #start(GuestOptions, Consumer)}
     * @throws GuestStartException if the process cannot be started, ends before it says hello, or speaks another version of the protocol
     */
    public static GuestJvm start(GuestOptions options, Consumer<byte[]> rawOutput, Launcher launcher)
            throws GuestStartException {
        var tail = new Tail(rawOutput);
        Process process = null;
        try (var folder = TemporaryFolder.create("interleave")) {
            Path socket = folder.path().resolve("link");
            try (var forLink = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                    var forDebugger = options.debugger() ? ServerSocketChannel.open() : null) {
                forLink.bind(UnixDomainSocketAddress.of(socket), 1);
                int port = 0;
                if (forDebugger != null) {
                    forDebugger.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
                    port = ((InetSocketAddress) forDebugger.getLocalAddress()).getPort();
                }
                process = launch(options, socket, port, launcher);
                drain(process.getInputStream(), tail, "interleave-guest-stdout");
                drain(process.getErrorStream(), tail, "interleave-guest-stderr");
                // a guest that ends before it connects must not leave us waiting for it
                var _ = process.onExit().thenRun(() -> closeQuietly(forLink, forDebugger));
                Debugger debugger = forDebugger == null ? null : new Debugger(shakeHands(forDebugger.accept()));
                var link = new Link(forLink.accept());
                Frame hello = link.receive();
                if (hello == null
                        || hello.kind() != Kind.HELLO
                        || hello.struct().integer("version") != Frame.PROTOCOL) {
                    throw new GuestStartException("The guest JVM did not say hello in protocol " + Frame.PROTOCOL + ": "
                            + options.guestJar() + " is of another build than this one; build again.");
                }
                return new GuestJvm(process, link, debugger, tail);
            } catch (IOException e) {
                if (process == null) {
                    throw e;
                }
                throw new GuestStartException("The guest JVM ended before it was ready" + lastWords(process, tail), e);
            }
        } catch (IOException e) {
            throw new GuestStartException("The guest JVM could not be started: " + e.getMessage(), e);
        } catch (GuestStartException | RuntimeException e) {
            if (process != null) {
                process.destroyForcibly();
            }
            throw e;
        }
    }

    private static Process launch(GuestOptions options, Path socket, int port, Launcher launcher) throws IOException {
        var builder = new ProcessBuilder(options.command(socket, port));
        // these would print a line of their own, or change what the learner set
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("_JAVA_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        return launcher.start(builder, socket);
    }

    /** What the JVM wrote of its crash; empty if it did not crash. */
    public Optional<Path> crashReport() {
        Path report = Path.of(CRASH_REPORTS.replace("%p", Long.toString(pid())));
        return Files.isRegularFile(report) ? Optional.of(report) : Optional.empty();
    }

    /** The link to the guest, which has said hello already. */
    public Link link() {
        return link;
    }

    /** Whether the process runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Completed with the exit code when the process has ended, however it ended. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The process id, for messages and for tests. */
    public long pid() {
        return process.pid();
    }

    /** What ends a thread that an interrupt does not end, if it was asked for. */
    public Optional<Debugger> debugger() {
        return Optional.ofNullable(debugger);
    }

    /** The last 8 KiB that the JVM itself wrote past {@code System.out} and {@code System.err}. */
    public String rawTail() {
        return standardError.text();
    }

    /** Kills the process, and those it started; closes what we hold of it; never waits for learner code. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        link.close();
        closeQuietly(debugger);
    }

    private static SocketChannel shakeHands(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        byte[] shake = HANDSHAKE.getBytes(StandardCharsets.US_ASCII);
        var theirs = ByteBuffer.allocate(shake.length);
        channel.write(ByteBuffer.wrap(shake));
        while (theirs.hasRemaining()) {
            if (channel.read(theirs) < 0) {
                throw new IOException("the debugger connection closed during the handshake");
            }
        }
        return channel;
    }

    /** How a process ended, and the first line of what it said. */
    private static String lastWords(Process process, Tail tail) {
        process.destroyForcibly();
        try {
            int code = process.waitFor();
            tail.awaitEnd();
            String said =
                    tail.text().lines().findFirst().map(line -> ": " + line).orElse(".");
            return " (exit code " + code + ")" + said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ".";
        }
    }

    private static void drain(InputStream stream, Tail tail, String name) {
        tail.opened();
        Thread.ofPlatform().name(name).daemon().start(() -> {
            try (stream) {
                stream.transferTo(tail);
            } catch (IOException e) {
                // the process is gone, and so is what it would have said
            } finally {
                tail.ended();
            }
        });
    }

    private static void closeQuietly(@Nullable AutoCloseable... resources) {
        for (AutoCloseable resource : resources) {
            try {
                if (resource != null) {
                    resource.close();
                }
            } catch (Exception e) {
                // it is of no more use either way
            }
        }
    }

    /** Passes on what is written to it and keeps the last of it. */
    private static final class Tail extends OutputStream {
        private static final int KEPT = 8 << 10;
        private final Consumer<byte[]> listener;
        private byte[] last = {};
        private int open;

        Tail(Consumer<byte[]> listener) {
            this.listener = listener;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
            synchronized (this) {
                byte[] all = java.util.Arrays.copyOf(last, last.length + length);
                System.arraycopy(piece, 0, all, last.length, length);
                last = java.util.Arrays.copyOfRange(all, Math.max(0, all.length - KEPT), all.length);
            }
            listener.accept(piece);
        }

        synchronized void opened() {
            open++;
        }

        synchronized void ended() {
            open--;
            notifyAll();
        }

        synchronized void awaitEnd() throws InterruptedException {
            while (open > 0) {
                wait();
            }
        }

        synchronized String text() {
            return new String(last, StandardCharsets.UTF_8);
        }
    }
}

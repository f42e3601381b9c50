package interleave.kernel;

import com.google.gson.JsonObject;
import interleave.grade.AnswerTraining;
import interleave.kernel.protocol.Client;
import interleave.kernel.protocol.ConnectionFile;
import interleave.kernel.session.CellPackages;
import interleave.kernel.session.Life;
import interleave.kernel.session.Settings;
import interleave.link.GuestOptions;
import interleave.link.StartupCache;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes the start-up caches of both JVMs: runs a real session of the kernel, with its guest, in the JVM's training mode.
 *
 * <p>The caches fit one build of the JDK and these very jars; after either changes they are silently not used until they are made again.
 */
public final class KernelTraining {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What notebooks do in their first minutes, so that the classes and code for it are in the caches. */
    private static final List<String> CELLS = List.of(
            "1 + 1",
            """
            int x = 40;
            x + 2\
            """,
            """
            System.out.println("printed"); System.err.println("too");\
            """,
            """
            int twice(int n) {
                return 2 * n;
            }
            twice(x)\
            """,
            """
            record Point(int x, int y) {}
            var points = List.of(new Point(1, 2), new Point(3, 4));
            points\
            """,
            """
            IntStream.range(0, 5).boxed().map(i -> "n" + i).collect(Collectors.joining(", "))\
            """,
            """
            class Counter {
                volatile int n;
                synchronized void add() { n++; }
            }
            var counter = new Counter();\
            """,
            """
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                pool.submit(() -> counter.add()).get();
            }
            counter.n\
            """,
            """
            try (var pool = Executors.newFixedThreadPool(2)) {
                CompletableFuture.supplyAsync(() -> 6 * 7, pool).thenApply(n -> n + 1).join();
            }\
            """,
            "int unknown = missing();",
            """
            String none = null;
            none.length()\
            """,
            """
            int twice(int n) {
                return n + n;
            }\
            """,
            "volatile int shared = 1;",
            """
            for (int i = 0; i < 200; i++) System.out.println("line " + i);\
            """,
            "%jvmm");

    private KernelTraining() {}

    /**
     * Makes the caches of the jars that a kernelspec names.
     *
     * @throws IOException if the kernel does not start, or a cache was not made; the message says which
     */
    public static void run(KernelSpec spec) throws IOException {
        Files.createDirectories(spec.kernelCache().toAbsolutePath().getParent());
        StartupCache.remove(spec.kernelCache());
        StartupCache.remove(spec.guestCache());
        // classes alone, and no note of which methods were busy: with it the JVM compiles them all as soon as it
        // starts,
        // beside the first cell, which costs a seventh of the work and makes no later cell faster
        // one JVM is trained at a time: a guest in training has no debugger connection, and the kernel's part of a stop
        // is to be trained too
        train(
                spec,
                spec.kernelCache(),
                List.of("-XX:AOTCacheOutput=" + spec.kernelCache(), "-XX:-AOTRecordTraining"),
                List.of(),
                KernelTraining::wholeSession);
        train(
                spec,
                spec.guestCache(),
                List.of(),
                List.of("-D" + Settings.TRAIN_GUEST + "=" + spec.guestCache()),
                KernelTraining::cells);
        CellPackages.note(spec.packages(), Life.compilePath(spec.cellPath(), spec.guestJar()));
        StartupCache.stamp(spec.kernelCache(), spec.kernelJars());
        StartupCache.stamp(spec.guestCache(), List.of(spec.guestJar()));
        AnswerTraining.run(GuestOptions.plain(spec.guestJar()));
    }

    private static void train(
            KernelSpec spec,
            Path cache,
            List<String> cacheOptions,
            List<String> guestProperties,
            Consumer<Client> session)
            throws IOException {
        Path connection = Files.createTempFile("interleave-training", ".json");
        Path log = Files.createTempFile("interleave-training", ".log");
        try {
            ConnectionFile file = connectionFile(connection);
            List<String> command = new ArrayList<>(spec.command(cacheOptions, guestProperties));
            command.add(connection.toString());
            Process kernel = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try (Client client = new Client(file, PATIENCE)) {
                session.accept(client);
                client.control("shutdown_request", new JsonObject());
                if (!kernel.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("The kernel did not end after its training session." + said(log));
                }
            } catch (IllegalStateException e) {
                throw new IOException("The training session failed: " + e.getMessage() + "." + said(log), e);
            } finally {
                kernel.destroyForcibly();
            }
            if (!Files.isRegularFile(cache)) {
                throw new IOException("The JVM wrote no start-up cache to " + cache + "." + said(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while training", e);
        } finally {
            Files.deleteIfExists(connection);
            Files.deleteIfExists(log);
        }
    }

    private static void cells(Client client) {
        client.ask("kernel_info_request", new JsonObject(), _ -> {});
        JsonObject first = client.ask("execute_request", code(CELLS.getFirst()), _ -> {});
        if (!first.get("status").getAsString().equals("ok")) {
            throw new IllegalStateException("its first cell answered " + first);
        }
        for (String cell : CELLS.subList(1, CELLS.size())) {
            client.ask("execute_request", code(cell), _ -> {});
        }
    }

    private static void wholeSession(Client client) {
        cells(client);
        JsonObject position = code("points.");
        position.addProperty("cursor_pos", 7);
        client.ask("complete_request", position, _ -> {});
        client.ask("is_complete_request", code("for (;;) {"), _ -> {});
        JsonObject inspected = code("System.out.println");
        inspected.addProperty("cursor_pos", 18);
        client.ask("inspect_request", inspected, _ -> {});
        client.ask("execute_request", code("System.out.println(\"spinning\"); while (true) { }"), message -> {
            if (message.type().equals("stream")) {
                client.control("interrupt_request", new JsonObject());
            }
        });
    }

    private static JsonObject code(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("allow_stdin", false);
        return content;
    }

    private static ConnectionFile connectionFile(Path path) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("transport", "tcp");
        json.addProperty("ip", "127.0.0.1");
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (String port : List.of("shell_port", "control_port", "iopub_port", "stdin_port", "hb_port")) {
                ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                taken.add(free);
                json.addProperty(port, free.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
        json.addProperty("signature_scheme", "hmac-sha256");
        json.addProperty("key", "training-" + System.nanoTime());
        Files.writeString(path, json.toString());
        return ConnectionFile.read(path);
    }

    private static String said(Path log) throws IOException {
        String text = Files.readString(log).strip();
        return text.isEmpty() ? "" : " It said:\n" + text;
    }
}

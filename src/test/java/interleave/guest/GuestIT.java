package interleave.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.link.Debugger;
import interleave.link.Frame;
import interleave.link.GuestJvm;
import interleave.link.GuestOptions;
import interleave.link.GuestStartException;
import interleave.link.Kind;
import interleave.link.Struct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A guest JVM")
@Timeout(120)
class GuestIT {
    private static final Path JAR = Path.of("target/interleave-guest.jar").toAbsolutePath();

    @TempDir
    private Path directory;

    private GuestJvm guest;
    private final StringBuilder printed = new StringBuilder();
    private final List<Integer> owners = new ArrayList<>();

    @BeforeEach
    void start() throws GuestStartException {
        guest = GuestJvm.start(GuestOptions.plain(JAR).withDebugger(true), raw -> {});
    }

    @AfterEach
    void end() {
        guest.close();
    }

    @Test
    @DisplayName("runs a snippet and answers with its value, after all that it printed")
    void snippet() throws IOException {
        define("""
            public class A { public static Object run() {
              System.out.println("out"); System.err.println("err"); System.out.println("out again");
              return 6 * 7; } }\
            """);

        assertEquals("42", text(invoke(1, "A")));
        assertEquals("out\nerr\nout again\n", printed.toString());
        assertEquals(List.of(1), owners);
    }

    @Test
    @DisplayName("keeps the values of one snippet for the next")
    void state() throws IOException {
        define("public class A { public static int n; public static Object run() { return ++n; } }");

        assertEquals("1", text(invoke(1, "A")));
        assertEquals("2", text(invoke(2, "A")));
        assertEquals("2", text(request(3, Struct.of("variable", "class", "A", "name", "n"))));
    }

    @Test
    @DisplayName("tells an exception by its real name, with the learner's frames and every cause")
    void failure() throws IOException {
        define("""
            public class A {
              public static Object run() {
                try { return deep(); } catch (RuntimeException e) { throw new IllegalStateException("outer", e); } }
              static int deep() { throw new ArithmeticException("inner"); } }\
            """);

        Frame answer = invoke(1, "A");

        assertEquals(Kind.ERROR, answer.kind());
        Struct outer = answer.struct();
        assertEquals("java.lang.IllegalStateException", outer.string("class"));
        assertEquals("outer", outer.string("message"));
        assertEquals(List.of("run:3"), frames(outer));
        Struct inner = outer.get("cause", Struct.class);
        assertEquals("inner", inner.string("message"));
        assertEquals(List.of("deep:4", "run:3"), frames(inner));
    }

    @Test
    @DisplayName("gives what a thread prints after its cell ended to the cell that started it")
    void lateOutput() throws IOException {
        define("""
            import java.util.concurrent.*;
            public class A {
              static final CountDownLatch gate = new CountDownLatch(1);
              static Thread late;
              public static Object run() {
                late = Thread.ofVirtual().start(() -> {
                  try { gate.await(); } catch (InterruptedException e) { throw new IllegalStateException(e); }
                  System.out.println("late"); });
                return 1; } }
            class B { public static Object run() throws InterruptedException {
                A.gate.countDown(); A.late.join(); System.out.println("now"); return 2; } }\
            """);

        invoke(1, "A");
        invoke(2, "B");

        assertEquals("late\nnow\n", printed.toString());
        assertEquals(List.of(1, 2), owners);
    }

    @Test
    @DisplayName("loses no line of a million from four threads, and tears none")
    void flood() throws IOException {
        define("""
            public class A { public static Object run() throws InterruptedException {
              var threads = new Thread[4];
              for (int t = 0; t < 4; t++) {
                int id = t;
                threads[t] = Thread.ofPlatform().start(() -> {
                  for (int i = 0; i < 250_000; i++) System.out.println(id + " " + i); }); }
              for (Thread thread : threads) thread.join();
              return null; } }\
            """);

        invoke(1, "A");

        int[] next = new int[4];
        for (String line : printed.toString().lines().toList()) {
            int thread = line.charAt(0) - '0';
            assertEquals(next[thread]++, Integer.parseInt(line.substring(2)), line);
        }
        for (int count : next) {
            assertEquals(250_000, count);
        }
    }

    @Test
    @DisplayName("asks for a line of input and reads it, or the end of input")
    void input() throws IOException {
        define("""
            public class A { public static Object run() throws java.io.IOException {
              var in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
              return in.readLine() + "|" + in.readLine(); } }\
            """);
        guest.link().send(new Frame(Kind.INVOKE, 1, Struct.of("snippet", "class", "A", "method", "run")));

        assertEquals(Kind.STDIN, next().kind());
        guest.link().send(new Frame(Kind.STDIN, 1, "typed"));
        assertEquals(Kind.STDIN, next().kind());
        guest.link().send(Frame.of(Kind.STDIN, 1));

        assertEquals("typed|null", text(next()));
    }

    @Test
    @DisplayName("ends a sleeping cell at an interrupt and keeps its variables")
    void interrupt() throws IOException {
        define("""
            public class A { public static int n = 7; public static Object run() throws InterruptedException {
              n++; System.out.println("asleep"); System.out.flush(); Thread.sleep(1_000_000); return null; } }\
            """);
        invokeUntilPrinted(1, "A", "asleep");
        guest.link().send(Frame.of(Kind.STOP, 1));

        assertEquals("stopped", next().struct().name());
        assertEquals("8", text(request(2, Struct.of("variable", "class", "A", "name", "n"))));
    }

    @Test
    @DisplayName("ends a loop that swallows everything, once the debugger throws into it")
    void swallowingLoop() throws IOException {
        assertEndsByStop("""
            public class A { public static Object run() {
              System.out.println("spinning");
              while (true) { try { spin(); Thread.sleep(1); } catch (Throwable t) { } } }
              static void spin() { for (int i = 0; i < 1000; i++) Thread.onSpinWait(); } }\
            """);
    }

    @Test
    @DisplayName("ends a spin, runs its finally, and releases its locks")
    void spin() throws IOException {
        assertEndsByStop("""
            public class A {
              static final Object LOCK = new Object(); static int cleaned;
              public static Object run() {
                System.out.println("spinning");
                try { synchronized (LOCK) { while (true) { } } } finally { cleaned++; } } }
            class B { public static Object run() { synchronized (A.LOCK) { return A.cleaned; } } }\
            """);

        assertEquals("1", text(invoke(2, "B")));
    }

    @Test
    @DisplayName("leaves behind a cell that waits for a monitor, says where it waits, and runs the next one")
    void abandoned() throws IOException {
        define("""
            import java.util.concurrent.*;
            public class A {
              static final Object LOCK = new Object();
              public static Object run() throws InterruptedException {
                var held = new CountDownLatch(1);
                Thread.ofPlatform().name("holder").daemon().start(() -> {
                  synchronized (LOCK) {
                    held.countDown();
                    try { Thread.sleep(1_000_000); } catch (InterruptedException e) { } } });
                held.await();
                System.out.println("waiting");
                synchronized (LOCK) { return 1; } } }
            class B { public static Object run() { return "next"; } }\
            """);
        invokeUntilPrinted(1, "A", "waiting");
        guest.link().send(Frame.of(Kind.STOP, 1));
        guest.link().send(new Frame(Kind.STOP, 1, "abandon"));

        Struct left = next().struct().get("left", Struct.class);
        assertEquals("cell-1", left.string("name"));
        assertEquals("holder", left.string("holder"));
        assertTrue(frames(left).contains("run:12"), () -> frames(left).toString());
        assertEquals("next", text(invoke(2, "B")));
    }

    @Test
    @DisplayName("takes System.exit as its own end, not as the front's")
    void exit() throws IOException, ExecutionException, InterruptedException {
        define("public class A { public static Object run() { System.exit(3); return null; } }");
        guest.link().send(new Frame(Kind.INVOKE, 1, Struct.of("snippet", "class", "A", "method", "run")));

        assertNull(guest.link().receive());
        assertEquals(3, guest.onExit().get());
        assertFalse(guest.alive());
    }

    @Test
    @DisplayName("halts when the one that started it closes the link")
    void orphan() throws Exception {
        guest.link().close();

        assertEquals(0, guest.onExit().get());
    }

    @Test
    @DisplayName("refuses nonsense in a sentence and goes on")
    void nonsense() throws IOException {
        guest.link()
                .send(new Frame(
                        Kind.DEFINE,
                        1,
                        Struct.of(
                                "classes",
                                "classes",
                                List.of(Struct.of("class", "name", "X", "bytes", new byte[3], "source", "")))));
        assertEquals("refused", next().struct().name());
        guest.link().send(new Frame(Kind.INVOKE, 2, Struct.of("dance")));
        assertEquals("dance cannot be invoked", next().struct().string("message"));

        define("public class A { public static Object run() { return null; } }");
        assertEquals("null", text(invoke(3, "A")));
    }

    @Test
    @DisplayName("gives what pools print to the cell that submitted the work, whoever made the pool")
    void submittedWork() throws IOException {
        define("""
            import java.util.*; import java.util.concurrent.*;
            public class A {
              static final ExecutorService pool = Executors.newFixedThreadPool(1);
              static final CountDownLatch gate = new CountDownLatch(1);
              static CompletableFuture<?> stage;
              static void await() { try { gate.await(); } catch (InterruptedException e) { throw new IllegalStateException(e); } }
              public static Object run() throws Exception {
                pool.submit(() -> { }).get();
                stage = CompletableFuture.supplyAsync(() -> { await(); System.out.println("common"); return 1; })
                    .thenApply(x -> { System.out.println("stage"); return x; });
                return 1; } }
            class B { public static Object run() throws Exception {
                A.pool.submit(() -> System.out.println("pool")).get();
                A.pool.invokeAll(List.of(() -> { System.out.println("all"); return 1; }));
                new ScheduledThreadPoolExecutor(1).schedule(() -> System.out.println("scheduled"), 1, TimeUnit.MILLISECONDS).get();
                A.gate.countDown(); A.stage.get(); System.out.println("now"); return 2; } }\
            """);

        invoke(1, "A");
        invoke(2, "B");

        assertEquals("pool\nall\nscheduled\ncommon\nstage\nnow\n", printed.toString());
        assertEquals(List.of(2, 1, 2), owners);
    }

    @Test
    @DisplayName("reports a failure that nobody looks at, once, when its cell is over, and none that somebody did")
    void unseenFailures() throws IOException {
        define("""
            import java.util.concurrent.*;
            public class A {
              static int fail(String why) { throw new IllegalStateException(why); }
              public static Object run() throws Exception {
                var ex = Executors.newSingleThreadExecutor();
                var silent = CompletableFuture.supplyAsync(() -> fail("silent"), ex);
                var chain = silent.thenApply(x -> x).thenApply(x -> x);
                var joined = CompletableFuture.supplyAsync(() -> fail("joined"), ex);
                try { joined.join(); } catch (CompletionException e) { }
                var handled = CompletableFuture.supplyAsync(() -> fail("handled"), ex).exceptionally(t -> 1);
                handled.join();
                Future<Integer> unread = ex.submit(() -> fail("unread"));
                Future<Integer> read = ex.submit(() -> fail("read"));
                try { read.get(); } catch (ExecutionException e) { }
                var common = CompletableFuture.supplyAsync(() -> fail("in the common pool"));
                while (!common.isDone()) Thread.onSpinWait();
                var all = CompletableFuture.allOf(CompletableFuture.supplyAsync(() -> fail("in allOf"), ex));
                ex.shutdown(); ex.awaitTermination(1, TimeUnit.DAYS); return 1; } }\
            """);
        invoke(1, "A");
        guest.link().send(new Frame(Kind.INVOKE, 1, Struct.of("end")));

        Frame report = next();
        assertEquals(Kind.EVENT, report.kind());
        assertEquals("unseen", report.struct().string("about"));
        assertEquals(
                List.of("in allOf", "in the common pool", "silent", "unread"),
                ((List<?>) report.struct().get("exceptions", List.class))
                        .stream()
                                .map(each -> ((Struct) each).string("message"))
                                .sorted()
                                .toList());
        assertEquals(Kind.RESULT, next().kind());
    }

    @Test
    @DisplayName(
            "does not report the futures that a library fails for itself, and does report one that learner code fails")
    void librarysOwnFutures() throws IOException {
        define("""
            import java.net.*;
            import java.net.http.*;
            import java.util.concurrent.*;
            public class A {
              public static Object run() throws Exception {
                try (var deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    var client = HttpClient.newHttpClient()) {
                  var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + deaf.getLocalPort())).build();
                  var asking = Executors.newSingleThreadExecutor();
                  var call = asking.submit(() -> client.send(request, HttpResponse.BodyHandlers.ofString()));
                  deaf.accept();
                  call.cancel(true);
                  asking.shutdown(); asking.awaitTermination(1, TimeUnit.DAYS);
                  client.shutdownNow();
                }
                new CompletableFuture<String>().completeExceptionally(new IllegalStateException("failed by hand"));
                return 1; } }\
            """);
        invoke(1, "A");
        guest.link().send(new Frame(Kind.INVOKE, 1, Struct.of("end")));

        Frame report = next();
        assertEquals("unseen", report.struct().string("about"));
        assertEquals(
                List.of("failed by hand"),
                ((List<?>) report.struct().get("exceptions", List.class))
                        .stream().map(each -> ((Struct) each).string("message")).toList());
        assertEquals(Kind.RESULT, next().kind());
    }

    @Test
    @DisplayName("reports at once what fails unseen after its cell is over")
    void lateFailure() throws IOException {
        define("""
            import java.util.concurrent.*;
            public class A {
              static final CountDownLatch gate = new CountDownLatch(1);
              static int fail() { try { gate.await(); } catch (InterruptedException e) { } throw new IllegalStateException("late"); }
              public static Object run() { return CompletableFuture.supplyAsync(() -> fail()) == null; } }
            class B { public static Object run() { A.gate.countDown(); return 1; } }\
            """);
        invoke(1, "A");
        assertEquals(Kind.RESULT, request(1, Struct.of("end")).kind());
        guest.link().send(new Frame(Kind.INVOKE, 2, Struct.of("snippet", "class", "B", "method", "run")));

        Frame one = next();
        Frame other = next();
        Frame report = one.kind() == Kind.EVENT ? one : other;
        assertEquals(1, report.id());
        assertEquals("unseen", report.struct().string("about"));
    }

    @Test
    @DisplayName("ends a thread that a cell left running, also one that swallows interrupts")
    void endThread() throws IOException {
        define("""
            public class A { public static Thread left; public static Object run() {
                left = Thread.ofPlatform().name("left").daemon().start(() -> {
                  while (true) { try { Thread.sleep(1000); } catch (Throwable e) { } } });
                return left.threadId(); }
              }
            class B { public static Object run() throws InterruptedException { A.left.join(); return A.left.getState(); } }\
            """);
        long id = Long.parseLong(text(invoke(1, "A")));

        Frame left = request(2, Struct.of("end-thread", "id", id, "millis", 1));
        assertEquals("left", left.struct().string("name"));
        assertEquals(Debugger.Attempt.THROWN, guest.debugger().orElseThrow().stop());

        assertEquals("TERMINATED", text(invoke(3, "B")));
    }

    @Test
    @DisplayName("reports an exception that ended a thread, and says which thread")
    void uncaught() throws IOException {
        define("""
            public class A { public static Object run() throws InterruptedException {
                var thread = new Thread(() -> { throw new IllegalStateException("boom"); }, "worker");
                thread.start(); thread.join(); return 1; } }\
            """);
        guest.link().send(new Frame(Kind.INVOKE, 4, Struct.of("snippet", "class", "A", "method", "run")));

        Struct report = next().struct();
        assertEquals("uncaught", report.string("about"));
        assertEquals("worker", report.string("thread"));
        assertEquals("boom", report.get("exception", Struct.class).string("message"));
        assertEquals(Kind.RESULT, next().kind());
    }

    @Test
    @DisplayName("keeps for a check what failed on a thread and in a future that nobody looked at, and tells it once")
    void background() throws IOException {
        define("""
            import java.util.concurrent.*;
            public class A { public static Object run() throws InterruptedException {
                var thread = new Thread(() -> { throw new IllegalStateException("boom"); }, "worker");
                thread.start(); thread.join();
                CompletableFuture.runAsync(() -> { throw new IllegalStateException("unseen"); }, Runnable::run);
                return told() + ", then " + told(); }
              static String told() {
                return interleave.guest.Background.take().stream().map(Throwable::getMessage).toList().toString(); } }\
            """);
        guest.link().send(new Frame(Kind.INVOKE, 4, Struct.of("snippet", "class", "A", "method", "run")));

        assertEquals("uncaught", next().struct().string("about"));
        assertEquals("[boom, unseen], then []", text(next()));
    }

    @Test
    @DisplayName("lists what cells left running, names a deadlock of virtual threads with both locks, and reports the"
            + " threads once")
    void threadsLeft() throws IOException {
        define("""
            import java.util.concurrent.*;
            public class A {
              static final Object LEFT = new Object(), RIGHT = new Object();
              static void both(Object one, Object other, CountDownLatch held) {
                synchronized (one) {
                  held.countDown();
                  try { held.await(); } catch (InterruptedException e) { throw new IllegalStateException(e); }
                  synchronized (other) { } } }
              public static Object run() throws Exception {
                var held = new CountDownLatch(2);
                var a = Thread.ofVirtual().name("a").start(() -> both(LEFT, RIGHT, held));
                var b = Thread.ofPlatform().name("b").daemon().start(() -> both(RIGHT, LEFT, held));
                while (a.getState() != Thread.State.BLOCKED || b.getState() != Thread.State.BLOCKED) Thread.onSpinWait();
                return 1; } }\
            """);
        invoke(5, "A");
        guest.link().send(Frame.of(Kind.DUMP, 6));

        Struct dump = next().struct();
        assertEquals(1, dump.get("deadlocks", List.class).size(), () -> dump + printed.toString());
        List<String> told = ((List<?>) dump.get("threads", List.class))
                .stream()
                        .map(each -> (Struct) each)
                        .filter(each -> !each.string("name").startsWith("cell-"))
                        .map(each -> each.string("name") + " of " + each.integer("cell") + " waits for "
                                + each.string("lock") + " of " + each.string("holder") + " at "
                                + frames(each).getFirst())
                        .sorted()
                        .toList();
        assertEquals(
                List.of(
                        "a of 5 waits for java.lang.Object of b at both:8",
                        "b of 5 waits for java.lang.Object of a at both:8"),
                told);

        guest.link().send(new Frame(Kind.INVOKE, 5, Struct.of("end")));
        assertEquals(Kind.RESULT, next().kind());
        Struct report = next().struct();
        assertEquals("left", report.string("about"));
        assertEquals(2, report.get("threads", List.class).size());
    }

    @Test
    @DisplayName("takes a timer that waits for its time, as a pool's worker that waits for work, for idle")
    void timerLeft() throws IOException {
        define("""
            import java.util.*;
            import java.util.concurrent.*;
            public class A { public static Object run() throws InterruptedException {
                var ticked = new CountDownLatch(1);
                new Timer("ticks", true).schedule(
                    new TimerTask() { public void run() { ticked.countDown(); } }, 0, 86_400_000);
                ticked.await();
                while (Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(t -> t.getName().equals("ticks") && t.getState() == Thread.State.TIMED_WAITING)) Thread.onSpinWait();
                return 1; } }\
            """);
        invoke(5, "A");
        guest.link().send(Frame.of(Kind.DUMP, 6));

        List<String> idle = ((List<?>) next().struct().get("threads", List.class))
                .stream()
                        .map(each -> (Struct) each)
                        .filter(each -> each.string("name").equals("ticks"))
                        .map(each -> each.string("name") + " " + each.get("idle", Boolean.class))
                        .toList();

        assertEquals(List.of("ticks true"), idle);
    }

    private void assertEndsByStop(String source) throws IOException {
        define(source);
        invokeUntilPrinted(1, "A", "spinning");
        guest.link().send(Frame.of(Kind.STOP, 1));
        // the marked target is visible to the debugger only after the guest has read the STOP
        Debugger.Attempt attempt = Debugger.Attempt.NOBODY;
        while (attempt != Debugger.Attempt.THROWN) {
            attempt = guest.debugger().orElseThrow().stop();
        }

        assertEquals("stopped", next().struct().name());
    }

    private Frame invoke(int cell, String type) {
        return request(cell, Struct.of("snippet", "class", type, "method", "run"));
    }

    private Frame request(int cell, Struct body) {
        guest.link().send(new Frame(Kind.INVOKE, cell, body));
        Frame answer = next();
        assertEquals(cell, answer.id());
        return answer;
    }

    private void invokeUntilPrinted(int cell, String type, String text) {
        guest.link().send(new Frame(Kind.INVOKE, cell, Struct.of("snippet", "class", type, "method", "run")));
        while (printed.indexOf(text) < 0) {
            Frame frame = guest.link().receive();
            assertNotNull(frame);
            assertEquals(Kind.OUT, frame.kind());
            take(frame);
        }
    }

    /** The next frame that is not output. */
    private Frame next() {
        while (true) {
            Frame frame = guest.link().receive();
            assertNotNull(frame, () -> "the guest is gone: " + guest.rawTail());
            if (frame.kind() != Kind.OUT) {
                return frame;
            }
            take(frame);
        }
    }

    private void take(Frame frame) {
        printed.append(new String(frame.struct().get("bytes", byte[].class), StandardCharsets.UTF_8));
        // how many frames carry what one owner prints depends on how fast it prints
        if (owners.isEmpty() || owners.getLast() != frame.id()) {
            owners.add(frame.id());
        }
    }

    private static String text(Frame answer) {
        assertEquals(Kind.RESULT, answer.kind(), () -> String.valueOf(answer.body()));
        return String.valueOf(answer.struct().get("data", Map.class).get("text/plain"));
    }

    private static List<String> frames(Struct failure) {
        return ((List<?>) failure.get("frames", List.class))
                .stream()
                        .map(frame -> ((Struct) frame).string("method") + ":" + ((Struct) frame).integer("line"))
                        .toList();
    }

    /** Compiles a source whose public class is A, and hands all its classes to the guest. */
    private void define(String source) throws IOException {
        Path file = Files.writeString(directory.resolve("A.java"), source);
        int result =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", directory.toString(), file.toString());
        assertEquals(0, result);
        var classes = new ArrayList<Struct>();
        try (var files = Files.newDirectoryStream(directory, "*.class")) {
            for (Path each : files) {
                String name = each.getFileName().toString().replace(".class", "");
                classes.add(Struct.of("class", "name", name, "bytes", Files.readAllBytes(each), "source", source));
            }
        }
        guest.link().send(new Frame(Kind.DEFINE, 9, Struct.of("classes", "classes", classes)));
        Frame answer = next();
        assertEquals(Kind.RESULT, answer.kind(), () -> String.valueOf(answer.body()));
    }
}

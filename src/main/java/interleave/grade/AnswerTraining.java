package interleave.grade;

import interleave.grade.compile.AnswerCompiler;
import interleave.grade.compile.Compilation;
import interleave.grade.compile.ExerciseClasses;
import interleave.grade.compile.WovenAnswer;
import interleave.grade.exercise.Limits;
import interleave.grade.sandbox.Guests;
import interleave.grade.sandbox.Isolation;
import interleave.grade.sandbox.NotJudgedException;
import interleave.grade.sandbox.Sandbox;
import interleave.link.Frame;
import interleave.link.GuestOptions;
import interleave.link.Kind;
import interleave.link.Seccomp;
import interleave.link.StartupCache;
import interleave.schedule.Outside;
import interleave.schedule.SimulatedStore;
import interleave.schedule.Store;
import interleave.schedule.message.Move;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Makes the start-up cache of the guests that answers are judged in: an archive of the classes, linked, with the lambdas that one judging needs.
 *
 * <p>Unlike the cache of a notebook's guests it is trained by judging, under the very options of a judged guest.
 */
public final class AnswerTraining {
    private static final String CONTRACT = """
        package exercise;

        public interface Training {
            int run(java.util.List<Integer> numbers);
            boolean sell(interleave.schedule.Store<Integer> seats, String show);
        }
        """;

    private static final String ANSWER = """
        class Trained implements Training {
            record Pair(int left, int right) {}
            private final AtomicInteger sales = new AtomicInteger();
            private final Map<String, Integer> asked = new ConcurrentHashMap<>();
            private final ReentrantLock lock = new ReentrantLock();
            private int calls;

            public int run(List<Integer> numbers) {
                var sum = CompletableFuture.supplyAsync(() -> numbers.stream().mapToInt(n -> n).sum());
                try (var pool = Executors.newFixedThreadPool(2); var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
                    var one = pool.submit(() -> 1);
                    var two = virtual.submit(() -> { Thread.sleep(Duration.ofMillis(5)); return 2; });
                    synchronized (this) { calls += one.get() + two.get(); }
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException("training " + calls, e);
                }
                return sum.thenApply(n -> new Pair(n, calls)).thenCombine(sum, (pair, n) -> pair.left() + n).join();
            }

            public boolean sell(Store<Integer> seats, String show) {
                asked.merge(show, 1, Integer::sum);
                synchronized (this) { calls++; }
                lock.lock();
                try {
                    int free = seats.read(show).orElse(0);
                    return free > 0 && seats.replaceAsync(show, free, free - 1).join() && sales.incrementAndGet() > 0;
                } finally {
                    lock.unlock();
                }
            }
        }
        """;

    private AnswerTraining() {}

    /** Where the cache of guests of this jar lies. */
    private static Path cache(Path guestJar) {
        return guestJar.resolveSibling("startup").resolve("answer.aot");
    }

    /** The same guests, started from their cache if there is one that fits. */
    public static GuestOptions quick(GuestOptions options) {
        Path jar = options.guestJar().toAbsolutePath();
        return options.withStartupCache(StartupCache.ifFits(cache(jar), List.of(jar)));
    }

    /**
     * Makes the cache anew.
     *
     * @throws IOException if a guest cannot be started, or the JVM wrote no cache
     */
    public static void run(GuestOptions options) throws IOException {
        Path jar = options.guestJar().toAbsolutePath();
        Path cache = cache(jar);
        Files.createDirectories(cache.getParent());
        // apart, then moved there as a whole: others may be about to use it, or to make it, too
        Path made = cache.resolveSibling("answer-" + ProcessHandle.current().pid() + ".aot");
        // no limits: a second JVM, which writes the cache, is started by the guest
        var unlimited = new Sandbox(Isolation.PLAIN, (command, socket) -> {
            if (Seccomp.available()) {
                command.command().add(GuestOptions.LAST_SOCKET);
            }
            return command.start();
        });
        try (var guests = new Guests(
                        options.forAnswer().training(made), Limits.DEFAULT, unlimited, Guests.Pace.AMONG_MANY);
                var guest = guests.take()) {
            judge(new Line(guest, Limits.DEFAULT.realTime().multipliedBy(6)));
            guest.send(Frame.of(Kind.BYE, 0));
            guest.awaitEnd();
        } catch (NotJudgedException | Rejection e) {
            throw new IOException("The training of the grader's guests failed: " + e.getMessage(), e);
        }
        if (!Files.isRegularFile(made)) {
            throw new IOException("The JVM wrote no start-up cache to " + made + ".");
        }
        Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
        StartupCache.stamp(cache, List.of(jar));
    }

    /** The same guests, started from their cache, which is made if there is none that fits: for many, it takes as long as a few dozen of them save. */
    public static GuestOptions quickForMany(GuestOptions options) {
        GuestOptions quick = quick(options);
        if (quick.startupCache() != null) {
            return quick;
        }
        try {
            run(options);
        } catch (IOException e) {
            // a folder that is not ours to write to: they start more slowly
        }
        return quick(options);
    }

    private static void judge(Line line) {
        var compiler = new AnswerCompiler();
        ExerciseClasses exercise = ExerciseClasses.ofContract("Training", CONTRACT, compiler.javac());
        if (!(compiler.compile(ANSWER, exercise) instanceof Compilation.Compiled answer)) {
            throw new IllegalStateException("what guests are trained with does not compile");
        }
        define(line, WovenAnswer.of(exercise, answer, true));
        explore(line, answer);
        define(line, WovenAnswer.of(exercise, answer, false));
        var outside = new Outside();
        outside.begin();
        int id = line.send(Kind.INVOKE, JudgeSession.request("answer", 0, method(), List.of(List.of(1, 2))));
        for (Frame frame = line.receive(id); frame.kind() == Kind.SERVICE_CALL; frame = line.receive(id)) {
            Move move = outside.next(Line.step(frame.body()));
            line.answer(id, move.toMap());
        }
    }

    private static void define(Line line, WovenAnswer answer) {
        if (!line.define(answer, Limits.DEFAULT.fuel())) {
            throw new IllegalStateException("a world that nobody called did not end");
        }
    }

    /** In the exercises with races, most of a guest's time is that of explorations: what they need is in the cache, too. */
    private static void explore(Line line, Compilation.Compiled answer) {
        Orders.Program program = world -> {
            var seats = SimulatedStore.of("seats", Integer.class).with("hamlet", 1);
            Sample office = world.learner(Sample.class);
            var a = world.actor("A", () -> office.sell(seats, "hamlet"));
            var b = world.actor("B", () -> office.sell(seats, "hamlet"));
            world.check(() -> {
                if (a.result().equals(b.result())) {
                    throw new IllegalStateException("one of the two has the seat");
                }
            });
        };
        Orders.Explored _ = new OrderJudge(line, answer, program, Orders.all(), Limits.DEFAULT).explore();
    }

    /** A method of the same name and parameters as the contract's, which is not loaded here. */
    private static java.lang.reflect.Method method() {
        try {
            return Sample.class.getMethod("run", List.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** See {@link #method}. */
    interface Sample {
        int run(List<Integer> numbers);

        boolean sell(Store<Integer> seats, String show);
    }
}

package interleave.schedule;

import interleave.schedule.weave.Instead;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Spliterator;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What woven learner code calls instead of the JDK: each method does what the one it is named after does, in the time and on the threads of the run.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
@SuppressWarnings({"DoNotCallSuggester", "JavaUtilDate", "WaitNotInLoop"
}) // the JDK's signatures, and what some mean here
public final class InsteadOfJdk {
    private InsteadOfJdk() {}

    private static Inside inside() {
        return LearnerThread.current().inside;
    }

    /** Ends what virtual time does not cover. */
    public static void refuse(String what) {
        throw inside().escaped(what);
    }

    /** Ends what an exploration of orders does not cover. */
    public static void refuseInOrders(String what) {
        if (Exploring.explored() != null) {
            refuse(what);
        }
    }

    /** Ends what an exploration does not cover, though it is made before the orders begin. */
    public static void refuseExtension(String what) {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me != null && me.inside.exploring() != null) {
            refuse(what);
        }
    }

    /** A static initialiser begins. */
    public static void initializerBegins() {
        initializing(1);
    }

    /** A static initialiser ends. */
    public static void initializerEnds() {
        initializing(-1);
    }

    private static void initializing(int more) {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me != null) {
            me.initializing += more;
        }
    }

    // ---- time ----

    @Instead(of = Thread.class, isStatic = true)
    public static void sleep(long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Instead(of = Thread.class, isStatic = true)
    public static void sleep(long millis, int nanos) throws InterruptedException {
        if (millis < 0 || nanos < 0 || nanos > 999_999) {
            throw new IllegalArgumentException("timeout value is negative or out of range");
        }
        sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis) + nanos);
    }

    @Instead(of = Thread.class, isStatic = true)
    public static void sleep(Duration duration) throws InterruptedException {
        sleepNanos(nanos(duration));
    }

    @Instead(of = TimeUnit.class)
    public static void sleep(TimeUnit unit, long timeout) throws InterruptedException {
        if (timeout > 0) {
            sleepNanos(unit.toNanos(timeout));
        }
    }

    private static void sleepNanos(long nanos) throws InterruptedException {
        LearnerThread me = LearnerThread.current();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (Exploring.explored() != null) {
            // however long it is, nobody has promised that others are done by then
            Exploring.at(Intent.toNothing("Thread.sleep", me.inside.placeHere()));
            return;
        }
        var over = new boolean[1];
        Timer timer = me.inside.after(nanos, () -> {
            over[0] = true;
            me.wake();
        });
        try {
            me.await(Wait.What.TIME, "Thread.sleep", () -> over[0]);
        } finally {
            timer.cancel();
        }
    }

    private static long nanos(Duration duration) {
        try {
            return Math.max(0, duration.toNanos());
        } catch (ArithmeticException e) {
            return duration.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    @Instead(of = System.class, isStatic = true)
    public static long nanoTime() {
        return inside().nanos();
    }

    @Instead(of = System.class, isStatic = true)
    public static long currentTimeMillis() {
        return instant().toEpochMilli();
    }

    @Instead(of = Instant.class, name = "now", isStatic = true)
    public static Instant instant() {
        return ClockStub.BEGIN.plusNanos(inside().nanos());
    }

    @Instead(of = LocalDate.class, name = "now", isStatic = true)
    public static LocalDate localDate() {
        return localDateTime().toLocalDate();
    }

    @Instead(of = LocalTime.class, name = "now", isStatic = true)
    public static LocalTime localTime() {
        return localDateTime().toLocalTime();
    }

    @Instead(of = LocalDateTime.class, name = "now", isStatic = true)
    public static LocalDateTime localDateTime() {
        return LocalDateTime.ofInstant(instant(), ZoneOffset.UTC);
    }

    @Instead(of = ZonedDateTime.class, name = "now", isStatic = true)
    public static ZonedDateTime zonedDateTime() {
        return instant().atZone(ZoneOffset.UTC);
    }

    @Instead(of = OffsetDateTime.class, name = "now", isStatic = true)
    public static OffsetDateTime offsetDateTime() {
        return instant().atOffset(ZoneOffset.UTC);
    }

    @Instead(of = java.time.Clock.class, isStatic = true)
    public static java.time.Clock systemUTC() {
        return new RunClock(inside(), ZoneOffset.UTC);
    }

    @Instead(of = java.time.Clock.class, isStatic = true)
    public static java.time.Clock systemDefaultZone() {
        return systemUTC();
    }

    @Instead(of = java.time.Clock.class, isStatic = true)
    public static java.time.Clock system(ZoneId zone) {
        return new RunClock(inside(), zone);
    }

    private static final class RunClock extends java.time.Clock {
        private final Inside inside;
        private final ZoneId zone;

        RunClock(Inside inside, ZoneId zone) {
            this.inside = inside;
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public java.time.Clock withZone(ZoneId other) {
            return new RunClock(inside, other);
        }

        @Override
        public Instant instant() {
            return ClockStub.BEGIN.plusNanos(inside.nanos());
        }
    }

    @Instead(of = Runtime.class)
    public static int availableProcessors(Runtime runtime) {
        return inside().settings().processors();
    }

    // ---- threads ----

    @Instead(of = Thread.class, isStatic = true)
    public static Thread currentThread() {
        LearnerThread me = LearnerThread.currentOrNull();
        return me == null ? Thread.currentThread() : me.shown();
    }

    @Instead(of = Thread.class)
    public static void start(Thread thread) {
        if (thread.isVirtual()) {
            thread.start();
            return;
        }
        Inside inside = inside();
        if (inside.standInOf(thread) != null || thread.getState() != Thread.State.NEW) {
            throw new IllegalThreadStateException();
        }
        inside.standIn(thread).thread.start();
    }

    /** The thread that runs, if the given one is only what the learner sees of it. */
    private static Thread running(Thread thread) {
        LearnerThread me = LearnerThread.currentOrNull();
        LearnerThread standIn = me == null ? null : me.inside.standInOf(thread);
        return standIn == null ? thread : standIn.thread;
    }

    @Instead(of = Thread.class)
    public static void join(Thread thread) throws InterruptedException {
        LearnerThread me = LearnerThread.current();
        me.waitsAlone = true;
        try {
            running(thread).join();
        } finally {
            me.waitsAlone = false;
        }
    }

    @Instead(of = Thread.class)
    public static void join(Thread thread, long millis) throws InterruptedException {
        if (millis == 0) {
            join(thread);
        } else {
            join(thread, Duration.ofMillis(millis));
        }
    }

    @Instead(of = Thread.class)
    public static boolean join(Thread thread, Duration limit) throws InterruptedException {
        Thread running = running(thread);
        if (running.getState() == Thread.State.NEW && running.isVirtual()) {
            throw new IllegalThreadStateException("Thread not started");
        }
        return !running.isAlive()
                || Timed.until(LearnerThread.current(), nanos(limit), running::join)
                || !running.isAlive();
    }

    @Instead(of = Thread.class)
    public static void interrupt(Thread thread) {
        running(thread).interrupt();
    }

    @Instead(of = Thread.class)
    public static boolean isInterrupted(Thread thread) {
        return running(thread).isInterrupted();
    }

    @Instead(of = Thread.class)
    public static boolean isAlive(Thread thread) {
        return running(thread).isAlive();
    }

    @Instead(of = Thread.class)
    public static Thread.State getState(Thread thread) {
        return running(thread).getState();
    }

    @Instead(of = Thread.class)
    public static StackTraceElement[] getStackTrace(Thread thread) {
        return running(thread).getStackTrace();
    }

    @Instead(of = Thread.class, isStatic = true)
    public static Thread startVirtualThread(Runnable task) {
        Thread thread = unstarted(Thread.ofVirtual(), task);
        thread.start();
        return thread;
    }

    @Instead(of = Thread.Builder.class)
    public static Thread unstarted(Thread.Builder builder, Runnable task) {
        if (builder instanceof Thread.Builder.OfVirtual) {
            LearnerThread me = LearnerThread.current();
            return builder.unstarted(LearnerThread.known(me.inside, me.cause, task));
        }
        return builder.unstarted(task);
    }

    @Instead(of = Thread.Builder.class)
    public static Thread start(Thread.Builder builder, Runnable task) {
        Thread thread = unstarted(builder, task);
        start(thread);
        return thread;
    }

    @Instead(of = Thread.Builder.class)
    public static ThreadFactory factory(Thread.Builder builder) {
        ThreadFactory made = builder.factory();
        if (builder instanceof Thread.Builder.OfVirtual) {
            return task -> {
                LearnerThread me = LearnerThread.current();
                return made.newThread(LearnerThread.known(me.inside, me.cause, task));
            };
        }
        return made;
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void unpark(Thread thread) {
        LockSupport.unpark(running(thread));
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void parkNanos(long nanos) {
        if (nanos > 0) {
            LearnerThread me = LearnerThread.current();
            Timer timer = me.inside.limit(nanos, me::wake);
            LockSupport.park();
            timer.cancel();
            me.inside.requireOpen();
        }
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void parkNanos(Object blocker, long nanos) {
        parkNanos(nanos);
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void parkUntil(long deadline) {
        parkNanos(TimeUnit.MILLISECONDS.toNanos(deadline - currentTimeMillis()));
    }

    @Instead(of = LockSupport.class, isStatic = true)
    public static void parkUntil(Object blocker, long deadline) {
        parkUntil(deadline);
    }

    // ---- executors ----

    /** Threads named as those of {@link Executors#defaultThreadFactory} are, counted in this run. */
    static ThreadFactory poolThreads() {
        Inside inside = inside();
        String prefix = "pool-" + inside.nextPool() + "-thread-";
        var number = new int[1];
        return task -> inside.platform(prefix + ++number[0], task).thread;
    }

    /** Threads of the learner's own factory, as threads of the run. */
    static ThreadFactory adapted(ThreadFactory threads) {
        Inside inside = inside();
        return task -> {
            Thread made = threads.newThread(task);
            return made == null || made.isVirtual() ? made : inside.standIn(made).thread;
        };
    }

    private static SimThreadPool fixed(int threads, ThreadFactory ours) {
        return new SimThreadPool(ours, threads, threads, new LinkedBlockingQueue<>());
    }

    private static SimThreadPool cached(ThreadFactory ours) {
        return new SimThreadPool(ours, 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    private static <E extends ExecutorService> E pool(E made) {
        return inside().pool(made);
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newFixedThreadPool(int threads) {
        return fixed(threads, poolThreads());
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newFixedThreadPool(int threads, ThreadFactory factory) {
        return fixed(threads, adapted(factory));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newCachedThreadPool() {
        return cached(poolThreads());
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newCachedThreadPool(ThreadFactory factory) {
        return cached(adapted(factory));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newSingleThreadExecutor() {
        return Executors.unconfigurableExecutorService(fixed(1, poolThreads()));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newSingleThreadExecutor(ThreadFactory factory) {
        return Executors.unconfigurableExecutorService(fixed(1, adapted(factory)));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newVirtualThreadPerTaskExecutor() {
        Inside inside = inside();
        return new SimThreadPerTask(task -> inside.virtual("", task).thread);
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newThreadPerTaskExecutor(ThreadFactory factory) {
        return new SimThreadPerTask(adapted(factory));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newWorkStealingPool() {
        return new SimForkJoinPool();
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ExecutorService newWorkStealingPool(int parallelism) {
        return new SimForkJoinPool(parallelism);
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ScheduledExecutorService newScheduledThreadPool(int threads) {
        return pool(new SimScheduledPool(inside(), threads, poolThreads()));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ScheduledExecutorService newScheduledThreadPool(int threads, ThreadFactory factory) {
        return pool(new SimScheduledPool(inside(), threads, adapted(factory)));
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ScheduledExecutorService newSingleThreadScheduledExecutor() {
        return newScheduledThreadPool(1);
    }

    @Instead(of = Executors.class, isStatic = true)
    public static ScheduledExecutorService newSingleThreadScheduledExecutor(ThreadFactory factory) {
        return newScheduledThreadPool(1, factory);
    }

    @Instead(of = ExecutorService.class)
    public static boolean awaitTermination(ExecutorService executor, long timeout, TimeUnit unit)
            throws InterruptedException {
        if (executor.isTerminated()) {
            return true;
        }
        LearnerThread me = LearnerThread.current();
        Timed.until(me, unit.toNanos(timeout), () -> {
            var _ = executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        });
        return executor.isTerminated();
    }

    @Instead(of = ForkJoinPool.class, isStatic = true)
    public static ForkJoinPool commonPool() {
        CommonPool pool = inside().commonPool();
        return new SimForkJoinPool(pool.parallelism(), pool);
    }

    @Instead(of = ForkJoinPool.class, isStatic = true)
    public static int getCommonPoolParallelism() {
        return inside().commonPool().parallelism();
    }

    /** The pool that the calling thread works in, else the common one. */
    private static CommonPool here() {
        LearnerThread me = LearnerThread.current();
        CommonPool pool = me.inPool;
        return pool == null ? me.inside.commonPool() : pool;
    }

    @Instead(of = ForkJoinTask.class)
    public static <T> ForkJoinTask<T> fork(ForkJoinTask<T> task) {
        SimForkJoinPool.fork(here(), task);
        return task;
    }

    @Instead(of = ForkJoinTask.class)
    public static <T> T join(ForkJoinTask<T> task) {
        LearnerThread me = LearnerThread.current();
        try (var _ = here().blocked()) {
            me.waitsAlone = true;
            return task.join();
        } finally {
            me.waitsAlone = false;
        }
    }

    @Instead(of = ForkJoinTask.class)
    public static <T> T get(ForkJoinTask<T> task) throws InterruptedException, ExecutionException {
        LearnerThread me = LearnerThread.current();
        try (var _ = here().blocked()) {
            me.waitsAlone = true;
            return task.get();
        } finally {
            me.waitsAlone = false;
        }
    }

    @Instead(of = ForkJoinTask.class, isStatic = true)
    public static void invokeAll(ForkJoinTask<?> one, ForkJoinTask<?> other) {
        invokeAll(new ForkJoinTask<?>[] {one, other});
    }

    @Instead(of = ForkJoinTask.class, isStatic = true)
    public static void invokeAll(ForkJoinTask<?>... tasks) {
        for (int i = 1; i < tasks.length; i++) {
            SimForkJoinPool.fork(here(), tasks[i]);
        }
        if (tasks.length > 0) {
            var _ = tasks[0].invoke();
        }
        for (int i = 1; i < tasks.length; i++) {
            var _ = join(tasks[i]);
        }
    }

    @Instead(of = ForkJoinTask.class, isStatic = true)
    public static <T extends ForkJoinTask<?>> Collection<T> invokeAll(Collection<T> tasks) {
        invokeAll(tasks.toArray(ForkJoinTask<?>[]::new));
        return tasks;
    }

    // ---- random numbers: the same in every run ----

    private static Random random() {
        return LearnerThread.current().random();
    }

    @Instead(of = Math.class, name = "random", isStatic = true)
    public static double randomDouble() {
        return random().nextDouble();
    }

    @Instead(of = UUID.class, isStatic = true)
    public static UUID randomUUID() {
        var bytes = new byte[16];
        random().nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }

    @Instead(of = Collections.class, isStatic = true)
    public static void shuffle(List<?> list) {
        Collections.shuffle(list, random());
    }

    @Instead(of = ThreadLocalRandom.class)
    public static int nextInt(ThreadLocalRandom ours) {
        return random().nextInt();
    }

    @Instead(of = ThreadLocalRandom.class)
    public static int nextInt(ThreadLocalRandom ours, int bound) {
        return random().nextInt(bound);
    }

    @Instead(of = ThreadLocalRandom.class)
    public static int nextInt(ThreadLocalRandom ours, int origin, int bound) {
        return random().nextInt(origin, bound);
    }

    @Instead(of = ThreadLocalRandom.class)
    public static long nextLong(ThreadLocalRandom ours) {
        return random().nextLong();
    }

    @Instead(of = ThreadLocalRandom.class)
    public static long nextLong(ThreadLocalRandom ours, long bound) {
        return random().nextLong(bound);
    }

    @Instead(of = ThreadLocalRandom.class)
    public static long nextLong(ThreadLocalRandom ours, long origin, long bound) {
        return random().nextLong(origin, bound);
    }

    @Instead(of = ThreadLocalRandom.class)
    public static double nextDouble(ThreadLocalRandom ours) {
        return random().nextDouble();
    }

    @Instead(of = ThreadLocalRandom.class)
    public static boolean nextBoolean(ThreadLocalRandom ours) {
        return random().nextBoolean();
    }

    // ---- maps that keep others out while they call back ----

    @Instead(of = Map.class)
    public static <K, V> V computeIfAbsent(Map<K, V> map, K key, Function<? super K, ? extends V> make) {
        return calling(map, () -> map.computeIfAbsent(key, make));
    }

    @Instead(of = Map.class)
    public static <K, V> V computeIfPresent(
            Map<K, V> map, K key, BiFunction<? super K, ? super V, ? extends V> change) {
        return calling(map, () -> map.computeIfPresent(key, change));
    }

    @Instead(of = Map.class)
    public static <K, V> V compute(Map<K, V> map, K key, BiFunction<? super K, ? super V, ? extends V> change) {
        return calling(map, () -> map.compute(key, change));
    }

    @Instead(of = Map.class)
    public static <K, V> V merge(Map<K, V> map, K key, V value, BiFunction<? super V, ? super V, ? extends V> change) {
        return calling(map, () -> map.merge(key, value, change));
    }

    private static <T> T calling(Map<?, ?> map, Supplier<T> call) {
        LearnerThread me = Exploring.explored();
        boolean locks = map instanceof ConcurrentMap && ofJdk(map);
        return me == null || !locks ? call.get() : me.inside.monitors().calling(me, map, call);
    }

    @Instead(of = Thread.class, name = "yield", isStatic = true)
    @SuppressWarnings("ThreadPriorityCheck") // what the learner wrote
    public static void giveWay() {
        if (Exploring.explored() == null) {
            Thread.yield();
        }
    }

    // ---- parallel arrays ----

    @Instead(of = Arrays.class, isStatic = true)
    public static void parallelSort(int[] array) {
        Arrays.sort(array);
    }

    @Instead(of = Arrays.class, isStatic = true)
    public static void parallelSort(long[] array) {
        Arrays.sort(array);
    }

    @Instead(of = Arrays.class, isStatic = true)
    public static void parallelSort(double[] array) {
        Arrays.sort(array);
    }

    @Instead(of = Arrays.class, isStatic = true)
    public static <T extends Comparable<? super T>> void parallelSort(T[] array) {
        Arrays.sort(array);
    }

    @Instead(of = Arrays.class, isStatic = true)
    public static <T> void parallelSort(T[] array, @Nullable Comparator<? super T> order) {
        Arrays.sort(array, order);
    }

    // ---- parallel streams ----

    @Instead(of = Collection.class)
    @SuppressWarnings("unchecked") // of the same elements
    public static <T> Stream<T> parallelStream(Collection<T> collection) {
        return ParallelPipeline.of(collection.stream(), Stream.class);
    }

    @Instead(of = BaseStream.class, name = "parallel")
    public static BaseStream<?, ?> parallelObjects(BaseStream<?, ?> stream) {
        return switch (stream) {
            case IntStream ints -> parallelInts(ints);
            case LongStream longs -> parallelLongs(longs);
            case DoubleStream doubles -> parallelDoubles(doubles);
            default -> ParallelPipeline.of(stream, Stream.class);
        };
    }

    @Instead(of = IntStream.class, name = "parallel")
    public static IntStream parallelInts(IntStream stream) {
        return ParallelPipeline.of(stream, IntStream.class);
    }

    @Instead(of = LongStream.class, name = "parallel")
    public static LongStream parallelLongs(LongStream stream) {
        return ParallelPipeline.of(stream, LongStream.class);
    }

    @Instead(of = DoubleStream.class, name = "parallel")
    public static DoubleStream parallelDoubles(DoubleStream stream) {
        return ParallelPipeline.of(stream, DoubleStream.class);
    }

    @Instead(of = StreamSupport.class, isStatic = true)
    @SuppressWarnings("unchecked") // of the same elements
    public static <T> Stream<T> stream(Spliterator<T> elements, boolean parallel) {
        Stream<T> sequential = StreamSupport.stream(elements, false);
        return parallel ? ParallelPipeline.of(sequential, Stream.class) : sequential;
    }

    // ---- futures ----

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletableFuture<T> supplyAsync(Supplier<T> supplier) {
        return supplyAsync(supplier, inside().commonPool());
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletableFuture<T> supplyAsync(Supplier<T> supplier, Executor executor) {
        java.util.Objects.requireNonNull(supplier);
        SimFuture<T> future = SimFuture.completedByStep();
        executor.execute(new Async<>(future, supplier));
        return future;
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static CompletableFuture<Void> runAsync(Runnable task) {
        return runAsync(task, inside().commonPool());
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    @SuppressWarnings("NullAway") // the value of a CompletableFuture<Void> is null
    public static CompletableFuture<Void> runAsync(Runnable task, Executor executor) {
        java.util.Objects.requireNonNull(task);
        return supplyAsync(
                () -> {
                    task.run();
                    return null;
                },
                executor);
    }

    private record Async<T>(SimFuture<T> future, Supplier<T> supplier)
            implements Runnable, CompletableFuture.AsynchronousCompletionTask {
        @Override
        public void run() {
            if (!future.isDone()) {
                try {
                    T value = supplier.get();
                    // that it is complete may be seen before others do something, or after
                    Exploring.at(JdkCalls.completing(future));
                    future.complete(value);
                } catch (RunOverError over) {
                    throw over;
                } catch (Throwable failure) {
                    Exploring.at(JdkCalls.completing(future));
                    future.completeExceptionally(
                            failure instanceof CompletionException ? failure : new CompletionException(failure));
                }
            }
        }
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletableFuture<T> completedFuture(T value) {
        return SimFuture.done(value);
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletionStage<T> completedStage(T value) {
        return SimFuture.done(value);
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletableFuture<T> failedFuture(Throwable failure) {
        var future = new SimFuture<T>();
        future.completeExceptionally(failure);
        return future;
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static <T> CompletionStage<T> failedStage(Throwable failure) {
        return failedFuture(failure);
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static CompletableFuture<Void> allOf(CompletableFuture<?>... futures) {
        return ours(CompletableFuture.allOf(futures), SimFuture.ofSeveral());
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static CompletableFuture<Object> anyOf(CompletableFuture<?>... futures) {
        return ours(CompletableFuture.anyOf(futures), new SimFuture<>());
    }

    /** The same outcome at the same moment, in a future whose stages stay under the run. */
    private static <T> CompletableFuture<T> ours(CompletableFuture<T> future, SimFuture<T> ours) {
        var _ = future.whenComplete((value, failure) -> {
            if (failure == null) {
                ours.complete(value);
            } else {
                ours.completeExceptionally(failure);
            }
        });
        return ours;
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static Executor delayedExecutor(long delay, TimeUnit unit) {
        return delayedExecutor(delay, unit, inside().commonPool());
    }

    @Instead(of = CompletableFuture.class, isStatic = true)
    public static Executor delayedExecutor(long delay, TimeUnit unit, Executor executor) {
        Inside inside = inside();
        return task -> inside.after(
                unit.toNanos(delay),
                () -> inside.start("CompletableFutureDelayScheduler", 0, () -> executor.execute(task)));
    }

    @Instead(of = Future.class)
    public static <T> T get(Future<T> future, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (future instanceof SimFuture || !ofJdk(future)) {
            return future.get(timeout, unit);
        }
        Exploring.limitMeetsFuture();
        if (!future.isDone()) {
            boolean inTime = Timed.until(LearnerThread.current(), unit.toNanos(timeout), () -> awaitDone(future));
            if (!inTime && !future.isDone()) {
                throw new TimeoutException();
            }
        }
        return future.get();
    }

    private static void awaitDone(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException | CancellationException e) {
            // the caller asks again
        }
    }

    private static boolean ofJdk(Object object) {
        return object.getClass().getName().startsWith("java.");
    }

    // ---- waits with a limit ----

    @Instead(of = Semaphore.class)
    public static void acquire(Semaphore semaphore) throws InterruptedException {
        requireMayWait(semaphore.availablePermits() == 0, "Semaphore.acquire");
        semaphore.acquire();
    }

    @Instead(of = CountDownLatch.class)
    public static void await(CountDownLatch latch) throws InterruptedException {
        requireMayWait(latch.getCount() > 0, "CountDownLatch.await");
        latch.await();
    }

    @Instead(of = BlockingQueue.class)
    public static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        requireMayWait(queue.isEmpty(), "BlockingQueue.take");
        return queue.take();
    }

    private static void requireMayWait(boolean waits, String in) {
        LearnerThread me = waits ? LearnerThread.currentOrNull() : null;
        if (me != null) {
            me.requireMayWait(in);
        }
    }

    @Instead(of = Semaphore.class)
    public static boolean tryAcquire(Semaphore semaphore, long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(semaphore, 1, timeout, unit);
    }

    @Instead(of = Semaphore.class)
    public static boolean tryAcquire(Semaphore semaphore, int permits, long timeout, TimeUnit unit)
            throws InterruptedException {
        return within(timeout, unit, () -> semaphore.acquire(permits), () -> semaphore.tryAcquire(permits));
    }

    @Instead(of = CountDownLatch.class)
    public static boolean await(CountDownLatch latch, long timeout, TimeUnit unit) throws InterruptedException {
        return within(timeout, unit, latch::await, () -> latch.getCount() == 0);
    }

    @Instead(of = Condition.class)
    public static boolean await(Condition condition, long timeout, TimeUnit unit) throws InterruptedException {
        return timeout > 0 && Timed.until(LearnerThread.current(), unit.toNanos(timeout), () -> await(condition));
    }

    @Instead(of = Condition.class)
    public static long awaitNanos(Condition condition, long nanos) throws InterruptedException {
        LearnerThread me = LearnerThread.current();
        long deadline = me.inside.nanos() + nanos;
        if (nanos > 0) {
            boolean _ = Timed.until(me, nanos, () -> await(condition));
        }
        return deadline - me.inside.nanos();
    }

    @Instead(of = Condition.class)
    public static boolean awaitUntil(Condition condition, Date deadline) throws InterruptedException {
        return await(condition, deadline.getTime() - currentTimeMillis(), TimeUnit.MILLISECONDS);
    }

    // ---- monitors ----

    public static void enter(Object monitor) {
        java.util.Objects.requireNonNull(monitor);
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("enter synchronized", monitor, true);
        me.inside.monitors().enter(me, monitor);
    }

    public static void exit(Object monitor) {
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("leave synchronized", monitor, false);
        me.inside.monitors().exit(me, monitor);
    }

    @Instead(of = Object.class, name = "wait")
    public static void waitFor(Object monitor) throws InterruptedException {
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("wait", monitor, false);
        me.inside.monitors().await(me, monitor, -1);
    }

    @Instead(of = Object.class, name = "wait")
    public static void waitFor(Object monitor, long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("wait", monitor, false);
        me.inside.monitors().await(me, monitor, millis == 0 ? -1 : TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Instead(of = Object.class, name = "wait")
    public static void waitFor(Object monitor, long millis, int nanos) throws InterruptedException {
        waitFor(monitor, nanos > 0 ? millis + 1 : millis);
    }

    @Instead(of = Object.class, name = "notify")
    public static void notifyOne(Object monitor) {
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("notify", monitor, false);
        me.inside.monitors().signal(me, monitor, false);
    }

    @Instead(of = Object.class, name = "notifyAll")
    public static void notifyEach(Object monitor) {
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("notifyAll", monitor, false);
        me.inside.monitors().signal(me, monitor, true);
    }

    @Instead(of = Thread.class, isStatic = true)
    public static boolean holdsLock(Object monitor) {
        LearnerThread me = LearnerThread.current();
        return me.inside.monitors().holds(me, monitor);
    }

    // ---- locks: the JDK's, but it is known who has them ----

    private interface Locking<X extends Exception> {
        void lock() throws X;
    }

    private static <X extends Exception> void locking(Lock lock, Locking<X> locking) throws X {
        LearnerThread me = LearnerThread.current();
        me.blockedOn = lock;
        try {
            locking.lock();
        } finally {
            me.blockedOn = null;
        }
        me.inside.monitors().locked(me, lock);
    }

    @Instead(of = Lock.class)
    public static void lock(Lock lock) {
        locking(lock, lock::lock);
    }

    @Instead(of = Lock.class)
    public static void lockInterruptibly(Lock lock) throws InterruptedException {
        locking(lock, lock::lockInterruptibly);
    }

    @Instead(of = Lock.class)
    public static boolean tryLock(Lock lock) {
        LearnerThread me = LearnerThread.current();
        boolean locked = lock.tryLock();
        if (locked) {
            me.inside.monitors().locked(me, lock);
        }
        return locked;
    }

    @Instead(of = Lock.class)
    public static boolean tryLock(Lock lock, long timeout, TimeUnit unit) throws InterruptedException {
        return within(timeout, unit, () -> lockInterruptibly(lock), () -> tryLock(lock));
    }

    @Instead(of = Lock.class)
    public static void unlock(Lock lock) {
        LearnerThread me = LearnerThread.current();
        lock.unlock();
        me.inside.monitors().unlocked(me, lock);
    }

    @Instead(of = Condition.class)
    public static void await(Condition condition) throws InterruptedException {
        giving(condition, condition::await);
    }

    @Instead(of = Condition.class)
    public static void awaitUninterruptibly(Condition condition) {
        giving(condition, condition::awaitUninterruptibly);
    }

    @Instead(of = Lock.class)
    public static Condition newCondition(Lock lock) {
        Condition made = lock.newCondition();
        inside().monitors().belongs(made, lock);
        return made;
    }

    /** Whoever waits for a condition gives its lock back for that long. */
    private static <X extends Exception> void giving(Condition condition, Locking<X> waiting) throws X {
        LearnerThread me = LearnerThread.current();
        Monitors.Hold hold = me.inside.monitors().give(me, condition);
        try {
            waiting.lock();
        } finally {
            me.inside.monitors().takeBack(condition, hold);
        }
    }

    @Instead(of = BlockingQueue.class)
    public static <T> @Nullable T poll(BlockingQueue<T> queue, long timeout, TimeUnit unit)
            throws InterruptedException {
        if (!ofJdk(queue)) {
            return queue.poll(timeout, unit);
        }
        var taken = new @Nullable Object[1];
        boolean inTime = timeout > 0
                && Timed.until(LearnerThread.current(), unit.toNanos(timeout), () -> taken[0] = queue.take());
        @SuppressWarnings("unchecked") // just taken from a queue of these
        T element = inTime ? (T) taken[0] : queue.poll();
        return element;
    }

    @Instead(of = BlockingQueue.class)
    public static <T> boolean offer(BlockingQueue<T> queue, T element, long timeout, TimeUnit unit)
            throws InterruptedException {
        if (!ofJdk(queue)) {
            return queue.offer(element, timeout, unit);
        }
        return within(timeout, unit, () -> queue.put(element), () -> queue.offer(element));
    }

    @Instead(of = CyclicBarrier.class)
    public static int await(CyclicBarrier barrier, long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        var arrival = new int[1];
        var broken = new @Nullable BrokenBarrierException[1];
        boolean inTime = Timed.until(LearnerThread.current(), unit.toNanos(timeout), () -> {
            try {
                arrival[0] = barrier.await();
            } catch (BrokenBarrierException e) {
                broken[0] = e;
            }
        });
        if (broken[0] != null) {
            throw broken[0];
        }
        if (!inTime) {
            throw new TimeoutException();
        }
        return arrival[0];
    }

    /** Waits at most that long; at the last moment, and for a limit of 0, takes what is there without waiting. */
    private static boolean within(long timeout, TimeUnit unit, Timed.Waiting wait, Supplier<Boolean> now)
            throws InterruptedException {
        return (timeout > 0 && Timed.until(LearnerThread.current(), unit.toNanos(timeout), wait)) || now.get();
    }
}

package interleave.schedule.learner;

import interleave.schedule.Interleavings.Program;
import interleave.schedule.Interleavings.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Programs as they are met in practice. */
@SuppressWarnings({
    "FutureReturnValueIgnored",
    "LockNotBeforeTry",
    "NonAtomicVolatileUpdate",
    "NullAway",
    "ThreadPriorityCheck",
    "WaitNotInLoop"
})
// what learners write
public final class Practice {
    private Practice() {}

    private static void equal(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("expected " + expected + " but was " + actual);
        }
    }

    // ---- right ----

    public static final class SpinsUntilTold implements Program {
        private volatile boolean told;
        private int n;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                while (!told) {
                    Thread.onSpinWait();
                }
                n++;
            });
            world.actor("B", () -> {
                n++;
                told = true;
            });
            world.check(() -> equal(2, n));
        }
    }

    public static final class YieldsUntilTold implements Program {
        private final AtomicInteger told = new AtomicInteger();

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                while (told.get() == 0) {
                    Thread.yield();
                }
            });
            world.actor("B", told::incrementAndGet);
        }
    }

    public static final class ComputesOnce implements Program {
        private final Map<String, Integer> cache = new ConcurrentHashMap<>();
        private int made;

        private int make() {
            made++;
            return made;
        }

        @Override
        public void setUp(World world) {
            world.actor("A", () -> cache.computeIfAbsent("k", key -> make()));
            world.actor("B", () -> cache.computeIfAbsent("k", key -> make()));
            world.check(() -> equal(1, made));
        }
    }

    public static final class SlotWithMonitor implements Program {
        private Integer slot;
        private final List<Integer> taken = new ArrayList<>();

        private synchronized void put(int value) throws InterruptedException {
            while (slot != null) {
                wait();
            }
            slot = value;
            notifyAll();
        }

        private synchronized void take() throws InterruptedException {
            while (slot == null) {
                wait();
            }
            taken.add(slot);
            slot = null;
            notifyAll();
        }

        @Override
        public void setUp(World world) {
            world.actor("producer", () -> {
                put(1);
                put(2);
            });
            world.actor("consumer", () -> {
                take();
                take();
            });
            world.check(() -> equal(List.of(1, 2), taken));
        }
    }

    public static final class SlotWithCondition implements Program {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition filled = lock.newCondition();
        private Integer slot;
        private int taken;

        @Override
        public void setUp(World world) {
            world.actor("producer", () -> {
                lock.lock();
                try {
                    slot = 7;
                    filled.signal();
                } finally {
                    lock.unlock();
                }
            });
            world.actor("consumer", () -> {
                lock.lock();
                try {
                    while (slot == null) {
                        filled.await();
                    }
                    taken = slot;
                } finally {
                    lock.unlock();
                }
            });
            world.check(() -> equal(7, taken));
        }
    }

    public static final class HandsOver implements Program {
        private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        private final CountDownLatch done = new CountDownLatch(1);
        private int sum;

        @Override
        public void setUp(World world) {
            world.actor("producer", () -> {
                queue.put(1);
                queue.put(2);
                done.await();
                sum *= 10;
            });
            world.actor("consumer", () -> {
                sum += queue.take();
                sum += queue.take();
                done.countDown();
            });
            world.check(() -> equal(30, sum));
        }
    }

    public static final class WritesUnderWriteLock implements Program {
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private int n;

        private void add() {
            lock.writeLock().lock();
            try {
                n++;
            } finally {
                lock.writeLock().unlock();
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::add);
            world.actor("B", this::add);
            world.check(() -> equal(2, n));
        }
    }

    static final class Sum extends RecursiveTask<Integer> {
        private final int from;
        private final int to;

        Sum(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Integer compute() {
            if (to - from < 2) {
                return from;
            }
            var left = new Sum(from, (from + to) / 2);
            left.fork();
            return new Sum((from + to) / 2, to).compute() + left.join();
        }
    }

    public static final class ForksAndJoins implements Program {
        private int sum;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                try (var pool = new ForkJoinPool(2)) {
                    sum = pool.invoke(new Sum(0, 4));
                }
            });
            world.check(() -> equal(6, sum));
        }
    }

    public static final class SameRandomNumbers implements Program {
        private final AtomicInteger sum = new AtomicInteger();

        private void add() {
            int steps =
                    ThreadLocalRandom.current().nextInt(1, 4) + new Random().nextInt(2) + (Math.random() < 0.5 ? 1 : 0);
            var shuffled = new ArrayList<>(List.of(1, 2, 3));
            Collections.shuffle(shuffled);
            for (int i = 0; i < steps; i++) {
                sum.addAndGet(shuffled.get(0));
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::add);
            world.actor("B", this::add);
        }
    }

    /** Who walks through a table walks in the order of hash codes; it is not the order in which they are added. */
    public static final class WalksThroughTables implements Program {
        private static final class Visitor {
            final int weight;

            Visitor(int weight) {
                this.weight = weight;
            }
        }

        private final AtomicInteger sum = new AtomicInteger();
        private final AtomicInteger product = new AtomicInteger(1);

        @SuppressWarnings("CollectionUndefinedEquality") // as learners write it
        private void walk() {
            var visitors = new HashSet<Visitor>();
            var asked = new HashMap<CompletableFuture<Integer>, Integer>();
            for (int i = 1; i <= 5; i++) {
                visitors.add(new Visitor(i));
                asked.put(CompletableFuture.completedFuture(i), new Object().hashCode() % 7);
            }
            for (Visitor each : visitors) {
                (each.weight % 2 == 0 ? sum : product).addAndGet(each.weight);
                if (each.weight == 3 || each.hashCode() % 3 == 0) {
                    return;
                }
            }
            for (CompletableFuture<Integer> each : asked.keySet()) {
                if (each.join() == 2 || asked.get(each) == 4) {
                    return;
                }
                product.addAndGet(System.identityHashCode(this) % 2);
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::walk);
            world.actor("B", this::walk);
        }
    }

    // ---- wrong ----

    public static final class WaitsWithoutAsking implements Program {
        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                synchronized (this) {
                    wait();
                }
            });
            world.actor("B", () -> {
                synchronized (this) {
                    notifyAll();
                }
            });
        }
    }

    public static final class WritesUnderReadLock implements Program {
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private int n;

        private void add() {
            lock.readLock().lock();
            try {
                n++;
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::add);
            world.actor("B", this::add);
            world.check(() -> equal(2, n));
        }
    }

    public static final class RacesInForkJoin implements Program {
        private int n;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                try (var pool = new ForkJoinPool(2)) {
                    pool.submit(() -> n++);
                    pool.submit(() -> n++);
                }
            });
            world.check(() -> equal(2, n));
        }
    }

    public static final class VolatileCounter implements Program {
        private volatile int n;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> n++);
            world.actor("B", () -> n++);
            world.check(() -> equal(2, n));
        }
    }

    public static final class FirstToAnswer implements Program {
        private String first = "";

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                var one = CompletableFuture.supplyAsync(() -> "one");
                var two = CompletableFuture.supplyAsync(() -> "two");
                first = (String) CompletableFuture.anyOf(one, two).join();
            });
            world.check(() -> equal("one", first));
        }
    }

    public static final class ChangesWhileIterated implements Program {
        private final List<Integer> all = new ArrayList<>(List.of(1, 2));
        private int sum;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                for (int each : all) {
                    sum += each;
                }
            });
            world.actor("B", () -> all.add(3));
        }
    }

    public static final class AsksThenPuts implements Program {
        private final Map<String, Integer> seats = new ConcurrentHashMap<>();
        private final AtomicInteger sold = new AtomicInteger();

        private void book() {
            if (!seats.containsKey("1A")) {
                seats.put("1A", 1);
                sold.incrementAndGet();
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::book);
            world.actor("B", this::book);
            world.check(() -> equal(1, sold.get()));
        }
    }

    /** Where the stage of both runs on the first thread, it waits there for what that thread is to do. */
    public static final class CombinesWhereTheLastIs implements Program {
        private int left;
        private int right;

        private int read(boolean first) {
            return first ? left : right;
        }

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                ExecutorService one = Executors.newSingleThreadExecutor();
                ExecutorService two = Executors.newSingleThreadExecutor();
                var first = CompletableFuture.supplyAsync(() -> read(true), one);
                var second = CompletableFuture.supplyAsync(() -> read(false), two);
                first.thenCombine(
                                second,
                                (a, b) -> CompletableFuture.supplyAsync(() -> a + b, one)
                                        .join())
                        .join();
                one.shutdown();
                two.shutdown();
            });
        }
    }

    /** The same behind allOf. */
    public static final class GoesOnWhereTheLastIs implements Program {
        private int left;
        private int right;

        private int read(boolean first) {
            return first ? left : right;
        }

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                ExecutorService one = Executors.newSingleThreadExecutor();
                ExecutorService two = Executors.newSingleThreadExecutor();
                var first = CompletableFuture.supplyAsync(() -> read(true), one);
                var second = CompletableFuture.supplyAsync(() -> read(false), two);
                CompletableFuture.allOf(first, second)
                        .thenRun(() -> CompletableFuture.runAsync(() -> {}, one).join())
                        .join();
                one.shutdown();
                two.shutdown();
            });
        }
    }

    public static final class AsksWhetherDone implements Program {
        private boolean done;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                var answer = CompletableFuture.supplyAsync(() -> 42);
                done = answer.isDone();
                answer.join();
            });
            world.check(() -> {
                if (!done) {
                    throw new IllegalStateException("not done yet");
                }
            });
        }
    }
}

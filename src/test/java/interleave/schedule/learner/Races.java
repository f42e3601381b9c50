package interleave.schedule.learner;

import interleave.schedule.Interleavings.Program;
import interleave.schedule.Interleavings.World;
import interleave.schedule.Store;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Programs of two or three actors: broken ones, and the same repaired. */
@SuppressWarnings({"FutureReturnValueIgnored", "LockNotBeforeTry", "NullAway"}) // what learners write
public final class Races {
    private Races() {}

    private static void equal(int expected, int actual) {
        if (expected != actual) {
            throw new IllegalStateException("expected " + expected + " but was " + actual);
        }
    }

    public static final class PlainCounter implements Program {
        private int n;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> n++);
            world.actor("B", () -> n++);
            world.check(() -> equal(2, n));
        }
    }

    public static final class BlindWrite implements Program {
        private int n = 7;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> n = 1);
            world.actor("B", () -> n = 2);
            world.check(() -> equal(3, n));
        }
    }

    public static final class CapturedArray implements Program {
        @Override
        public void setUp(World world) {
            var n = new long[1];
            world.actor("A", () -> n[0]++);
            world.actor("B", () -> n[0]++);
            world.check(() -> equal(2, (int) n[0]));
        }
    }

    public static final class VirtualThreadsCounter implements Program {
        private int n;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                Thread one = Thread.startVirtualThread(() -> n++);
                Thread two = Thread.startVirtualThread(() -> n++);
                one.join();
                two.join();
            });
            world.check(() -> equal(2, n));
        }
    }

    public static final class AtomicCounter implements Program {
        @Override
        public void setUp(World world) {
            var n = new AtomicInteger();
            world.actor("A", n::incrementAndGet);
            world.actor("B", () -> n.incrementAndGet());
            world.check(() -> equal(2, n.get()));
        }
    }

    public static final class SynchronizedCounter implements Program {
        private int n;

        private synchronized void add() {
            n++;
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::add);
            world.actor("B", this::add);
            world.check(() -> equal(2, n));
        }
    }

    public static final class LockedCounter implements Program {
        private final ReentrantLock lock = new ReentrantLock();
        private int n;

        private void add() {
            lock.lock();
            try {
                n++;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::add);
            world.actor("B", this::add);
            world.actor("C", this::add);
            world.check(() -> equal(3, n));
        }
    }

    public static final class GetThenPut implements Program {
        @Override
        public void setUp(World world) {
            Map<String, Integer> map = new ConcurrentHashMap<>();
            Runnable add = () -> map.put("k", map.getOrDefault("k", 0) + 1);
            world.actor("A", add::run);
            world.actor("B", add::run);
            world.check(() -> equal(2, map.getOrDefault("k", 0)));
        }
    }

    public static final class Merge implements Program {
        @Override
        public void setUp(World world) {
            Map<String, Integer> map = new ConcurrentHashMap<>();
            world.actor("A", () -> map.merge("k", 1, Integer::sum));
            world.actor("B", () -> map.merge("k", 1, Integer::sum));
            world.check(() -> equal(2, map.getOrDefault("k", 0)));
        }
    }

    public static final class MonitorsInOppositeOrder implements Program {
        private final Object left = new Object();
        private final Object right = new Object();
        private int n;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> both(left, right));
            world.actor("B", () -> both(right, left));
            world.check(() -> equal(2, n));
        }

        private void both(Object first, Object second) {
            synchronized (first) {
                synchronized (second) {
                    n++;
                }
            }
        }
    }

    public static final class MonitorsInOneOrder implements Program {
        private final Object left = new Object();
        private final Object right = new Object();
        private int n;

        @Override
        public void setUp(World world) {
            world.actor("A", this::both);
            world.actor("B", this::both);
            world.check(() -> equal(2, n));
        }

        private void both() {
            synchronized (left) {
                synchronized (right) {
                    n++;
                }
            }
        }
    }

    public static final class LocksInOppositeOrder implements Program {
        private final ReentrantLock left = new ReentrantLock();
        private final ReentrantLock right = new ReentrantLock();

        @Override
        public void setUp(World world) {
            world.actor("A", () -> both(left, right));
            world.actor("B", () -> both(right, left));
        }

        private static void both(ReentrantLock first, ReentrantLock second) {
            first.lock();
            try {
                second.lock();
                second.unlock();
            } finally {
                first.unlock();
            }
        }
    }

    public static final class LocksInOneOrder implements Program {
        private final ReentrantLock left = new ReentrantLock();
        private final ReentrantLock right = new ReentrantLock();

        @Override
        public void setUp(World world) {
            world.actor("A", () -> LocksInOppositeOrder.both(left, right));
            world.actor("B", () -> LocksInOppositeOrder.both(left, right));
        }
    }

    public static final class CheckThenEnter implements Program {
        private int free = 1;
        private int inside;
        private int most;

        private void enter() {
            if (free > 0) {
                free--;
                inside++;
                most = Math.max(most, inside);
                inside--;
                free++;
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::enter);
            world.actor("B", this::enter);
            world.check(() -> {
                if (most > 1) {
                    throw new IllegalStateException("two were inside");
                }
            });
        }
    }

    public static final class SemaphoreOfOne implements Program {
        private final Semaphore free = new Semaphore(1);
        private int inside;
        private int most;

        private void enter() throws InterruptedException {
            free.acquire();
            try {
                inside++;
                most = Math.max(most, inside);
                inside--;
            } finally {
                free.release();
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::enter);
            world.actor("B", this::enter);
            world.check(() -> {
                if (most > 1) {
                    throw new IllegalStateException("two were inside");
                }
            });
        }
    }

    public static final class LazyWithoutSecondCheck implements Program {
        private @Nullable Object instance;
        private int made;

        private void get() {
            if (instance == null) {
                synchronized (this) {
                    instance = new Object();
                    made++;
                }
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::get);
            world.actor("B", this::get);
            world.check(() -> equal(1, made));
        }
    }

    public static final class LazyWithSecondCheck implements Program {
        private volatile @Nullable Object instance;
        private int made;

        private void get() {
            if (instance == null) {
                synchronized (this) {
                    if (instance == null) {
                        instance = new Object();
                        made++;
                    }
                }
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::get);
            world.actor("B", this::get);
            world.check(() -> equal(1, made));
        }
    }

    /** Deposits across an asynchronous boundary: read, then write. */
    public static class ReadThenWrite implements Program {
        final int deposits;

        public ReadThenWrite() {
            this(2);
        }

        ReadThenWrite(int deposits) {
            this.deposits = deposits;
        }

        @Override
        public void setUp(World world) {
            Store<Integer> store = world.store();
            store.write("balance", 0);
            for (int i = 1; i <= deposits; i++) {
                int amount = i * 5;
                world.actor(
                        "deposit " + amount,
                        () -> store.readAsync("balance")
                                .thenCompose(balance -> store.writeAsync("balance", balance.orElseThrow() + amount))
                                .join());
            }
            world.check(() -> equal(
                    5 * deposits * (deposits + 1) / 2, store.read("balance").orElseThrow()));
        }
    }

    public static final class ThreeDeposits extends ReadThenWrite {
        public ThreeDeposits() {
            super(3);
        }
    }

    /** The same, with the stages on another thread. */
    public static class ReadThenWriteAsync implements Program {
        private final int deposits;

        public ReadThenWriteAsync() {
            this(2);
        }

        ReadThenWriteAsync(int deposits) {
            this.deposits = deposits;
        }

        CompletableFuture<Void> deposit(Store<Integer> store, int amount) {
            return store.readAsync("balance")
                    .thenComposeAsync(balance -> store.writeAsync("balance", balance.orElseThrow() + amount));
        }

        @Override
        public void setUp(World world) {
            Store<Integer> store = world.store();
            store.write("balance", 0);
            for (int i = 1; i <= deposits; i++) {
                int amount = i * 5;
                world.actor("deposit " + amount, () -> deposit(store, amount).join());
            }
            world.check(() -> equal(
                    5 * deposits * (deposits + 1) / 2, store.read("balance").orElseThrow()));
        }
    }

    public static final class ThreeDepositsAsync extends ReadThenWriteAsync {
        public ThreeDepositsAsync() {
            super(3);
        }
    }

    /** The same, with the stages on a pool. */
    public static class OnPool extends ReadThenWriteAsync {
        private final ExecutorService pool;

        OnPool(ExecutorService pool) {
            this.pool = pool;
        }

        @Override
        CompletableFuture<Void> deposit(Store<Integer> store, int amount) {
            return store.readAsync("balance")
                    .thenComposeAsync(balance -> store.writeAsync("balance", balance.orElseThrow() + amount), pool);
        }
    }

    public static final class OnPoolOfTwo extends OnPool {
        public OnPoolOfTwo() {
            super(Executors.newFixedThreadPool(2));
        }
    }

    public static final class OnOneThread extends OnPool {
        public OnOneThread() {
            super(Executors.newSingleThreadExecutor());
        }
    }

    public static final class OnVirtualThreads extends OnPool {
        public OnVirtualThreads() {
            super(Executors.newVirtualThreadPerTaskExecutor());
        }
    }

    public static final class OnForkJoinPool extends OnPool {
        public OnForkJoinPool() {
            super(new ForkJoinPool(2));
        }
    }

    /** Repaired: each deposit begins when the one before is complete. */
    public static class ChainedOnPool extends OnPool {
        private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

        ChainedOnPool(ExecutorService pool) {
            super(pool);
        }

        @Override
        synchronized CompletableFuture<Void> deposit(Store<Integer> store, int amount) {
            last = last.thenCompose(done -> super.deposit(store, amount));
            return last;
        }
    }

    public static final class ChainedOnPoolOfTwo extends ChainedOnPool {
        public ChainedOnPoolOfTwo() {
            super(Executors.newFixedThreadPool(2));
        }
    }

    public static final class ChainedOnOneThread extends ChainedOnPool {
        public ChainedOnOneThread() {
            super(Executors.newSingleThreadExecutor());
        }
    }

    public static final class ChainedOnVirtualThreads extends ChainedOnPool {
        public ChainedOnVirtualThreads() {
            super(Executors.newVirtualThreadPerTaskExecutor());
        }
    }

    public static final class ChainedOnForkJoinPool extends ChainedOnPool {
        public ChainedOnForkJoinPool() {
            super(new ForkJoinPool(2));
        }
    }

    /** Each in a task of a pool, on threads that wait for one another. */
    public static final class TasksOfAPool implements Program {
        private int n;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                    pool.submit(() -> n++);
                    pool.submit(() -> n++);
                }
            });
            world.check(() -> equal(2, n));
        }
    }

    /** The same on two threads that wait. */
    public static final class ReadThenWriteBlocking implements Program {
        @Override
        public void setUp(World world) {
            Store<Integer> store = world.store();
            store.write("balance", 0);
            world.actor("A", () -> store.write("balance", store.read("balance").orElseThrow() + 5));
            world.actor("B", () -> store.write("balance", store.read("balance").orElseThrow() + 10));
            world.check(() -> equal(15, store.read("balance").orElseThrow()));
        }
    }

    /** Tries again until nobody came between. */
    public static final class ReplaceRetry implements Program {
        private static CompletableFuture<Boolean> deposit(Store<Integer> store, int amount) {
            return store.readAsync("balance")
                    .thenCompose(balance -> store.replaceAsync(
                                    "balance", balance.orElseThrow(), balance.orElseThrow() + amount)
                            .thenCompose(
                                    done -> done ? CompletableFuture.completedFuture(true) : deposit(store, amount)));
        }

        @Override
        public void setUp(World world) {
            Store<Integer> store = world.store();
            store.write("balance", 0);
            world.actor("A", () -> deposit(store, 5).join());
            world.actor("B", () -> deposit(store, 10).join());
            world.check(() -> equal(15, store.read("balance").orElseThrow()));
        }
    }

    /** One after another. */
    public static final class SerialChain implements Program {
        @Override
        public void setUp(World world) {
            Store<Integer> store = world.store();
            store.write("balance", 0);
            world.actor("A", () -> {
                CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
                for (int amount : new int[] {5, 10}) {
                    chain = chain.thenCompose(done -> store.readAsync("balance"))
                            .thenCompose(balance -> store.writeAsync("balance", balance.orElseThrow() + amount));
                }
                chain.join();
            });
            world.check(() -> equal(15, store.read("balance").orElseThrow()));
        }
    }
}

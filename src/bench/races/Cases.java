package races;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Each race broken and repaired, as plain Java: what is measured are the tools, on the same classes. */
public final class Cases {
    private Cases() {}

    static void equal(int expected, int actual) {
        if (expected != actual) {
            throw new AssertionError("expected " + expected + " but was " + actual);
        }
    }

    static final class Counter {
        int n;
    }

    public static final class CapturedCounter implements Race {
        private final Counter counter = new Counter();

        @Override
        public List<Runnable> actors() {
            Counter captured = counter;
            return List.of(() -> captured.n++, () -> captured.n++);
        }

        @Override
        public void check() {
            equal(2, counter.n);
        }
    }

    public static final class CapturedCounterFixed implements Race {
        private final AtomicInteger counter = new AtomicInteger();

        @Override
        public List<Runnable> actors() {
            AtomicInteger captured = counter;
            return List.of(captured::incrementAndGet, captured::incrementAndGet);
        }

        @Override
        public void check() {
            equal(2, counter.get());
        }
    }

    public static final class GetThenPut implements Race {
        private final Map<String, Integer> map = new ConcurrentHashMap<>();

        @Override
        public List<Runnable> actors() {
            Runnable add = () -> map.put("k", map.getOrDefault("k", 0) + 1);
            return List.of(add, add);
        }

        @Override
        public void check() {
            equal(2, map.getOrDefault("k", 0));
        }
    }

    public static final class GetThenPutFixed implements Race {
        private final Map<String, Integer> map = new ConcurrentHashMap<>();

        @Override
        public List<Runnable> actors() {
            Runnable add = () -> map.merge("k", 1, Integer::sum);
            return List.of(add, add);
        }

        @Override
        public void check() {
            equal(2, map.getOrDefault("k", 0));
        }
    }

    /** Reads, awaits, writes, on some executor. */
    abstract static class Account implements Race {
        private final ExecutorService executor;
        private final boolean fixed;
        private volatile int balance;
        private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);

        Account(ExecutorService executor, boolean fixed) {
            this.executor = executor;
            this.fixed = fixed;
        }

        private CompletableFuture<Void> change(int amount) {
            return CompletableFuture.supplyAsync(() -> balance, executor)
                    .thenAcceptAsync(read -> balance = read + amount, executor);
        }

        private CompletableFuture<Void> deposit(int amount) {
            if (!fixed) {
                return change(amount);
            }
            synchronized (this) {
                tail = tail.thenCompose(done -> change(amount));
                return tail;
            }
        }

        @Override
        public List<Runnable> actors() {
            return List.of(() -> deposit(5).join(), () -> deposit(10).join());
        }

        @Override
        public void check() {
            executor.shutdown();
            equal(15, balance);
        }
    }

    public static final class AsyncPoolOfTwo extends Account {
        public AsyncPoolOfTwo() {
            super(Executors.newFixedThreadPool(2), false);
        }
    }

    public static final class AsyncPoolOfTwoFixed extends Account {
        public AsyncPoolOfTwoFixed() {
            super(Executors.newFixedThreadPool(2), true);
        }
    }

    public static final class AsyncOneThread extends Account {
        public AsyncOneThread() {
            super(Executors.newSingleThreadExecutor(), false);
        }
    }

    public static final class AsyncOneThreadFixed extends Account {
        public AsyncOneThreadFixed() {
            super(Executors.newSingleThreadExecutor(), true);
        }
    }

    public static final class AsyncVirtualThreads extends Account {
        public AsyncVirtualThreads() {
            super(Executors.newVirtualThreadPerTaskExecutor(), false);
        }
    }

    public static final class AsyncVirtualThreadsFixed extends Account {
        public AsyncVirtualThreadsFixed() {
            super(Executors.newVirtualThreadPerTaskExecutor(), true);
        }
    }

    public static final class AsyncForkJoin extends Account {
        public AsyncForkJoin() {
            super(new ForkJoinPool(2), false);
        }
    }

    public static final class AsyncForkJoinFixed extends Account {
        public AsyncForkJoinFixed() {
            super(new ForkJoinPool(2), true);
        }
    }

    abstract static class TwoMonitors implements Race {
        final Object left = new Object();
        final Object right = new Object();
        private int n;

        void both(Object first, Object second) {
            synchronized (first) {
                synchronized (second) {
                    n++;
                }
            }
        }

        @Override
        public void check() {
            equal(2, n);
        }
    }

    public static final class Deadlock extends TwoMonitors {
        @Override
        public List<Runnable> actors() {
            return List.of(() -> both(left, right), () -> both(right, left));
        }
    }

    public static final class DeadlockFixed extends TwoMonitors {
        @Override
        public List<Runnable> actors() {
            return List.of(() -> both(left, right), () -> both(left, right));
        }
    }

    abstract static class TwoLocks implements Race {
        final ReentrantLock left = new ReentrantLock();
        final ReentrantLock right = new ReentrantLock();
        private int n;

        void both(ReentrantLock first, ReentrantLock second) {
            first.lock();
            try {
                second.lock();
                try {
                    n++;
                } finally {
                    second.unlock();
                }
            } finally {
                first.unlock();
            }
        }

        @Override
        public void check() {
            equal(2, n);
        }
    }

    public static final class LockDeadlock extends TwoLocks {
        @Override
        public List<Runnable> actors() {
            return List.of(() -> both(left, right), () -> both(right, left));
        }
    }

    public static final class LockDeadlockFixed extends TwoLocks {
        @Override
        public List<Runnable> actors() {
            return List.of(() -> both(left, right), () -> both(left, right));
        }
    }

    /** At most one may be inside. */
    abstract static class Room implements Race {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void beInside() {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
        }

        @Override
        public void check() {
            equal(1, most.get());
        }
    }

    public static final class CheckThenEnter extends Room {
        private volatile int free = 1;

        @Override
        public List<Runnable> actors() {
            Runnable enter = () -> {
                while (free == 0) {
                    Thread.onSpinWait();
                }
                free = 0;
                beInside();
                free = 1;
            };
            return List.of(enter, enter);
        }
    }

    public static final class CheckThenEnterFixed extends Room {
        private final Semaphore free = new Semaphore(1);

        @Override
        public List<Runnable> actors() {
            Runnable enter = () -> {
                free.acquireUninterruptibly();
                beInside();
                free.release();
            };
            return List.of(enter, enter);
        }
    }

    abstract static class Lazy implements Race {
        private volatile Object instance;
        private final AtomicInteger made = new AtomicInteger();
        private final boolean again;

        Lazy(boolean again) {
            this.again = again;
        }

        private void get() {
            if (instance == null) {
                synchronized (this) {
                    if (!again || instance == null) {
                        made.incrementAndGet();
                        instance = new Object();
                    }
                }
            }
        }

        @Override
        public List<Runnable> actors() {
            return List.of(this::get, this::get);
        }

        @Override
        public void check() {
            equal(1, made.get());
        }
    }

    public static final class LazyInit extends Lazy {
        public LazyInit() {
            super(false);
        }
    }

    public static final class LazyInitFixed extends Lazy {
        public LazyInitFixed() {
            super(true);
        }
    }
}

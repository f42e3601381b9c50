package interleave.schedule.learner;

import interleave.schedule.Interleavings.Program;
import interleave.schedule.Interleavings.World;
import interleave.schedule.Store;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Programs that are wrong when a time limit or a delay is over before others have come as far as hoped, and some that are not. */
@SuppressWarnings({"FutureReturnValueIgnored", "LockNotBeforeTry", "WaitNotInLoop", "NullAway"}) // what learners write
public final class Expiring {
    private Expiring() {}

    private static void equal(int expected, int actual) {
        if (expected != actual) {
            throw new IllegalStateException("expected " + expected + " but was " + actual);
        }
    }

    // ---- broken ----

    public static final class TryLockGivesUp implements Program {
        private final ReentrantLock lock = new ReentrantLock();
        private int n;

        private void add() throws InterruptedException {
            if (lock.tryLock(10, TimeUnit.MILLISECONDS)) {
                n++;
                lock.unlock();
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::add);
            world.actor("B", this::add);
            world.check(() -> equal(2, n));
        }
    }

    public static final class PollGivesUp implements Program {
        private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
        private int got;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                Integer polled = queue.poll(1, TimeUnit.SECONDS);
                got = polled == null ? 0 : polled;
            });
            world.actor("B", () -> queue.put(7));
            world.check(() -> equal(7, got));
        }
    }

    public static final class OfferDrops implements Program {
        private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        private int sum;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                queue.put(1);
                queue.offer(2, 1, TimeUnit.SECONDS);
                queue.put(4);
            });
            world.actor("B", () -> {
                sum += queue.take();
                sum += queue.take();
            });
            world.check(() -> equal(3, sum));
        }
    }

    public static final class TryAcquireGoesOn implements Program {
        private final Semaphore permit = new Semaphore(1);
        private int inside;
        private int most;

        private void enter() throws InterruptedException {
            permit.tryAcquire(1, TimeUnit.SECONDS);
            inside++;
            most = Math.max(most, inside);
            inside--;
            permit.release();
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::enter);
            world.actor("B", this::enter);
            world.check(() -> equal(1, most));
        }
    }

    public static final class AwaitGoesOn implements Program {
        private final CountDownLatch done = new CountDownLatch(1);
        private int value;
        private int seen;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                done.await(1, TimeUnit.SECONDS);
                seen = value;
            });
            world.actor("B", () -> {
                value = 7;
                done.countDown();
            });
            world.check(() -> equal(7, seen));
        }
    }

    public static final class ConditionGoesOn implements Program {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private int value;
        private int seen;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                lock.lock();
                long left = TimeUnit.SECONDS.toNanos(1);
                while (value == 0 && left > 0) {
                    left = changed.awaitNanos(left);
                }
                seen = value;
                lock.unlock();
            });
            world.actor("B", () -> {
                lock.lock();
                value = 7;
                changed.signalAll();
                lock.unlock();
            });
            world.check(() -> equal(7, seen));
        }
    }

    public static final class WaitGoesOn implements Program {
        private int value;
        private int seen;

        private synchronized void read() throws InterruptedException {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (value == 0 && System.nanoTime() < until) {
                wait(TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
            }
            seen = value;
        }

        private synchronized void write() {
            value = 7;
            notifyAll();
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::read);
            world.actor("B", this::write);
            world.check(() -> equal(7, seen));
        }
    }

    public static final class BarrierBreaks implements Program {
        private final CyclicBarrier both = new CyclicBarrier(2);
        private int met;

        private void meet() throws Exception {
            both.await(1, TimeUnit.SECONDS);
            synchronized (this) {
                met++;
            }
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::meet);
            world.actor("B", this::meet);
            world.check(() -> equal(2, met));
        }
    }

    public static final class JoinGoesOn implements Program {
        private int value;
        private int seen;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                var other = new Thread(() -> value = 7);
                other.start();
                other.join(1_000);
                seen = value;
            });
            world.check(() -> equal(7, seen));
        }
    }

    public static final class TerminationGoesOn implements Program {
        private int value;
        private int seen;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                var pool = Executors.newFixedThreadPool(1);
                pool.execute(() -> value = 7);
                pool.shutdown();
                pool.awaitTermination(1, TimeUnit.SECONDS);
                seen = value;
            });
            world.check(() -> equal(7, seen));
        }
    }

    public static final class GetGivesUp implements Program {
        private int got;

        @Override
        public void setUp(World world) {
            Store<Integer> store = world.store();
            world.actor("A", () -> {
                store.writeAsync("k", 7).join();
                try {
                    got = store.readAsync("k").get(1, TimeUnit.SECONDS).orElseThrow();
                } catch (TimeoutException e) {
                    got = -1;
                }
            });
            world.check(() -> equal(7, got));
        }
    }

    public static final class TaskGivesUp implements Program {
        private int got;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                try (var pool = Executors.newFixedThreadPool(1)) {
                    got = pool.submit(() -> 7).get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    got = -1;
                }
            });
            world.check(() -> equal(7, got));
        }
    }

    public static final class OrTimeoutFails implements Program {
        private int got;

        @Override
        public void setUp(World world) {
            world.actor(
                    "A",
                    () -> got = CompletableFuture.supplyAsync(() -> 7)
                            .orTimeout(5, TimeUnit.SECONDS)
                            .exceptionally(failure -> -1)
                            .join());
            world.check(() -> equal(7, got));
        }
    }

    public static final class CompleteOnTimeoutGuesses implements Program {
        private int got;

        @Override
        public void setUp(World world) {
            world.actor(
                    "A",
                    () -> got = CompletableFuture.supplyAsync(() -> 7)
                            .completeOnTimeout(-1, 5, TimeUnit.SECONDS)
                            .join());
            world.check(() -> equal(7, got));
        }
    }

    public static final class DelayInsteadOfWaiting implements Program {
        private int value;
        private int seen;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                var later = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
                CompletableFuture.runAsync(() -> seen = value, later).join();
            });
            world.actor("B", () -> value = 7);
            world.check(() -> equal(7, seen));
        }
    }

    public static final class ScheduledInsteadOfWaiting implements Program {
        private int value;
        private int seen;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                try (var pool = Executors.newScheduledThreadPool(1)) {
                    pool.schedule(() -> seen = value, 1, TimeUnit.SECONDS);
                }
            });
            world.actor("B", () -> value = 7);
            world.check(() -> equal(7, seen));
        }
    }

    public static final class ParksInsteadOfWaiting implements Program {
        private int value;
        private int seen;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                LockSupport.parkNanos(1_000_000);
                seen = value;
            });
            world.actor("B", () -> value = 7);
            world.check(() -> equal(7, seen));
        }
    }

    // ---- right ----

    public static final class TryLockAgain implements Program {
        private final ReentrantLock lock = new ReentrantLock();
        private int n;

        private void add() throws InterruptedException {
            while (!lock.tryLock(10, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
            n++;
            lock.unlock();
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::add);
            world.actor("B", this::add);
            world.check(() -> equal(2, n));
        }
    }

    public static final class PollAgain implements Program {
        private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
        private int got;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                Integer polled = null;
                while (polled == null) {
                    polled = queue.poll(1, TimeUnit.SECONDS);
                }
                got = polled;
            });
            world.actor("B", () -> queue.put(7));
            world.check(() -> equal(7, got));
        }
    }

    public static final class AwaitADay implements Program {
        private final CountDownLatch done = new CountDownLatch(1);
        private int value;
        private int seen;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                done.await(1, TimeUnit.DAYS);
                seen = value;
            });
            world.actor("B", () -> {
                value = 7;
                done.countDown();
            });
            world.check(() -> equal(7, seen));
        }
    }

    public static final class GetOrSay implements Program {
        private int got;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                var answer = CompletableFuture.supplyAsync(() -> 7);
                try {
                    got = answer.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    got = answer.join();
                }
            });
            world.check(() -> equal(7, got));
        }
    }

    public static final class SpinsUntilADelayIsOver implements Program {
        private volatile boolean over;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> over = true);
                while (!over) {
                    Thread.onSpinWait();
                }
            });
        }
    }
}

package interleave.schedule.learner;

import interleave.schedule.Remote;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Waits with a time limit; each answer returns what it saw, and after how many milliseconds it saw it. */
@SuppressWarnings({"WaitNotInLoop", "FutureReturnValueIgnored"}) // what learners write
public final class Limits {
    private Limits() {}

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static String at(Object seen) {
        return seen + " at " + now();
    }

    private static String timedOut(Callable<?> waiting) throws Exception {
        try {
            return at(waiting.call());
        } catch (TimeoutException e) {
            return at("timeout");
        }
    }

    public static final class Futures implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var seen = new ArrayList<String>();
            seen.add(timedOut(() -> remote.callAsync(1).get(150, TimeUnit.MILLISECONDS)));
            seen.add(timedOut(() -> remote.callAsync(1).get(200, TimeUnit.MILLISECONDS)));
            seen.add(at(remote.callAsync(1)
                    .completeOnTimeout("late", 100, TimeUnit.MILLISECONDS)
                    .join()));
            seen.add(at(remote.callAsync(1)
                    .orTimeout(50, TimeUnit.MILLISECONDS)
                    .handle((value, failure) -> failure.getClass().getSimpleName())
                    .join()));
            seen.add(at(CompletableFuture.supplyAsync(
                            () -> "delayed", CompletableFuture.delayedExecutor(70, TimeUnit.MILLISECONDS))
                    .join()));
            seen.add(at(CompletableFuture.anyOf(remote.callAsync(1), remote.callAsync(2))
                    .thenApplyAsync(name -> "first " + name)
                    .join()));
            return seen;
        }
    }

    public static final class Synchronizers implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var seen = new ArrayList<String>();
            seen.add(at(new Semaphore(0).tryAcquire(10, TimeUnit.MILLISECONDS)));
            seen.add(at(new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS)));
            var lock = new ReentrantLock();
            var done = new CountDownLatch(1);
            Thread.ofPlatform().start(() -> {
                lock.lock();
                try {
                    remote.call(1);
                } finally {
                    lock.unlock();
                    done.countDown();
                }
            });
            Thread.sleep(10);
            seen.add(at(lock.tryLock(20, TimeUnit.MILLISECONDS)));
            seen.add(at(lock.tryLock(1, TimeUnit.SECONDS)));
            var condition = lock.newCondition();
            seen.add(at(condition.await(30, TimeUnit.MILLISECONDS)));
            seen.add(at(condition.awaitNanos(1_000_000)));
            lock.unlock();
            seen.add(at(done.await(1, TimeUnit.SECONDS)));
            seen.add(timedOut(() -> new CyclicBarrier(2).await(5, TimeUnit.MILLISECONDS)));
            LockSupport.parkNanos(3_000_000);
            seen.add(at("parked"));
            return seen;
        }
    }

    public static final class Queues implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var seen = new ArrayList<String>();
            var queue = new LinkedBlockingQueue<String>();
            seen.add(at(queue.poll(10, TimeUnit.MILLISECONDS)));
            Thread.startVirtualThread(() -> queue.add(remote.call(1)));
            seen.add(at(queue.poll(1, TimeUnit.SECONDS)));
            var full = new ArrayBlockingQueue<Integer>(1);
            full.add(1);
            seen.add(at(full.offer(2, 20, TimeUnit.MILLISECONDS)));
            return seen;
        }
    }

    public static final class Monitors implements Answer {
        private boolean ready;

        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var seen = new ArrayList<String>();
            synchronized (this) {
                wait(25);
                seen.add(at(ready));
            }
            Thread.startVirtualThread(() -> {
                remote.call(1);
                open();
            });
            seen.add(at(awaitReady()));
            return seen;
        }

        private synchronized void open() {
            ready = true;
            notifyAll();
        }

        private synchronized boolean awaitReady() throws InterruptedException {
            while (!ready) {
                wait();
            }
            return Thread.holdsLock(this);
        }
    }

    public static final class Threads implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var seen = new ArrayList<String>();
            Thread slow = Thread.ofPlatform()
                    .name("slow")
                    .start(() -> seen.add(remote.call(1) + " on "
                            + Thread.currentThread().getName() + ", virtual: "
                            + Thread.currentThread().isVirtual()));
            slow.join(50);
            seen.add(at(slow.isAlive()));
            seen.add(at(slow.join(Duration.ofSeconds(1))));
            Thread sleeper = new Thread(() -> {
                try {
                    Thread.sleep(Duration.ofHours(1));
                } catch (InterruptedException e) {
                    seen.add(at("interrupted"));
                }
            });
            sleeper.start();
            TimeUnit.MILLISECONDS.sleep(5);
            sleeper.interrupt();
            sleeper.join();
            seen.add(at(Instant.now() + " " + System.currentTimeMillis()));
            return seen;
        }
    }

    public static final class Schedules implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            List<String> seen = Collections.synchronizedList(new ArrayList<>());
            try (var executor = Executors.newScheduledThreadPool(2)) {
                executor.schedule(() -> seen.add(at("once")), 30, TimeUnit.MILLISECONDS);
                var rate = executor.scheduleAtFixedRate(() -> seen.add(at("rate")), 10, 40, TimeUnit.MILLISECONDS);
                var delay = executor.scheduleWithFixedDelay(
                        () -> seen.add(at("delay " + remote.call(1))), 0, 5, TimeUnit.MILLISECONDS);
                Thread.sleep(100);
                rate.cancel(false);
                Thread.sleep(350);
                delay.cancel(false);
            }
            seen.add(at("closed"));
            return seen;
        }
    }

    /** By reflection, for it is a preview in JDK 25 and this is compiled without. */
    public static final class Scope implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
            Class<?> subtaskType = Class.forName("java.util.concurrent.StructuredTaskScope$Subtask");
            Method get = subtaskType.getMethod("get");
            var subtasks = new ArrayList<Object>();
            var seen = new ArrayList<String>();
            try (AutoCloseable scope = (AutoCloseable) type.getMethod("open").invoke(null)) {
                for (int i = 0; i < 3; i++) {
                    int id = i;
                    Callable<String> task = () -> remote.call(id);
                    subtasks.add(type.getMethod("fork", Callable.class).invoke(scope, task));
                }
                type.getMethod("join").invoke(scope);
            }
            for (Object subtask : subtasks) {
                seen.add(at(get.invoke(subtask)));
            }
            return seen;
        }
    }

    public static final class Terminations implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var seen = new ArrayList<String>();
            var pool = Executors.newFixedThreadPool(
                    2, Thread.ofPlatform().name("mine-", 1).factory());
            var future = pool.submit(
                    () -> remote.call(1) + " on " + Thread.currentThread().getName());
            pool.shutdown();
            seen.add(timedOut(() -> future.get(20, TimeUnit.MILLISECONDS)));
            seen.add(at(pool.awaitTermination(30, TimeUnit.MILLISECONDS)));
            seen.add(at(pool.awaitTermination(1, TimeUnit.SECONDS)));
            seen.add(at(future.get()));
            return seen;
        }
    }
}

package interleave.schedule.learner;

import interleave.schedule.Remote;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/** Answers that never come to an end, each in its own way, and some that end well but look alike. */
@SuppressWarnings({"FutureReturnValueIgnored", "ThreadPriorityCheck", "LockNotBeforeTry"}) // what learners write
public final class Stuck {
    private Stuck() {}

    public static final class FutureNobodyCompletes implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            var result = new CompletableFuture<String>();
            remote.callAsync(1).thenAccept(name -> {
                if (name.isEmpty()) {
                    result.complete(name);
                }
            });
            return result.join();
        }
    }

    public static final class LatchNobodyCounts implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var latch = new CountDownLatch(2);
            Thread.ofVirtual().start(latch::countDown);
            Thread.ofPlatform().name("unlucky").start(() -> {
                Integer.parseInt(remote.call(1));
                latch.countDown();
            });
            latch.await();
            return "never";
        }
    }

    public static final class LocksInOppositeOrder implements Answer {
        private final ReentrantLock left = new ReentrantLock();
        private final ReentrantLock right = new ReentrantLock();

        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            Thread one = Thread.ofPlatform().name("one").start(() -> both(left, right));
            Thread two = Thread.ofPlatform().name("two").start(() -> both(right, left));
            one.join();
            two.join();
            return "done";
        }

        private static void both(ReentrantLock first, ReentrantLock second) {
            first.lock();
            try {
                Thread.yield();
                second.lock();
                second.unlock();
            } finally {
                first.unlock();
            }
        }
    }

    public static final class MonitorsInOppositeOrder implements Answer {
        private final Object left = new Object();
        private final Object right = new Object();

        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            Thread one = Thread.ofPlatform().name("one").start(() -> both(left, right));
            Thread two = Thread.ofPlatform().name("two").start(() -> both(right, left));
            one.join();
            two.join();
            return "done";
        }

        private static void both(Object first, Object second) {
            synchronized (first) {
                Thread.yield();
                synchronized (second) {
                    Thread.yield();
                }
            }
        }
    }

    public static final class MonitorsInOneOrder implements Answer {
        private final Object left = new Object();
        private final Object right = new Object();
        private int count;

        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 10; i++) {
                int id = i;
                threads.add(Thread.ofVirtual().start(() -> {
                    synchronized (left) {
                        remote.call(id);
                        add();
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return count;
        }

        private void add() {
            synchronized (right) {
                int before = count;
                Thread.yield();
                count = before + 1;
            }
        }
    }

    public static final class BusyWait implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            var answer = remote.callAsync(1);
            while (!answer.isDone()) {
                Thread.onSpinWait();
            }
            return answer.join();
        }
    }

    public static final class PollsForEver implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            while (true) {
                Thread.sleep(1000);
            }
        }
    }

    public static final class RealTimer implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            return new Timer();
        }
    }

    public static final class PoolLeftOpen implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var pool = Executors.newFixedThreadPool(2);
            return List.of(pool.submit(() -> remote.call(1)).get());
        }
    }

    public static final class ConsumerLeftWaiting implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            var queue = new LinkedBlockingQueue<String>();
            Thread.ofPlatform().name("consumer").start(() -> {
                try {
                    queue.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            return remote.call(1);
        }
    }
}

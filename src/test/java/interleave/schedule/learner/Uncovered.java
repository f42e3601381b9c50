package interleave.schedule.learner;

import interleave.schedule.Remote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;

/** Answers that do what virtual time does not cover, and some that only look like it. */
@SuppressWarnings({"FutureReturnValueIgnored", "NullAway", "AddressSelection", "resource"}) // what learners write
public final class Uncovered {
    private Uncovered() {}

    public static final class TimedExchange implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            return new Exchanger<String>().exchange("mine", 1, TimeUnit.HOURS);
        }
    }

    public static final class TimedPhase implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            return new Phaser(1).awaitAdvanceInterruptibly(0, 1, TimeUnit.HOURS);
        }
    }

    /** Two wait for the monitor of a synchronized map, while the third is in it. */
    public static final class MonitorOfTheJdk implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            Map<Integer, String> cache = Collections.synchronizedMap(new HashMap<>());
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 3; i++) {
                int id = i;
                threads.add(Thread.startVirtualThread(() -> cache.computeIfAbsent(id, remote::call)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return cache;
        }
    }

    static final class Waiting {
        static final String VALUE =
                CompletableFuture.supplyAsync(() -> "from another thread").join();

        private Waiting() {}
    }

    public static final class InitializerWaitsForAFuture implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            return Waiting.VALUE;
        }
    }

    static final class Latched {
        static final CountDownLatch LATCH = new CountDownLatch(1);

        static {
            Thread.startVirtualThread(LATCH::countDown);
            try {
                LATCH.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private Latched() {}
    }

    public static final class InitializerWaitsForALatch implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            return Latched.LATCH;
        }
    }

    static final class Sleeping {
        static final long SLEPT = sleep();

        private Sleeping() {}

        private static long sleep() {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 10;
        }
    }

    public static final class InitializerSleeps implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            return Sleeping.SLEPT;
        }
    }

    public static final class Publishes implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            return new SubmissionPublisher<String>();
        }
    }

    public static final class ParallelPrefix implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            var numbers = new int[10_000];
            Arrays.parallelPrefix(numbers, Integer::sum);
            return numbers;
        }
    }

    public static final class ParallelMap implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            return new ConcurrentHashMap<>(Map.of(1, 2)).reduceValues(1, Integer::sum);
        }
    }

    public static final class StartsAProcess implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            return new ProcessBuilder("true").start();
        }
    }

    public static final class Listens implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            return new java.net.ServerSocket(0);
        }
    }

    // ---- covered ----

    static final class Ready {
        static final String VALUE =
                CompletableFuture.completedFuture("there already").join();
        static final int COUNTED = counted();

        private Ready() {}

        private static int counted() {
            var latch = new CountDownLatch(0);
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            synchronized (Ready.class) {
                return 1;
            }
        }
    }

    public static final class InitializerNeedNotWait implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            return Ready.VALUE + Ready.COUNTED;
        }
    }

    static final class Broken {
        static final int VALUE = Integer.parseInt("no number");

        private Broken() {}
    }

    public static final class WaitsAfterAnInitializerThatFailed implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            try {
                return Broken.VALUE;
            } catch (ExceptionInInitializerError e) {
                return remote.call(1);
            }
        }
    }

    public static final class SortsInParallel implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            var numbers = new int[20_000];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = numbers.length - i;
            }
            Arrays.parallelSort(numbers);
            var words = new String[] {"b", "a"};
            Arrays.parallelSort(words);
            return List.of(numbers[0], words[0]);
        }
    }
}

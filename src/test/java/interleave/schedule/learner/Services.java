package interleave.schedule.learner;

import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Pool;
import interleave.schedule.ServiceException;
import interleave.schedule.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Uses of the simulated services. */
@SuppressWarnings("FutureReturnValueIgnored") // what learners write
public final class Services {
    private static final Duration PIECE = Duration.ofMillis(100);

    private Services() {}

    public static final class SixteenPieces implements Use<Cpu> {
        @Override
        public Object with(Cpu cpu) {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 16; i++) {
                    executor.submit(() -> cpu.work(PIECE));
                }
            }
            return cpu.cores();
        }
    }

    /** A loop that computes, and a health check that comes meanwhile. */
    public static final class ResizeOnTheLoop implements Use<List<Object>> {
        @Override
        public Object with(List<Object> services) throws Exception {
            var loop = (Loop) services.get(0);
            var cpu = (Cpu) services.get(1);
            boolean onWorker = Boolean.TRUE.equals(services.get(2));
            var done = new CountDownLatch(17);
            for (int i = 0; i < 16; i++) {
                if (onWorker) {
                    loop.executeBlocking(() -> {
                                cpu.work(PIECE);
                                return loop.onLoop();
                            })
                            .thenAccept(wasOnLoop -> {
                                if (loop.onLoop() && !wasOnLoop) {
                                    done.countDown();
                                }
                            });
                } else {
                    loop.execute(() -> {
                        cpu.work(PIECE);
                        done.countDown();
                    });
                }
            }
            Thread.sleep(50);
            loop.execute(done::countDown);
            done.await();
            return Thread.currentThread().getName();
        }
    }

    /** Two deposits at once: read, then write. */
    public static final class LostUpdate implements Use<Store<Integer>> {
        @Override
        public Object with(Store<Integer> store) {
            var deposits = List.of(5, 10).stream()
                    .map(amount -> store.readAsync("balance")
                            .thenCompose(balance -> store.writeAsync("balance", balance.orElseThrow() + amount)))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(deposits).join();
            return store.read("balance").orElseThrow();
        }
    }

    /** The same, each retried until nobody came between. */
    public static final class Replaced implements Use<Store<Integer>> {
        @Override
        public Object with(Store<Integer> store) {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int amount : new int[] {5, 10}) {
                    executor.submit(() -> {
                        int balance;
                        do {
                            balance = store.read("balance").orElseThrow();
                        } while (!store.replace("balance", balance, balance + amount));
                    });
                }
            }
            return store.read("balance").orElseThrow();
        }
    }

    public static final class Borrowers implements Use<Pool> {
        @Override
        public Object with(Pool pool) {
            var seen = new ArrayList<String>();
            try (var executor = Executors.newFixedThreadPool(5)) {
                for (int i = 0; i < 5; i++) {
                    executor.submit(() -> {
                        try (Pool.Connection connection = pool.acquire()) {
                            Thread.sleep(100);
                            seen.add("connection " + connection.number());
                        } catch (ServiceException e) {
                            seen.add(e.getMessage());
                        }
                        return null;
                    });
                }
            }
            return seen;
        }
    }

    /** Borrows two at a time, as its neighbour does. */
    public static final class TwoEach implements Use<Pool> {
        @Override
        public Object with(Pool pool) throws Exception {
            Runnable both = () -> {
                try (Pool.Connection first = pool.acquire();
                        Pool.Connection second = pool.acquire()) {
                    throw new IllegalStateException(first + " and " + second);
                }
            };
            Thread one = Thread.ofVirtual().name("one").start(both);
            Thread two = Thread.ofVirtual().name("two").start(both);
            one.join();
            two.join();
            return "done";
        }
    }

    public static final class NeverGivenBack implements Use<Pool> {
        @Override
        public Object with(Pool pool) {
            pool.acquire();
            Pool.Connection second = pool.acquire();
            second.close();
            second.close();
            return second.number();
        }
    }

    /** Its caller is interrupted while it waits for a connection, which then comes too late. */
    public static final class InterruptedBorrower implements Use<Pool> {
        @Override
        public Object with(Pool pool) throws Exception {
            Pool.Connection only = pool.acquire();
            var seen = new ArrayList<String>();
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    pool.acquire();
                } catch (ServiceException e) {
                    seen.add(e.getMessage() + ", interrupted: "
                            + Thread.currentThread().isInterrupted());
                }
            });
            Thread.sleep(10);
            waiting.interrupt();
            waiting.join();
            only.close();
            try (Pool.Connection again = pool.acquire()) {
                seen.add("connection " + again.number());
            }
            return seen;
        }
    }
}

package interleave.schedule.learner;

import interleave.schedule.Remote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fifty calls, in every way a learner may think of. */
public final class FanOut {
    private static final int CALLS = 50;

    private FanOut() {}

    private static List<String> all(List<CompletableFuture<String>> futures) {
        return futures.stream().map(CompletableFuture::join).toList();
    }

    public static final class OneAfterAnother implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            return IntStream.range(0, CALLS).mapToObj(remote::call).toList();
        }
    }

    public static final class JoinInTheLoop implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            var names = new ArrayList<String>();
            for (int id = 0; id < CALLS; id++) {
                names.add(remote.callAsync(id).join());
            }
            return names;
        }
    }

    public static final class ChainOfCompose implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            CompletableFuture<List<String>> chain = CompletableFuture.completedFuture(List.of());
            for (int i = 0; i < CALLS; i++) {
                int id = i;
                chain = chain.thenCompose(names -> remote.callAsync(id).thenApply(name -> {
                    var more = new ArrayList<>(names);
                    more.add(name);
                    return more;
                }));
            }
            return chain.join();
        }
    }

    public static final class AllOf implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var futures = IntStream.range(0, CALLS).mapToObj(remote::callAsync).toList();
            return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                    .thenApplyAsync(done -> all(futures))
                    .get();
        }
    }

    public static final class VirtualThreads implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                return submitAll(executor, remote);
            }
        }
    }

    static List<String> submitAll(ExecutorService executor, Remote<Integer, String> remote) throws Exception {
        var futures = new ArrayList<Future<String>>();
        for (int i = 0; i < CALLS; i++) {
            int id = i;
            futures.add(executor.submit(() -> remote.call(id)));
        }
        var names = new ArrayList<String>();
        for (Future<String> future : futures) {
            names.add(future.get());
        }
        return names;
    }

    public static final class FixedPoolOf20 implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            try (var executor = Executors.newFixedThreadPool(20)) {
                return submitAll(executor, remote);
            }
        }
    }

    public static final class OwnPoolOf20 implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            try (var executor = new ThreadPoolExecutor(20, 20, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>())) {
                return submitAll(executor, remote);
            }
        }
    }

    public static final class CachedPool implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            try (var executor = Executors.newCachedThreadPool()) {
                return submitAll(executor, remote);
            }
        }
    }

    public static final class SemaphoreOf20 implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var permits = new Semaphore(20);
            var futures = new ArrayList<CompletableFuture<String>>();
            for (int id = 0; id < CALLS; id++) {
                permits.acquire();
                futures.add(remote.callAsync(id).whenComplete((name, failure) -> permits.release()));
            }
            return all(futures);
        }
    }

    public static final class SupplyAsync implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            var futures = IntStream.range(0, CALLS)
                    .mapToObj(id -> CompletableFuture.supplyAsync(() -> remote.call(id)))
                    .toList();
            return all(futures);
        }
    }

    public static final class SupplyAsyncOnVirtualThreads implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var futures = IntStream.range(0, CALLS)
                        .mapToObj(id -> CompletableFuture.supplyAsync(() -> remote.call(id), executor))
                        .toList();
                return all(futures);
            }
        }
    }

    public static final class StartedThreads implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            var names = new String[CALLS];
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < CALLS; i++) {
                int id = i;
                Runnable task = () -> names[id] = remote.call(id);
                threads.add(
                        switch (i % 4) {
                            case 0 -> new Thread(task);
                            case 1 -> Thread.ofPlatform().name("caller-" + id).unstarted(task);
                            case 2 -> Thread.ofVirtual().unstarted(task);
                            default -> new Caller(task);
                        });
            }
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return List.of(names);
        }
    }

    /** A thread class of the learner's own. */
    static final class Caller extends Thread {
        private final Runnable task;

        Caller(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }
    }

    public static final class Sleepers implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) throws Exception {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CALLS; i++) {
                    var _ = executor.submit(() -> {
                        Thread.sleep(200);
                        return null;
                    });
                }
            }
            return IntStream.range(0, CALLS).mapToObj(id -> "user " + id).toList();
        }
    }

    public static final class ParallelRange implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            return IntStream.range(0, CALLS).parallel().mapToObj(remote::call).toList();
        }
    }

    public static final class ParallelStream implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            List<Integer> ids = IntStream.range(0, CALLS).boxed().toList();
            return ids.parallelStream().map(remote::call).collect(Collectors.toList());
        }
    }

    /** Every other way to end a parallel stream, beside what the same sequential stream gives. */
    public static final class ParallelEnds implements Answer {
        @Override
        public Object run(Remote<Integer, String> remote) {
            var ends = new ArrayList<Function<Stream<Integer>, Object>>();
            ends.add(ids -> ids.filter(id -> id % 2 == 0).mapToInt(id -> id).sum());
            ends.add(ids -> ids.sorted(Comparator.reverseOrder()).limit(3).toList());
            ends.add(ids -> ids.reduce(0, Integer::sum));
            ends.add(ids -> ids.reduce(Integer::max));
            ends.add(ids -> ids.reduce(0L, (sum, id) -> sum + id, Long::sum));
            ends.add(ids -> ids.collect(ArrayList<Integer>::new, List::add, List::addAll));
            ends.add(ids -> ids.collect(Collectors.groupingBy(id -> id % 3, Collectors.counting())));
            ends.add(ids -> ids.anyMatch(id -> id == 49));
            ends.add(ids -> ids.allMatch(id -> id < 49));
            ends.add(ids -> ids.noneMatch(id -> id > 49));
            ends.add(ids -> ids.findFirst());
            ends.add(ids -> ids.mapToLong(id -> id).summaryStatistics().toString());
            ends.add(ids -> ids.flatMap(id -> Stream.of(id, -id)).distinct().count());
            ends.add(ids -> ids.map(id -> id + 1).sequential().skip(45).toList());
            ends.add(ids -> ids.mapToDouble(id -> id).average());
            for (Function<Stream<Integer>, Object> end : ends) {
                Object sequential = end.apply(IntStream.range(0, CALLS).boxed());
                Object parallel = end.apply(IntStream.range(0, CALLS).boxed().parallel());
                if (!sequential.equals(parallel)) {
                    throw new IllegalStateException(sequential + " but in parallel " + parallel);
                }
            }
            try {
                IntStream.range(0, CALLS).parallel().forEach(id -> Integer.parseInt(remote.call(id)));
            } catch (NumberFormatException e) {
                return IntStream.range(0, CALLS).mapToObj(id -> "user " + id).toList();
            }
            return "no failure";
        }
    }
}

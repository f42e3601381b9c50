// fails: 50 threads wanted one of 2 cores at the same time
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** A virtual thread for each file, for the computing too: cheap to wait on, no faster to compute on, and all of them compete. */
class VirtualThreads implements Checksums {
    @Override
    public Duration predict(int files, int cores, Duration fetch, Duration compute) {
        int rounds = (files + cores - 1) / cores;
        return files == 0 ? Duration.ZERO : fetch.plus(compute.multipliedBy(rounds));
    }

    @Override
    public List<Checksum> all(List<String> names, Remote<String, String> server, Cpu cpu) {
        ThreadFactory named = Thread.ofVirtual().name("file-", 1).factory();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(named)) {
            List<CompletableFuture<Checksum>> sums = names.stream()
                    .map(name -> CompletableFuture.supplyAsync(() -> Checksum.of(cpu, server.call(name)), threads))
                    .toList();
            return sums.stream().map(CompletableFuture::join).toList();
        }
    }
}

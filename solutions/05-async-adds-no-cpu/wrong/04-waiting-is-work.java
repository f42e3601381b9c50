// fails: No more files were on their way at once than there are cores, as if waiting needed one: it took 900 ms
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** One pool with a thread for each core, for the waiting too: most of the time its threads stand still. */
class ThreadsAsCores implements Checksums {
    @Override
    public Duration predict(int files, int cores, Duration fetch, Duration compute) {
        int rounds = (files + cores - 1) / cores;
        return files == 0 ? Duration.ZERO : fetch.plus(compute.multipliedBy(rounds));
    }

    @Override
    public List<Checksum> all(List<String> names, Remote<String, String> server, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("file-", 1).factory();
        try (ExecutorService cores = Executors.newFixedThreadPool(cpu.cores(), named)) {
            List<CompletableFuture<Checksum>> sums = names.stream()
                    .map(name -> CompletableFuture.supplyAsync(() -> Checksum.of(cpu, server.call(name)), cores))
                    .toList();
            return sums.stream().map(CompletableFuture::join).toList();
        }
    }
}

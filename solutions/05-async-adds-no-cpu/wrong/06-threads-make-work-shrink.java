// fails: The prediction has more computed at once than there are cores: 10 files on 1 core in 500 ms
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** Four threads, so a quarter of the time, on any machine. */
class AQuarter implements Checksums {
    @Override
    public Duration predict(int files, int cores, Duration fetch, Duration compute) {
        int rounds = (files + 3) / 4;
        return files == 0 ? Duration.ZERO : fetch.plus(compute.multipliedBy(rounds));
    }

    @Override
    public List<Checksum> all(List<String> names, Remote<String, String> server, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("checksum-", 1).factory();
        try (ExecutorService threads = Executors.newFixedThreadPool(4, named)) {
            List<CompletableFuture<Checksum>> sums = names.stream()
                    .map(name -> server.callAsync(name).thenApplyAsync(text -> Checksum.of(cpu, text), threads))
                    .toList();
            return sums.stream().map(CompletableFuture::join).toList();
        }
    }
}

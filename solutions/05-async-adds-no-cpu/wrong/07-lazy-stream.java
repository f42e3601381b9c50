// fails: The next file was asked for only when the one before was computed: it took 3,000 ms
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** One pipeline: it takes each name through the asking, the computing and the waiting before it touches the next. */
class OneStream implements Checksums {
    @Override
    public Duration predict(int files, int cores, Duration fetch, Duration compute) {
        int rounds = (files + cores - 1) / cores;
        return files == 0 ? Duration.ZERO : fetch.plus(compute.multipliedBy(rounds));
    }

    @Override
    public List<Checksum> all(List<String> names, Remote<String, String> server, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("checksum-", 1).factory();
        try (ExecutorService cores = Executors.newFixedThreadPool(cpu.cores(), named)) {
            return names.stream()
                    .map(name -> server.callAsync(name).thenApplyAsync(text -> Checksum.of(cpu, text), cores))
                    .map(CompletableFuture::join)
                    .toList();
        }
    }
}

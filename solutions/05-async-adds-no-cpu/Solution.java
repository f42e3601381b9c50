import interleave.schedule.Cpu;
import interleave.schedule.Remote;

class TwoLanes implements Checksums {
    @Override
    public Duration predict(int files, int cores, Duration fetch, Duration compute) {
        int rounds = (files + cores - 1) / cores;
        return files == 0 ? Duration.ZERO : fetch.plus(compute.multipliedBy(rounds));
    }

    @Override
    public List<Checksum> all(List<String> names, Remote<String, String> server, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("checksum-", 1).factory();
        try (ExecutorService cores = Executors.newFixedThreadPool(cpu.cores(), named)) {
            List<CompletableFuture<Checksum>> sums = names.stream()
                    .map(name -> server.callAsync(name).thenApplyAsync(text -> Checksum.of(cpu, text), cores))
                    .toList();
            return sums.stream().map(CompletableFuture::join).toList();
        }
    }
}

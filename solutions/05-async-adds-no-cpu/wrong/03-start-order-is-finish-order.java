// fails: The checksums stand in the order in which their files came, not in the order of the names
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** Adds each checksum as it comes, as if the first file asked for were the first to come. */
class AsTheyCome implements Checksums {
    @Override
    public Duration predict(int files, int cores, Duration fetch, Duration compute) {
        int rounds = (files + cores - 1) / cores;
        return files == 0 ? Duration.ZERO : fetch.plus(compute.multipliedBy(rounds));
    }

    @Override
    public List<Checksum> all(List<String> names, Remote<String, String> server, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("checksum-", 1).factory();
        try (ExecutorService cores = Executors.newFixedThreadPool(cpu.cores(), named)) {
            List<Checksum> sums = Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<Boolean>> added = names.stream()
                    .map(name -> server.callAsync(name)
                            .thenApplyAsync(text -> Checksum.of(cpu, text), cores)
                            .thenApply(sums::add))
                    .toList();
            added.forEach(CompletableFuture::join);
            return List.copyOf(sums);
        }
    }
}

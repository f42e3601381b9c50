// fails: Only 3 of 10 files were on their way at once, a pool let no more through: it took 1,200 ms
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** supplyAsync without an executor, as if each task got a thread: the waiting queues for the common pool. */
class DefaultPool implements Checksums {
    @Override
    public Duration predict(int files, int cores, Duration fetch, Duration compute) {
        int rounds = (files + cores - 1) / cores;
        return files == 0 ? Duration.ZERO : fetch.plus(compute.multipliedBy(rounds));
    }

    @Override
    public List<Checksum> all(List<String> names, Remote<String, String> server, Cpu cpu) {
        List<CompletableFuture<Checksum>> sums = names.stream()
                .map(name -> CompletableFuture.supplyAsync(() -> Checksum.of(cpu, server.call(name))))
                .toList();
        return sums.stream().map(CompletableFuture::join).toList();
    }
}

// fails: The prediction says that 10 files on 1 core take as long as one file
import interleave.schedule.Cpu;
import interleave.schedule.Remote;

/** Everything is async, so everything happens at once: the slowest file decides. */
class AllAtOnce implements Checksums {
    @Override
    public Duration predict(int files, int cores, Duration fetch, Duration compute) {
        return files == 0 ? Duration.ZERO : fetch.plus(compute);
    }

    @Override
    public List<Checksum> all(List<String> names, Remote<String, String> server, Cpu cpu) {
        List<CompletableFuture<Checksum>> sums = names.stream()
                .map(name -> server.callAsync(name).thenApply(text -> Checksum.of(cpu, text)))
                .toList();
        return sums.stream().map(CompletableFuture::join).toList();
    }
}

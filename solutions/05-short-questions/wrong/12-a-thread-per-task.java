// fails: Only 3 of 4 cores were ever busy, a pool let no more through: it took 500 ms
import interleave.schedule.Cpu;

/** supplyAsync without an executor, as if each page got a thread: the common pool has fewer than there are cores. */
class DefaultPool implements Office {
    @Override
    public Duration longestWait(int cores, int threads, Duration go) {
        return go.multipliedBy(threads / cores);
    }

    @Override
    public List<String> write(List<Report> reports, Cpu cpu) {
        List<List<CompletableFuture<String>>> texts =
                reports.stream().map(report -> pages(report, cpu)).toList();
        return texts.stream().map(DefaultPool::joined).toList();
    }

    private static List<CompletableFuture<String>> pages(Report report, Cpu cpu) {
        return IntStream.range(0, report.pages())
                .mapToObj(page -> CompletableFuture.supplyAsync(() -> Pages.write(cpu, report.name(), page, page + 1)))
                .toList();
    }

    private static String joined(List<CompletableFuture<String>> pages) {
        return pages.stream().map(CompletableFuture::join).collect(Collectors.joining(" "));
    }
}

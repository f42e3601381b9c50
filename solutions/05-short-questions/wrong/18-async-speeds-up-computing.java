// fails: Only 1 of 4 cores was ever busy: a future is no core: it took 1,400 ms
import interleave.schedule.Cpu;

/** Every page is a future, so everything happens at once: but one thread makes them all. */
class AllAsync implements Office {
    @Override
    public Duration longestWait(int cores, int threads, Duration go) {
        return go.multipliedBy(threads / cores);
    }

    @Override
    public List<String> write(List<Report> reports, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("page-", 1).factory();
        try (ExecutorService cores = Executors.newSingleThreadExecutor(named)) {
            List<List<CompletableFuture<String>>> texts =
                    reports.stream().map(report -> pages(report, cpu, cores)).toList();
            return texts.stream().map(AllAsync::joined).toList();
        }
    }

    private static List<CompletableFuture<String>> pages(Report report, Cpu cpu, Executor cores) {
        return IntStream.range(0, report.pages())
                .mapToObj(page ->
                        CompletableFuture.supplyAsync(() -> Pages.write(cpu, report.name(), page, page + 1), cores))
                .toList();
    }

    private static String joined(List<CompletableFuture<String>> pages) {
        return pages.stream().map(CompletableFuture::join).collect(Collectors.joining(" "));
    }
}

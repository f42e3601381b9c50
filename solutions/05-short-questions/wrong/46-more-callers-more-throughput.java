// fails: 16 threads computed on 2 cores: a question waited 390 ms
import interleave.schedule.Cpu;

/** Sixteen threads get more done than two. */
class Sixteen implements Office {
    @Override
    public Duration longestWait(int cores, int threads, Duration go) {
        return go.multipliedBy(threads / cores);
    }

    @Override
    public List<String> write(List<Report> reports, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("page-", 1).factory();
        try (ExecutorService cores = Executors.newFixedThreadPool(16, named)) {
            List<List<CompletableFuture<String>>> texts =
                    reports.stream().map(report -> pages(report, cpu, cores)).toList();
            return texts.stream().map(Sixteen::joined).toList();
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

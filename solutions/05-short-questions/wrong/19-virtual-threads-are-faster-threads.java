// fails: All 28 pages stood before the 2 cores at once: a question waited 690 ms
import interleave.schedule.Cpu;

/** A virtual thread for each page: they are light, so the more the better. */
class ThreadForEachPage implements Office {
    @Override
    public Duration longestWait(int cores, int threads, Duration go) {
        return go.multipliedBy(threads / cores);
    }

    @Override
    public List<String> write(List<Report> reports, Cpu cpu) {
        ThreadFactory named = Thread.ofVirtual().name("page-", 1).factory();
        try (ExecutorService cores = Executors.newThreadPerTaskExecutor(named)) {
            List<List<CompletableFuture<String>>> texts =
                    reports.stream().map(report -> pages(report, cpu, cores)).toList();
            return texts.stream().map(ThreadForEachPage::joined).toList();
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

// fails: The prediction takes somebody off a core amid a go: 10 ms with 2 threads on 2 cores, each for 500 ms
import interleave.schedule.Cpu;

/** The scheduler gives everybody a turn after 10 ms or so, however long a go is. */
class CutsIn implements Office {
    @Override
    public Duration longestWait(int cores, int threads, Duration go) {
        return Duration.ofMillis(threads < cores ? 0 : 10);
    }

    @Override
    public List<String> write(List<Report> reports, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("page-", 1).factory();
        try (ExecutorService cores = Executors.newFixedThreadPool(cpu.cores(), named)) {
            List<List<CompletableFuture<String>>> texts =
                    reports.stream().map(report -> pages(report, cpu, cores)).toList();
            return texts.stream().map(CutsIn::joined).toList();
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

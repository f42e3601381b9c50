// fails: The prediction says that nobody waits, as if only the reports were slow: 2 threads on 2 cores, each for 500 ms
import interleave.schedule.Cpu;

/** Reports are slow, questions are not: what have they to do with each other? */
class OnlyReports implements Office {
    @Override
    public Duration longestWait(int cores, int threads, Duration go) {
        return Duration.ZERO;
    }

    @Override
    public List<String> write(List<Report> reports, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("page-", 1).factory();
        try (ExecutorService cores = Executors.newFixedThreadPool(cpu.cores(), named)) {
            List<List<CompletableFuture<String>>> texts =
                    reports.stream().map(report -> pages(report, cpu, cores)).toList();
            return texts.stream().map(OnlyReports::joined).toList();
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

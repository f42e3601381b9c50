// fails: A thread computed for 350 ms in one go, and nobody took it off its core: a question waited 690 ms
import interleave.schedule.Cpu;

/** A virtual thread for each report, all pages in one go: the scheduler will see to it that others have a turn. */
class ThreadForEachReport implements Office {
    @Override
    public Duration longestWait(int cores, int threads, Duration go) {
        return go.multipliedBy(threads / cores);
    }

    @Override
    public List<String> write(List<Report> reports, Cpu cpu) {
        ThreadFactory named = Thread.ofVirtual().name("report-", 1).factory();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(named)) {
            List<CompletableFuture<String>> texts = reports.stream()
                    .map(report -> CompletableFuture.supplyAsync(
                            () -> Pages.write(cpu, report.name(), 0, report.pages()), threads))
                    .toList();
            return texts.stream().map(CompletableFuture::join).toList();
        }
    }
}

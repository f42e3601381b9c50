// fails: The texts stand in the order in which the reports were done
import interleave.schedule.Cpu;

/** Takes a page of each report in turn and adds a report when its last page is written, as if the first one begun were the first one done. */
class AsDone implements Office {
    @Override
    public Duration longestWait(int cores, int threads, Duration go) {
        return go.multipliedBy(threads / cores);
    }

    @Override
    public List<String> write(List<Report> reports, Cpu cpu) {
        ThreadFactory named = Thread.ofPlatform().name("page-", 1).factory();
        List<String> texts = Collections.synchronizedList(new ArrayList<>());
        Map<Report, List<CompletableFuture<String>>> pages = new LinkedHashMap<>();
        reports.forEach(report -> pages.put(report, new ArrayList<>()));
        try (ExecutorService cores = Executors.newFixedThreadPool(cpu.cores(), named)) {
            for (int turn = 0; turn < 100; turn++) {
                int page = turn;
                reports.stream()
                        .filter(report -> page < report.pages())
                        .forEach(report -> pages.get(report)
                                .add(CompletableFuture.supplyAsync(
                                        () -> Pages.write(cpu, report.name(), page, page + 1), cores)));
            }
            pages.values()
                    .forEach(all -> CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                            .thenRun(() -> texts.add(joined(all))));
        }
        return List.copyOf(texts);
    }

    private static String joined(List<CompletableFuture<String>> pages) {
        return pages.stream().map(CompletableFuture::join).collect(Collectors.joining(" "));
    }
}

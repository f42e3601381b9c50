// fails: Only one connection was ever in use: the report took 4,080 ms
import interleave.schedule.Pool;
import interleave.schedule.Remote;

/** A pool of one to eight threads: it would grow when its queue is full, and its queue never is. */
class GrowingPool implements Report {
    @Override
    public List<String> standstill() {
        return List.of("A takes", "B takes", "C takes");
    }

    @Override
    public List<Row> rows(
            List<Integer> ids,
            int atMost,
            Pool pool,
            Remote<Integer, String> database,
            Remote<String, String> translator) {
        ThreadFactory named = Thread.ofPlatform().name("row-", 0).factory();
        ExecutorService asking =
                new ThreadPoolExecutor(1, atMost, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named);
        try (asking) {
            List<CompletableFuture<Row>> rows = ids.stream()
                    .map(id -> CompletableFuture.supplyAsync(() -> query(id, pool, database), asking)
                            .thenCompose(translator::callAsync)
                            .handle((text, failure) -> failure == null
                                    ? Row.of(id, text)
                                    : Row.failed(id, failure.getCause().getMessage())))
                    .toList();
            return rows.stream().map(CompletableFuture::join).toList();
        }
    }

    private static String query(int id, Pool pool, Remote<Integer, String> database) {
        try (var connection = pool.acquire()) {
            return database.call(id);
        }
    }
}

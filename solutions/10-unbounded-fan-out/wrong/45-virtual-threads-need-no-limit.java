// fails: All 200 questions went to the pool at once: 190 waited for a connection, and 70 of them in vain
import interleave.schedule.Pool;
import interleave.schedule.Remote;

/** Threads are free, so every row gets one, and the pool will see to the rest. */
class Unbounded implements Report {
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
        ThreadFactory named = Thread.ofVirtual().name("row-", 0).factory();
        List<Future<Row>> rows;
        try (var threads = Executors.newThreadPerTaskExecutor(named)) {
            rows = ids.stream()
                    .map(id -> threads.submit(() -> row(id, pool, database, translator)))
                    .toList();
        }
        return rows.stream().map(Future::resultNow).toList();
    }

    private static Row row(int id, Pool pool, Remote<Integer, String> database, Remote<String, String> translator) {
        try {
            return Row.of(id, translator.call(query(id, pool, database)));
        } catch (RuntimeException failure) {
            return Row.failed(id, failure.getMessage());
        }
    }

    private static String query(int id, Pool pool, Remote<Integer, String> database) {
        try (var connection = pool.acquire()) {
            return database.call(id);
        }
    }
}

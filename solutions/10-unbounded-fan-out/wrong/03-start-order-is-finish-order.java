// fails: The rows stand in the order in which they were answered, not in that of the ids
import interleave.schedule.Pool;
import interleave.schedule.Remote;

/** Puts each row into the report when it is there. */
class AsTheyCome implements Report {
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
        Semaphore permits = new Semaphore(atMost);
        List<Row> rows = Collections.synchronizedList(new ArrayList<>());
        ThreadFactory named = Thread.ofVirtual().name("row-", 0).factory();
        try (var threads = Executors.newThreadPerTaskExecutor(named)) {
            for (int id : ids) {
                threads.execute(() -> rows.add(row(id, permits, pool, database, translator)));
            }
        }
        return List.copyOf(rows);
    }

    private static Row row(
            int id, Semaphore permits, Pool pool, Remote<Integer, String> database, Remote<String, String> translator) {
        try {
            return Row.of(id, translator.call(query(id, permits, pool, database)));
        } catch (RuntimeException failure) {
            return Row.failed(id, failure.getMessage());
        }
    }

    private static String query(int id, Semaphore permits, Pool pool, Remote<Integer, String> database) {
        permits.acquireUninterruptibly();
        try (var connection = pool.acquire()) {
            return database.call(id);
        } finally {
            permits.release();
        }
    }
}

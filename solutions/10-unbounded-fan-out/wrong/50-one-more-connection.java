// fails: Up to 10 connections were lent while at most 4 questions were under way: some task held one and took another
import interleave.schedule.Pool;
import interleave.schedule.Remote;

/** Takes a second connection while it has the first, to see that the row is there at all. */
class OneMore implements Report {
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
        ThreadFactory named = Thread.ofVirtual().name("row-", 0).factory();
        List<Future<Row>> rows;
        try (var threads = Executors.newThreadPerTaskExecutor(named)) {
            rows = ids.stream()
                    .map(id -> threads.submit(() -> row(id, permits, pool, database, translator)))
                    .toList();
        }
        return rows.stream().map(Future::resultNow).toList();
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
            return text(id, pool, database);
        } finally {
            permits.release();
        }
    }

    private static String text(int id, Pool pool, Remote<Integer, String> database) {
        try (var another = pool.acquire()) {
            return database.call(id);
        }
    }
}

// fails: The report had 10 of the 10 connections, 8 were for it
import interleave.schedule.Pool;
import interleave.schedule.Remote;

/** Doubles the bound, to be twice as fast. */
class TwiceAsMany implements Report {
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
        Semaphore permits = new Semaphore(2 * atMost);
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
            return database.call(id);
        } finally {
            permits.release();
        }
    }
}

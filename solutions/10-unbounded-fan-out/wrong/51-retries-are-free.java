// fails: For 40 rows the database was asked 80 times: whatever failed was tried again
import interleave.schedule.Pool;
import interleave.schedule.Remote;

/** Tries each question three times, to be sure: just when the database cannot answer, it is asked most. */
class TriesAgain implements Report {
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
        for (int attempt = 1; ; attempt++) {
            permits.acquireUninterruptibly();
            try (var connection = pool.acquire()) {
                return database.call(id);
            } catch (RuntimeException failure) {
                if (attempt == 3) {
                    throw failure;
                }
            } finally {
                permits.release();
            }
        }
    }
}

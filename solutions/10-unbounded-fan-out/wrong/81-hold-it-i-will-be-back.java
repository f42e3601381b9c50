// fails: A connection, or the permit for it, was kept while the translator was at work: the report took 2,500 ms
import interleave.schedule.Pool;
import interleave.schedule.Remote;

/** Keeps connection and permit until the row is done, the translation included. */
class HoldsOn implements Report {
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
        permits.acquireUninterruptibly();
        try (var connection = pool.acquire()) {
            return Row.of(id, translator.call(database.call(id)));
        } catch (RuntimeException failure) {
            return Row.failed(id, failure.getMessage());
        } finally {
            permits.release();
        }
    }
}

// fails: One question took 260 ms, and others waited for it with connections free: the report took 560 ms
import interleave.schedule.Pool;
import interleave.schedule.Remote;

/** Eight at a time: the next eight when the last of the eight before is there. */
class Waves implements Report {
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
        List<Row> rows = new ArrayList<>();
        ThreadFactory named = Thread.ofVirtual().name("row-", 0).factory();
        try (var threads = Executors.newThreadPerTaskExecutor(named)) {
            List<Future<CompletableFuture<Row>>> all = new ArrayList<>();
            for (int from = 0; from < ids.size(); from += atMost) {
                List<Integer> wave = ids.subList(from, Math.min(from + atMost, ids.size()));
                List<Callable<CompletableFuture<Row>>> questions = wave.stream()
                        .<Callable<CompletableFuture<Row>>>map(id -> () -> row(id, pool, database, translator))
                        .toList();
                all.addAll(threads.invokeAll(questions));
            }
            for (Future<CompletableFuture<Row>> row : all) {
                rows.add(row.resultNow().join());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return rows;
    }

    private static CompletableFuture<Row> row(
            int id, Pool pool, Remote<Integer, String> database, Remote<String, String> translator) {
        try (var connection = pool.acquire()) {
            return translator
                    .callAsync(database.call(id))
                    .handle((text, failure) ->
                            failure == null ? Row.of(id, text) : Row.failed(id, failure.getMessage()));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(Row.failed(id, failure.getMessage()));
        }
    }
}

// fails: Room for a question stood idle while there were questions left: it took 1,000 ms
import interleave.schedule.Remote;

/** Divides the bound by the customers, for good. */
class FixedShares implements FairShare {
    @Override
    public List<String> answers(List<Question> questions, int atMost, Remote<Question, String> database) {
        Map<String, Semaphore> permits = new HashMap<>();
        questions.forEach(each -> permits.putIfAbsent(each.customer(), new Semaphore(0)));
        permits.values().forEach(own -> own.release(Math.max(1, atMost / permits.size())));
        ThreadFactory named = Thread.ofVirtual().name("asks-", 0).factory();
        List<Future<String>> answers = new ArrayList<>();
        try (var threads = Executors.newThreadPerTaskExecutor(named)) {
            for (Question each : questions) {
                Semaphore own = permits.get(each.customer());
                answers.add(threads.submit(() -> {
                    own.acquire();
                    try {
                        return ask(each, database);
                    } finally {
                        own.release();
                    }
                }));
            }
        }
        return answers.stream().map(Future::resultNow).toList();
    }

    private static String ask(Question question, Remote<Question, String> database) {
        try {
            return database.call(question);
        } catch (RuntimeException failure) {
            return failure.getMessage();
        }
    }
}

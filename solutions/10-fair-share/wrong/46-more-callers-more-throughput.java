// fails: Up to 8 questions were in flight, 4 for each customer: the database has them all
import interleave.schedule.Remote;

/** Gives each customer the whole bound. */
class BoundForEach implements FairShare {
    @Override
    public List<String> answers(List<Question> questions, int atMost, Remote<Question, String> database) {
        Map<String, Semaphore> permits = new HashMap<>();
        questions.forEach(each -> permits.computeIfAbsent(each.customer(), customer -> new Semaphore(atMost)));
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

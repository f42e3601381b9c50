// fails: Only one question was ever in flight: it took 2,080 ms
import interleave.schedule.Remote;

/** A pool that would grow when its queue is full. */
class GrowingPool implements FairShare {
    @Override
    public List<String> answers(List<Question> questions, int atMost, Remote<Question, String> database) {
        ThreadFactory named = Thread.ofPlatform().name("asks-", 0).factory();
        ExecutorService workers =
                new ThreadPoolExecutor(1, atMost, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named);
        String[] answers = new String[questions.size()];
        try (workers) {
            for (int which : turns(questions)) {
                workers.execute(() -> answers[which] = ask(questions.get(which), database));
            }
        }
        return List.of(answers);
    }

    /** Which question comes when: one of each customer in turn. */
    private static List<Integer> turns(List<Question> questions) {
        Map<String, Deque<Integer>> waiting = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            waiting.computeIfAbsent(questions.get(i).customer(), customer -> new ArrayDeque<>())
                    .add(i);
        }
        List<Integer> turns = new ArrayList<>();
        while (turns.size() < questions.size()) {
            for (Deque<Integer> each : waiting.values()) {
                if (!each.isEmpty()) {
                    turns.add(each.remove());
                }
            }
        }
        return turns;
    }

    private static String ask(Question question, Remote<Question, String> database) {
        try {
            return database.call(question);
        } catch (RuntimeException failure) {
            return failure.getMessage();
        }
    }
}

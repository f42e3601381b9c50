// fails: After a few questions had failed nothing went on: what failed had not given back its permit
import interleave.schedule.Remote;

/** Gives the permit back when the answer is there, and only then. */
class OnSuccessOnly implements FairShare {
    @Override
    public List<String> answers(List<Question> questions, int atMost, Remote<Question, String> database) {
        Semaphore permits = new Semaphore(atMost);
        String[] answers = new String[questions.size()];
        ThreadFactory named = Thread.ofVirtual().name("asks-", 0).factory();
        try (var threads = Executors.newThreadPerTaskExecutor(named)) {
            for (int which : turns(questions)) {
                permits.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        answers[which] = database.call(questions.get(which));
                        permits.release();
                    } catch (RuntimeException failure) {
                        answers[which] = failure.getMessage();
                    }
                });
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
}

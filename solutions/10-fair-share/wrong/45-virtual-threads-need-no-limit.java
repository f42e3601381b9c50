// fails: All 104 questions were in flight at once
import interleave.schedule.Remote;

/** If everybody may ask at once, nobody waits for anybody. */
class AllAtOnce implements FairShare {
    @Override
    public List<String> answers(List<Question> questions, int atMost, Remote<Question, String> database) {
        List<Integer> turns = turns(questions);
        String[] answers = new String[questions.size()];
        AtomicInteger next = new AtomicInteger();
        ThreadFactory named = Thread.ofVirtual().name("asks-", 0).factory();
        try (var workers = Executors.newThreadPerTaskExecutor(named)) {
            for (int worker = 0; worker < questions.size(); worker++) {
                workers.execute(() -> {
                    for (int i = next.getAndIncrement(); i < turns.size(); i = next.getAndIncrement()) {
                        int which = turns.get(i);
                        answers[which] = ask(questions.get(which), database);
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

    private static String ask(Question question, Remote<Question, String> database) {
        try {
            return database.call(question);
        } catch (RuntimeException failure) {
            return failure.getMessage();
        }
    }
}

// fails: The answers stand in the order in which they were asked for or came, not in that of the questions
import interleave.schedule.Remote;

/** Writes down each answer when it comes. */
class AsTheyCome implements FairShare {
    @Override
    public List<String> answers(List<Question> questions, int atMost, Remote<Question, String> database) {
        List<Integer> turns = turns(questions);
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger next = new AtomicInteger();
        ThreadFactory named = Thread.ofVirtual().name("asks-", 0).factory();
        try (var workers = Executors.newThreadPerTaskExecutor(named)) {
            for (int worker = 0; worker < atMost; worker++) {
                workers.execute(() -> {
                    for (int i = next.getAndIncrement(); i < turns.size(); i = next.getAndIncrement()) {
                        answers.add(ask(questions.get(turns.get(i)), database));
                    }
                });
            }
        }
        return List.copyOf(answers);
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

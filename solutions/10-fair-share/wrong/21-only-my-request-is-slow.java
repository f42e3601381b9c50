// fails: Question 1 of customer B was number 101 to be asked: it stood behind what others had asked for
import interleave.schedule.Remote;

/** First come, first served: the customer with a hundred questions is only in its own way. */
class FirstCome implements FairShare {
    @Override
    public List<String> answers(List<Question> questions, int atMost, Remote<Question, String> database) {
        List<Integer> turns = IntStream.range(0, questions.size()).boxed().toList();
        String[] answers = new String[questions.size()];
        AtomicInteger next = new AtomicInteger();
        ThreadFactory named = Thread.ofVirtual().name("asks-", 0).factory();
        try (var workers = Executors.newThreadPerTaskExecutor(named)) {
            for (int worker = 0; worker < atMost; worker++) {
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

    private static String ask(Question question, Remote<Question, String> database) {
        try {
            return database.call(question);
        } catch (RuntimeException failure) {
            return failure.getMessage();
        }
    }
}

package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.ms;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.took;

import interleave.grade.Idea;
import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.grade.Rejection;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FairShareTest {

    private static final Duration QUERY = Duration.ofMillis(20);
    private static final int AT_MOST = 4;

    private final SimulatedRemote<Question, String> database = SimulatedRemote.<Question, String>of(
                    "database", Question.class, FairShareTest::answer)
            .latency(QUERY);

    @Test
    @Order(1)
    @Points(3)
    @DisplayName("four questions are in flight, of all customers together, and never fewer")
    void bound() {
        List<Question> questions = questions(100, 4);

        answers(questions);

        String expected = AT_MOST + " questions in flight, of all customers together: 104 / 4 · 20 ms = 520 ms.";
        int most = database.maxInFlight();
        if (most >= questions.size()) {
            throw tooMany(
                    expected, "All " + most + " questions were in flight at once", "45-virtual-threads-need-no-limit");
        }
        if (most > AT_MOST) {
            throw tooMany(
                    expected,
                    "Up to " + most + " questions were in flight, " + AT_MOST + " for each customer: the database has"
                            + " them all",
                    "46-more-callers-more-throughput");
        }
        if (took().compareTo(QUERY.multipliedBy(26)) > 0) {
            String took = ": it took " + ms(took());
            throw most == 1
                    ? late(expected, "Only one question was ever in flight" + took, "47-the-pool-grows-first")
                    : late(
                            expected,
                            "Room for a question stood idle while there were questions left" + took,
                            "80-fixed-parts-fixed-whole");
        }
        requireEquals(questions.size(), database.calls().size(), "Each of 104 questions is asked once, but so often");
    }

    @Test
    @Order(2)
    @Points(4)
    @Idea("21-only-my-request-is-slow")
    @DisplayName("a customer with four questions is not behind one with a hundred")
    void fair() {
        answers(questions(100, 4));

        requireTurns(2);
    }

    @Test
    @Order(3)
    @Points(2)
    @Idea("21-only-my-request-is-slow")
    @DisplayName("nor are three of them, whoever came first, and whatever is slow")
    void threeCustomers() {
        database.latency(question -> question.customer().equals("A") ? QUERY.multipliedBy(5) : QUERY);

        answers(questions(30, 2, 9));

        require(
                database.maxInFlight() == AT_MOST,
                Outcome.TOO_MANY,
                AT_MOST + " questions in flight.",
                "Up to " + database.maxInFlight() + " questions were in flight");
        requireTurns(3);
    }

    @Test
    @Order(4)
    @Points(1)
    @Idea("03-start-order-is-finish-order")
    @DisplayName("the answers stand in the order of the questions, whoever's turn it was")
    void order() {
        List<Question> questions = questions(5, 3);

        List<String> answers = answers(questions);

        require(
                answers.equals(questions.stream().map(FairShareTest::answer).toList()),
                Outcome.WRONG,
                "The answers in the order of the questions.",
                "The answers stand in the order in which they were asked for or came, not in that of the questions");
    }

    @Test
    @Order(5)
    @Points(2)
    @Idea("49-a-permit-around-the-submit")
    @DisplayName("a question that fails says why, and keeps nobody waiting")
    void failures() {
        database.failing(question -> question.id() % 2 == 1, "nobody knows");
        List<Question> questions = questions(20, 4);

        List<String> answers = inSpiteOfFailures(() -> answers(questions));

        requireEquals(
                questions.stream()
                        .map(each -> each.id() % 2 == 1 ? "nobody knows" : answer(each))
                        .toList(),
                answers,
                "Every second question fails; the answers are");
    }

    /** Each customer's i-th question is among the first {@code customers · i}. */
    private void requireTurns(int customers) {
        Map<String, Integer> asked = new HashMap<>();
        var calls = database.calls();
        for (int place = 1; place <= calls.size(); place++) {
            var call = calls.get(place - 1);
            String customer = call.request().customer();
            int number = asked.merge(customer, 1, Integer::sum);
            if (place > customers * number && number <= leastOf(calls.size())) {
                throw late(
                        "Of " + customers + " customers, each one's question number i is among the first " + customers
                                + " · i.",
                        "Question " + number + " of customer " + customer + " was number " + place
                                + " to be asked: it stood behind what others had asked for",
                        "21-only-my-request-is-slow");
            }
        }
    }

    /** How many questions the customer with the fewest has: beyond that, turns depend on who is left. */
    private int leastOf(int calls) {
        Map<String, Integer> all = new HashMap<>();
        database.calls().forEach(call -> all.merge(call.request().customer(), 1, Integer::sum));
        return all.values().stream().min(Integer::compare).orElse(calls);
    }

    private List<String> answers(List<Question> questions) {
        return learner(FairShare.class).answers(questions, AT_MOST, database);
    }

    private static List<String> inSpiteOfFailures(Supplier<List<String>> answers) {
        try {
            return answers.get();
        } catch (Rejection rejection) {
            throw rejection.outcome() != Outcome.DEADLOCK
                    ? rejection
                    : rejection
                            .withHappened("After a few questions had failed nothing went on: what failed had not given"
                                    + " back its permit")
                            .withIdea("49-a-permit-around-the-submit");
        }
    }

    private static Rejection tooMany(String expected, String happened, String idea) {
        return Rejection.of(Outcome.TOO_MANY, expected, happened).withIdea(idea);
    }

    private static Rejection late(String expected, String happened, String idea) {
        return Rejection.of(Outcome.LATE, expected, happened).withIdea(idea);
    }

    /** So many of each customer, A, B and so on, one customer after the other. */
    private static List<Question> questions(int... each) {
        var questions = new ArrayList<Question>();
        for (int customer = 0; customer < each.length; customer++) {
            for (int id = 1; id <= each[customer]; id++) {
                questions.add(new Question(String.valueOf((char) ('A' + customer)), id));
            }
        }
        return questions;
    }

    private static String answer(Question question) {
        return question.customer() + question.id();
    }
}

package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.requireWithin;

import interleave.grade.Points;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same contract with other numbers: an answer made for the shown ones alone is found out here. */
class HiddenFairShareTest {

    @Test
    @Points(2)
    @DisplayName("five customers, two questions in flight, and whoever asks mixed with the others is served the same")
    void fiveCustomers() {
        var database = SimulatedRemote.<Question, String>of("database", Question.class, each -> "answer " + each.id())
                .latency(Duration.ofMillis(11));
        var questions = new ArrayList<Question>();
        for (int id = 0; id < 30; id++) {
            questions.add(new Question(id < 22 ? "many" : "few " + id % 4, id));
        }

        List<String> answers = learner(FairShare.class).answers(questions, 2, database);

        requireEquals(2, database.maxInFlight(), "Two questions in flight were allowed, the most was");
        requireWithin(Duration.ofMillis(15 * 11), "30 questions, two at a time: 15 · 11 ms.", "Room stood idle");
        long few = database.calls().stream()
                .limit(10)
                .filter(call -> call.request().customer().startsWith("few"))
                .count();
        requireEquals(8L, few, "Of the first ten questions, so many were of the four customers with two each");
        requireEquals(
                questions.stream().map(each -> "answer " + each.id()).toList(),
                answers,
                "The answers are not in order");
    }
}

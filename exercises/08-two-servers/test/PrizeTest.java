package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;

import interleave.grade.Idea;
import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.grade.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrizeTest {

    private static final String LEAST = "An order of the twelve steps after which no order leaves less.";

    @Test
    @Order(1)
    @Points(4)
    @DisplayName("your order leaves the least that two servers can leave of six additions")
    void leastLeft() {
        int left = played(learner(Prize.class).leastLeft());

        if (left == 6) {
            throw wrong(
                    LEAST,
                    "In your order each write follows its own read, as if adding were one step: it leaves 6",
                    "32-plus-plus-is-one-step");
        }
        if (left == 3) {
            throw wrong(
                    LEAST,
                    "Your order leaves 3, as if both did the same at the same instant: one may stay behind for longer",
                    "01-concurrent-is-simultaneous");
        }
        require(left <= 2, Outcome.WRONG, LEAST, "Your order leaves " + left + ", and there is one that leaves less");
    }

    /** What is left when the steps come in that order. */
    private static int played(List<String> order) {
        Map<String, Integer> held = new HashMap<>();
        Map<String, Integer> writes = new HashMap<>();
        int count = 0;
        for (String step : order) {
            String who = String.valueOf(step).split(" ", -1)[0];
            boolean reads = (who + " reads").equals(step);
            require(
                    List.of("A", "B").contains(who) && (reads || (who + " writes").equals(step)),
                    Outcome.WRONG,
                    LEAST,
                    "There is no step “" + step + "”");
            require(
                    reads == !held.containsKey(who) && writes.getOrDefault(who, 0) < 3,
                    Outcome.WRONG,
                    LEAST,
                    "“" + step + "” cannot come there: a server reads, then writes, three times");
            if (reads) {
                held.put(who, count);
            } else {
                count = held.remove(who) + 1;
                writes.merge(who, 1, Integer::sum);
            }
        }
        require(
                Stream.of("A", "B").allMatch(who -> writes.getOrDefault(who, 0) == 3),
                Outcome.WRONG,
                LEAST,
                "Your order ends before both servers have added three times");
        return count;
    }

    @Test
    @Order(2)
    @Points(1)
    @DisplayName("alone, the points are added, and the mail is sent once")
    void alone() {
        var shared = new Shared(90, 0, 0);
        Prize prize = learner(Prize.class);

        requireEquals(95, prize.add(shared, shared.mail(), "ada", 5), "90 and 5 points are");
        requireEquals(0, shared.mails(), "There is no prize yet, and so many mails were sent");
        requireEquals(105, prize.add(shared, shared.mail(), "ada", 10), "95 and 10 points are");
        requireEquals(1, shared.mails(), "The goal was reached, and so many mails were sent");
        requireEquals(108, prize.add(shared, shared.mail(), "ada", 3), "105 and 3 points are");
        requireEquals(1, shared.mails(), "The prize was won before, and so many mails were sent");
        requireEquals(108, shared.count(), "After 90, 5, 10 and 3 points the count is");
    }

    @Test
    @Order(3)
    @Points(4)
    @Idea("31-one-thread-no-races")
    @DisplayName("another server writes between your read and your write, three times over: nobody's points are lost")
    void faster() {
        var shared = new Shared(0, 3, 7);

        int told = adds(shared, 5);

        String expected = "0, three times 7 from the other server, and 5.";
        require(
                !shared.lostTheirs,
                Outcome.WRONG,
                expected,
                "The other server's points are gone: it wrote between your read and your write");
        if (shared.refused) {
            throw wrong(
                    expected,
                    "The replace said that somebody was faster, and the answer went on as if it had been its own",
                    "34-atomic-variable-atomic-decision");
        }
        requireEquals(26, shared.count(), expected + " The count is");
        requireEquals(26, told, "The count right after these points is 26, the caller was told");
    }

    @Test
    @Order(4)
    @Points(2)
    @Idea("42-update-functions-run-once")
    @DisplayName("one mail, however often it had to begin again")
    void oneMail() {
        var shared = new Shared(95, 3, 1);

        adds(shared, 10);

        require(
                shared.mails() <= 1,
                Outcome.TOO_MANY,
                "One mail, when the points are in.",
                "For one prize " + shared.mails() + " mails were sent: what is tried again is done again");
        requireEquals(1, shared.mails(), "These points reached the goal, and so many mails were sent");
        requireEquals(108, shared.count(), "The count is");
    }

    @Test
    @Order(5)
    @Points(2)
    @Idea("34-atomic-variable-atomic-decision")
    @DisplayName("no mail if it was the other server that reached the goal in the meantime")
    void theirs() {
        var shared = new Shared(95, 1, 10);

        adds(shared, 10);

        require(
                shared.mails() == 0,
                Outcome.TOO_MANY,
                "The other server's points reached the goal, and it sends the mail.",
                "A second mail for one prize: it was decided with a number that was old by then");
        requireEquals(115, shared.count(), "The count is");
    }

    private static int adds(Shared shared, int points) {
        try {
            return learner(Prize.class).add(shared, shared.mail(), "ada", points);
        } catch (RuntimeException failure) {
            if (!shared.triesTheSame) {
                throw failure;
            }
            throw Rejection.of(
                    Outcome.ENDLESS,
                    "Whoever was not fast enough reads again, and computes again.",
                    "It tried again and again with the number that it had read before");
        }
    }

    private static Rejection wrong(String expected, String happened, String idea) {
        return Rejection.of(Outcome.WRONG, expected, happened).withIdea(idea);
    }
}

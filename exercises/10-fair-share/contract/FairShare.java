package exercise;

import interleave.schedule.Remote;
import java.util.List;

/**
 * Asks a database that several customers share: no more than it can take, and nobody waits because somebody else has much to ask.
 *
 * <p>A bound protects the database. It does not protect a customer with three questions from one with a hundred.
 */
public interface FairShare {

    /**
     * The answers, in the order of the questions.
     *
     * <p>All questions are there at the beginning. At no moment are more than {@code atMost} in flight, and as long as questions are left, no fewer. Customers
     * take turns: whenever a question can be asked, it is one of the customer whose last turn is longest ago and who has something left to ask. So of <i>k</i>
     * customers, each one's <i>i</i>-th question is among the first <i>k · i</i> that are asked.
     *
     * <p>A question that fails has the message of the service as its answer.
     *
     * @param atMost questions in flight, {@code >= 1}
     * @param database takes its time for each question; it takes any number of them at once, and should not have to
     */
    List<String> answers(List<Question> questions, int atMost, Remote<Question, String> database);
}

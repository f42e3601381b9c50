package exercise;

import interleave.schedule.Pool;
import interleave.schedule.Remote;
import java.util.List;

/**
 * Builds a report of many rows out of a database that others need, too.
 *
 * <p>A question to the {@code database} takes 20 ms and must be asked with a connection of the {@code pool} borrowed. The text that the database answers is put
 * into the reader's language by a {@code translator}, which takes 80 ms, needs no connection, and answers any number of questions at once.
 */
public interface Report {

    /**
     * The order that brings a colleague's report to a standstill.
     *
     * <p>Its pool has three connections, and three rows, A, B and C, are asked for at the same time. Each takes a connection and then, to see whether its row is
     * there at all, a second one; when it has both it is answered and gives both back. A step is {@code "A takes"}, one connection, or {@code "A gives back"},
     * both; the same for B and C. Who finds none free stands still until somebody gives one back.
     *
     * @return steps, each of which can be made, after which nobody can go on although not all have been answered
     */
    List<String> standstill();

    /**
     * The rows of the report, in the order of the ids.
     *
     * <p>Asks the database once for each id, and the translator once for what it answered. At no moment has the report more than {@code atMost} connections:
     * the others belong to whoever else uses the pool, and nobody has to queue for one because of the report. As long as there are ids that have not been
     * asked for, it has no fewer.
     *
     * <p>A row that cannot be had, from the one or from the other, is in the report all the same, as {@link Row#failed} with the service's own message.
     *
     * @param ids of the rows, all different
     * @param atMost connections for this report, {@code >= 1}
     * @return one {@link Row} for each id, all of them final
     */
    List<Row> rows(
            List<Integer> ids,
            int atMost,
            Pool pool,
            Remote<Integer, String> database,
            Remote<String, String> translator);
}

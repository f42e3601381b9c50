package exercise;

import java.util.List;

/**
 * Counts points, and mails whoever gets to 100.
 *
 * <p>Your server is one of several. All of them change the same {@link Counts}, at any time, so a lock in one server holds none of the others.
 */
public interface Prize {

    /** From this count on there is a prize. */
    int GOAL = 100;

    /**
     * An order of steps after which the least is left.
     *
     * <p>Two servers, A and B, each add 1 <b>three times</b> to a count that begins at 0, by reading it and then writing one more. The steps are {@code "A
     * reads"}, {@code "A writes"}, {@code "B reads"}, {@code "B writes"}, each of them three times; a server reads before it writes.
     */
    List<String> leastLeft();

    /**
     * Adds points to somebody's count, and sends a mail if these points are the ones that took it to {@value #GOAL} or beyond.
     *
     * <p>No points are lost, neither these nor those of another server, and of all servers together exactly one sends the mail. Waits for nobody: if another
     * server was faster it begins again.
     *
     * @param points {@code > 0}
     * @return the count right after these points
     */
    int add(Counts counts, Mail mail, String name, int points);
}

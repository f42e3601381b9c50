package exercise;

import interleave.schedule.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A box office: it sells the seats of a theatre, hands out programmes, and counts who asked for which show.
 *
 * <p>There is one box office, and many call it at the same time. Every number that it keeps, in memory or in a store, it reads first and changes then. Whoever
 * comes in between must not spoil it.
 */
public interface BoxOffice {

    /**
     * An order of steps in which {@link Yesterday#sell} sells the one seat that is left to both A and B.
     *
     * <p>The steps are {@code "A reads"}, {@code "A writes"}, {@code "B reads"}, {@code "B writes"}. Each buyer reads first. A buyer who reads 0 is
     * told that the show is sold out, and writes nothing.
     */
    List<String> doubleSale();

    /**
     * Sells one seat of a show.
     *
     * <p>Only this box office writes to the store, but several buyers call it at once.
     *
     * @param seats how many seats are free, by the name of the show
     * @return whether the buyer has a seat; {@code false} only if there is none left. It fails with a {@link java.util.NoSuchElementException} if the store does
     *     not know the show, and that spoils no other sale
     */
    CompletableFuture<Boolean> sell(Store<Integer> seats, String show);

    /**
     * The number of the next programme, or 0 if there is none left.
     *
     * <p>There are three programmes, numbered 1 to 3; each is handed out once. Called by many threads.
     */
    int programme();

    /** Notes that somebody asked for a show. Called by many threads. */
    void asked(String show);

    /** How often {@link #asked} was called for that show. */
    int timesAsked(String show);
}

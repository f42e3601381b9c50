package interleave.schedule;

import java.time.Duration;

/**
 * Computing, as something that takes time: each piece of work occupies one of a machine's cores from its beginning to its end.
 *
 * <p>In virtual time a loop of one's own takes none. What should take some is said with {@link #work}. With c cores, sixteen pieces of 100 ms take
 * {@code ceil(16 / c) * 100} ms, on however many threads they are asked for: threads do not make cores. The calling thread is busy, not waiting; whoever
 * needs it (an event loop, say) must wait as long.
 */
public interface Cpu {
    /**
     * Computes for that long; first waits for a core if none is free, in the order asked.
     *
     * @param duration {@code >= 0}
     * @throws IllegalArgumentException if {@code duration < 0}
     */
    void work(Duration duration);

    /** Cores of the machine, {@code >= 1}. */
    int cores();
}

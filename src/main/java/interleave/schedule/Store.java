package interleave.schedule;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Values under keys, somewhere else: a table of a database, a cache that several servers share.
 *
 * <p>Each operation is atomic, two in a row are not: between a {@link #read} and the {@link #write} that follows, others may write, and their value is lost.
 * {@link #replace} writes only if nobody did. A request takes half the store's latency to get there, and its answer the other half.
 *
 * @param <V> what a value is
 */
public interface Store<V> {
    /** The value, or empty if there is none. */
    Optional<V> read(String key);

    /** Sets the value, whatever was there. */
    void write(String key, V value);

    /**
     * Sets the value if the one there equals {@code expected}.
     *
     * @return whether it did
     */
    boolean replace(String key, V expected, V value);

    /** The same as {@link #read}, without waiting. */
    CompletableFuture<Optional<V>> readAsync(String key);

    /** The same as {@link #write}, without waiting. */
    CompletableFuture<Void> writeAsync(String key, V value);

    /** The same as {@link #replace}, without waiting. */
    CompletableFuture<Boolean> replaceAsync(String key, V expected, V value);
}

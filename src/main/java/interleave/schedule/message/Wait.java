package interleave.schedule.message;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A learner thread that is not at its end, and what it waits for.
 *
 * @param thread the name the learner knows it by
 * @param main whether it is the thread that the run began on
 * @param what the kind of thing it waits for
 * @param detail the call it waits in, as in {@code CompletableFuture.join}, or a sentence's end for what has no such call
 * @param place the learner's line, or null if none is on its stack (an idle worker of a pool)
 * @param holder name of the thread that holds the lock or monitor it waits for, or null
 * @param held where that thread took it, or null
 */
public record Wait(
        String thread,
        boolean main,
        What what,
        String detail,
        @Nullable Place place,
        @Nullable String holder,
        @Nullable Place held) {
    /** What a thread may wait for. */
    public enum What {
        /** A future's completion. */
        FUTURE,
        /** A lock of java.util.concurrent, or a monitor ({@code synchronized}). */
        LOCK,
        /** A signal: a condition, a monitor's notify, a latch, a barrier, a phaser. */
        SIGNAL,
        /** A permit of a semaphore. */
        PERMIT,
        /** An element, or room, of a queue. */
        QUEUE,
        /** The end of a thread, of a scope, or of the tasks of an executor. */
        END,
        /** An answer of a service. */
        SERVICE,
        /** Virtual time to pass. */
        TIME,
        /** Work: a pool's thread with nothing to do. */
        WORK,
        /** Nothing: it runs on and on. */
        RUNS,
        /** Anything else that parks a thread. */
        OTHER
    }

    /** As plain data. */
    public Map<String, @Nullable Object> toMap() {
        var map = new HashMap<String, @Nullable Object>();
        map.put("thread", thread);
        map.put("main", main);
        map.put("what", what.name());
        map.put("detail", detail);
        map.put("place", place == null ? null : place.toMap());
        map.put("holder", holder);
        map.put("held", held == null ? null : held.toMap());
        return map;
    }

    /**
     * From plain data.
     *
     * @throws IllegalArgumentException if it is not what {@link #toMap} makes
     */
    public static Wait fromMap(Map<?, ?> map) {
        return new Wait(
                Wire.text(map, "thread"),
                Boolean.TRUE.equals(map.get("main")),
                Wire.choice(map, "what", What.class),
                Wire.text(map, "detail"),
                map.get("place") instanceof Map<?, ?> place ? Place.fromMap(place) : null,
                Wire.textOrNull(map, "holder"),
                map.get("held") instanceof Map<?, ?> held ? Place.fromMap(held) : null);
    }

    /** In words: {@code main waits in CompletableFuture.join at line 12 (load)}. */
    @Override
    public String toString() {
        var words = new StringBuilder(thread)
                .append(what == What.RUNS ? " runs " : " waits in ")
                .append(detail);
        if (place != null) {
            words.append(" at ").append(place);
        }
        if (holder != null) {
            words.append(", held by ").append(holder);
            if (held != null) {
                words.append(" since ").append(held);
            }
        }
        return words.toString();
    }
}

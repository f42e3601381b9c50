package interleave.schedule;

import interleave.schedule.message.Place;
import interleave.schedule.message.Wait;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, as the outside saw it.
 *
 * @param kind what happened
 * @param took virtual time from the run's beginning to its end, on the outside's clock
 * @param message one sentence for the learner, with their line where there is one
 * @param place the learner's line that matters most, or null
 * @param waits learner threads not at their end, and what they wait for: for a run that returned, those it left behind
 */
public record Ending(
        Kind kind, Duration took, String message, @Nullable Place place, List<Wait> waits) {
    /** What may happen to a run. */
    public enum Kind {
        /** The body returned; its result is with the inside. */
        RETURNED,
        /** The body threw; what it threw is with the inside. */
        THREW,
        /** Nothing is due, and the body waits for a future that nobody completes. */
        NEVER_COMPLETED,
        /** Nothing is due, and threads wait for locks that they hold from each other. */
        DEADLOCK,
        /** Nothing is due, and the body waits for anything else. */
        STUCK,
        /** A loop without an end. */
        ENDLESS,
        /** More calls, or more virtual time, than the limits allow. */
        OVER_LIMIT,
        /** Learner code did what virtual time does not cover: nothing can be said about it. */
        ESCAPED,
        /** The inside broke the protocol: it is not ours any more. */
        BROKEN
    }

    public Ending {
        waits = List.copyOf(waits);
    }
}

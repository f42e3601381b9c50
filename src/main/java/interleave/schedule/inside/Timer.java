package interleave.schedule.inside;

import interleave.schedule.message.Place;
import org.jspecify.annotations.Nullable;

/** Something to do when virtual time reaches a moment; of several due at once, the one set first comes first. */
public final class Timer implements Comparable<Timer> {
    /**
     * Who set a timer in an exploration, where it may be due before others are done.
     *
     * @param thread whose actor it is of
     * @param waits whether that thread does nothing else until then
     * @param place the learner's line, or null if nobody is told
     */
    record Setter(
            LearnerThread thread, boolean waits, @Nullable Place place) {}

    final long at;
    final @Nullable Setter setter;
    private final long sequence;
    private final Runnable action;
    private boolean cancelled;

    Timer(long at, long sequence, @Nullable Setter setter, Runnable action) {
        this.at = at;
        this.sequence = sequence;
        this.setter = setter;
        this.action = action;
    }

    void fire() {
        if (!cancelled) {
            cancelled = true;
            action.run();
        }
    }

    /** Nothing is done then. */
    public void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** How many were set before it. */
    long sequence() {
        return sequence;
    }

    @Override
    public int compareTo(Timer other) {
        return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
    }
}

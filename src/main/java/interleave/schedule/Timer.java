package interleave.schedule;

/** Something to do when virtual time reaches a moment; of several due at once, the one set first comes first. */
final class Timer implements Comparable<Timer> {
    final long at;
    private final long sequence;
    private final Runnable action;
    private boolean cancelled;

    Timer(long at, long sequence, Runnable action) {
        this.at = at;
        this.sequence = sequence;
        this.action = action;
    }

    void fire() {
        if (!cancelled) {
            cancelled = true;
            action.run();
        }
    }

    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    @Override
    public int compareTo(Timer other) {
        return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
    }
}

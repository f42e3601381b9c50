package interleave.schedule;

import java.util.PriorityQueue;

/** Timers in the order they are due. */
final class Timers {
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long sequence;

    Timer set(long at, Runnable action) {
        var timer = new Timer(at, sequence++, action);
        timers.add(timer);
        return timer;
    }

    /** When the next one is due, or {@link Step#NO_TIMER}. */
    long next() {
        while (!timers.isEmpty() && timers.peek().cancelled()) {
            timers.poll();
        }
        return timers.isEmpty() ? Step.NO_TIMER : timers.peek().at;
    }

    /** Fires all that are due; those they set in turn for the same moment, too. */
    void fireUntil(long now) {
        while (next() <= now) {
            timers.remove().fire();
        }
    }

    void clear() {
        timers.clear();
    }
}

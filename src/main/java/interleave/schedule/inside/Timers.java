package interleave.schedule.inside;

import interleave.schedule.message.Step;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Timers in the order they are due. */
public final class Timers {
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long sequence;

    /** Sets one for that moment, in nanoseconds of virtual time. */
    public Timer set(long at, Runnable action) {
        return set(at, null, action);
    }

    Timer set(long at, Timer.@Nullable Setter setter, Runnable action) {
        var timer = new Timer(at, sequence++, setter, action);
        timers.add(timer);
        return timer;
    }

    /** When the next one is due, or {@link Step#NO_TIMER}. */
    public long next() {
        while (!timers.isEmpty() && timers.peek().cancelled()) {
            timers.poll();
        }
        return timers.isEmpty() ? Step.NO_TIMER : timers.peek().at;
    }

    /** Fires all that are due; those they set in turn for the same moment, too. */
    public void fireUntil(long now) {
        while (next() <= now) {
            timers.remove().fire();
        }
    }

    /** Those that an explored thread has set, in the order they were set. */
    List<Timer> explored() {
        return timers.isEmpty()
                ? List.of()
                : timers.stream()
                        .filter(each -> each.setter != null && !each.cancelled())
                        .sorted(Comparator.comparingLong(Timer::sequence))
                        .toList();
    }

    void clear() {
        timers.clear();
    }
}

package interleave.lab;

import interleave.guest.ThreadWatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what was seen of one thread at instants to what it did between them. */
final class TimelineSightings {

    private TimelineSightings() {}

    /**
     * What the thread did from its first sighting to {@code end}: until the next look, what it was seen doing.
     *
     * @param began the start by {@link System#nanoTime()}, from which the spans are counted
     */
    static List<Timeline.Span> spans(List<ThreadWatch.Sighting> sightings, long began, long end) {
        List<Timeline.Span> spans = new ArrayList<>();
        Doing waiting = Doing.SIGNAL;
        for (int i = 0; i < sightings.size(); i++) {
            ThreadWatch.Sighting now = sightings.get(i);
            ThreadWatch.Sighting next = i + 1 < sightings.size() ? sightings.get(i + 1) : null;
            long from = Math.max(0, now.nanos() - began);
            long to = next == null ? end : Math.min(end, next.nanos() - began);
            if (!now.stack().isEmpty()) {
                waiting = Doing.parkedIn(now.stack());
            }
            Doing doing = doing(now, next, waiting);
            Timeline.Span last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && last.doing() == doing && now.stack().isEmpty()) {
                spans.set(spans.size() - 1, new Timeline.Span(last.from(), to, doing));
            } else if (from < to) {
                spans.add(new Timeline.Span(from, to, doing));
            }
        }
        return spans;
    }

    private static Doing doing(ThreadWatch.Sighting now, ThreadWatch.@Nullable Sighting next, Doing waiting) {
        return switch (now.state()) {
            case BLOCKED -> Doing.LOCK;
            case WAITING, TIMED_WAITING -> waiting;
            case NEW, TERMINATED -> Doing.IDLE;
            case RUNNABLE -> hasCore(now, next) ? Doing.WORKS : Doing.READY;
        };
    }

    /** A platform thread tells its processor time; a virtual thread has a core at most when it has a carrier. */
    private static boolean hasCore(ThreadWatch.Sighting now, ThreadWatch.@Nullable Sighting next) {
        if (now.virtual()) {
            return now.mounted();
        }
        if (next == null || now.cpuNanos() < 0 || next.cpuNanos() < 0) {
            return true;
        }
        return (next.cpuNanos() - now.cpuNanos()) * 2 >= next.nanos() - now.nanos();
    }
}

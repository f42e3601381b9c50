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
            boolean waitsAnew = !now.stack().isEmpty();
            if (now.state() == Thread.State.RUNNABLE) {
                long worked = worked(now, next, to - from);
                add(spans, from, from + worked, Doing.WORKS, false);
                add(spans, from + worked, to, Doing.READY, false);
            } else {
                add(spans, from, to, doing(now.state(), waiting), waitsAnew);
            }
        }
        return spans;
    }

    private static void add(List<Timeline.Span> spans, long from, long to, Doing doing, boolean anew) {
        Timeline.Span last = spans.isEmpty() ? null : spans.getLast();
        if (last != null && last.doing() == doing && !anew && last.to() == from) {
            spans.set(spans.size() - 1, new Timeline.Span(last.from(), Math.max(from, to), doing));
        } else if (from < to) {
            spans.add(new Timeline.Span(from, to, doing));
        }
    }

    private static Doing doing(Thread.State state, Doing waiting) {
        return switch (state) {
            case BLOCKED -> Doing.LOCK;
            case WAITING, TIMED_WAITING -> waiting;
            case NEW, TERMINATED -> Doing.IDLE;
            case RUNNABLE -> Doing.WORKS;
        };
    }

    /**
     * How much of the time until the next look a thread that could run had a core. A platform thread tells its processor time; when within that time it had
     * it, nobody knows, so it is put first. A virtual thread has a core at most when it has a carrier.
     */
    private static long worked(ThreadWatch.Sighting now, ThreadWatch.@Nullable Sighting next, long time) {
        if (now.virtual()) {
            return now.mounted() ? time : 0;
        }
        if (next == null || now.cpuNanos() < 0 || next.cpuNanos() < 0) {
            return time;
        }
        long worked = next.cpuNanos() - now.cpuNanos();
        return worked * 10 >= time * 9 ? time : worked * 10 <= time ? 0 : worked;
    }
}

package interleave.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lays the spans of one thread over each other: what is known better hides what is known less well. */
final class TimelineSpans {

    private TimelineSpans() {}

    /** Waits as the recorder tells them may lie within each other, as a socket's read around a park: the outermost counts. */
    static List<Timeline.Span> flat(List<Timeline.Span> waits) {
        List<Timeline.Span> sorted = new ArrayList<>(waits);
        sorted.sort(Comparator.comparingLong(Timeline.Span::from)
                .thenComparing(Comparator.comparingLong(Timeline.Span::to).reversed()));
        List<Timeline.Span> flat = new ArrayList<>();
        long free = 0;
        for (Timeline.Span span : sorted) {
            if (span.to() > free) {
                flat.add(new Timeline.Span(Math.max(free, span.from()), span.to(), span.doing()));
                free = span.to();
            }
        }
        return flat;
    }

    /** The upper spans, and of the lower ones what shows between them. */
    static List<Timeline.Span> over(List<Timeline.Span> upper, List<Timeline.Span> lower) {
        List<Timeline.Span> result = new ArrayList<>(upper);
        for (Timeline.Span below : lower) {
            long from = below.from();
            for (Timeline.Span above : upper) {
                if (above.to() > from && above.from() < below.to()) {
                    addIfAny(result, from, above.from(), below.doing());
                    from = above.to();
                }
            }
            addIfAny(result, from, below.to(), below.doing());
        }
        result.sort(Comparator.comparingLong(Timeline.Span::from));
        return result;
    }

    /** Whether they have some time in common. */
    static boolean overlap(Timeline.Span one, Timeline.Span other) {
        return one.from() < other.to() && other.from() < one.to();
    }

    /** Adds a span, unless it would be empty. */
    static void addIfAny(List<Timeline.Span> spans, long from, long to, Doing doing) {
        if (from < to) {
            spans.add(new Timeline.Span(from, to, doing));
        }
    }

    /** Work and lack of a core that go on are one span; a wait that follows a wait is another one. */
    static List<Timeline.Span> merged(List<Timeline.Span> spans) {
        List<Timeline.Span> merged = new ArrayList<>();
        for (Timeline.Span span : spans) {
            Timeline.Span last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.doing() == span.doing() && !span.doing().waits() && last.to() == span.from()) {
                merged.set(merged.size() - 1, new Timeline.Span(last.from(), span.to(), span.doing()));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}

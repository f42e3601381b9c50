package interleave.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The stretches of time in which no thread did anything: before the first, between two statements of a cell, after the last. */
final class TimelineGaps {

    private record Stretch(long from, long to) {}

    private final List<Stretch> busy = new ArrayList<>();

    private TimelineGaps() {}

    static TimelineGaps in(List<Timeline.Lane> lanes) {
        TimelineGaps gaps = new TimelineGaps();
        List<Timeline.Span> spans = lanes.stream()
                .flatMap(lane -> lane.spans().stream())
                .filter(span -> span.doing() != Doing.IDLE)
                .sorted(Comparator.comparingLong(Timeline.Span::from))
                .toList();
        for (Timeline.Span span : spans) {
            Stretch last = gaps.busy.isEmpty() ? null : gaps.busy.getLast();
            if (last == null || span.from() > last.to()) {
                gaps.busy.add(new Stretch(span.from(), span.to()));
            } else if (span.to() > last.to()) {
                gaps.busy.set(gaps.busy.size() - 1, new Stretch(last.from(), span.to()));
            }
        }
        return gaps;
    }

    Timeline cutOut(List<Timeline.Lane> lanes) {
        List<Timeline.Lane> moved = new ArrayList<>();
        for (Timeline.Lane lane : lanes) {
            List<Timeline.Span> spans = new ArrayList<>();
            for (Timeline.Span span : lane.spans()) {
                long from = moved(span.from());
                long to = moved(span.to());
                if (from < to) {
                    spans.add(new Timeline.Span(from, to, span.doing()));
                }
            }
            moved.add(new Timeline.Lane(lane.name(), lane.virtual(), spans));
        }
        return new Timeline(moved, busy.isEmpty() ? 0 : moved(busy.getLast().to()));
    }

    /** How much of the time before an instant was busy. */
    private long moved(long at) {
        long before = 0;
        for (Stretch stretch : busy) {
            before += Math.max(0, Math.min(at, stretch.to()) - stretch.from());
        }
        return before;
    }
}

package interleave.lab;

import interleave.guest.ThreadWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the recorder and our own looks know of each thread.
 *
 * <p>Where both know something, the recorder's word counts, for it is exact; our looks fill what it leaves open. All times are nanoseconds since the start.
 */
final class TimelineMaker {

    /** A shorter wait is the cost of going to wait, not waiting. */
    private static final long SHORTEST = 50_000;

    /** All that is known of one thread. */
    private static final class Known {
        String name;
        final boolean virtual;
        boolean shown;
        long started = -1;
        long ended = -1;
        final List<Timeline.Span> waits = new ArrayList<>();
        final List<Timeline.Span> tasks = new ArrayList<>();
        final List<ThreadWatch.Sighting> sightings = new ArrayList<>();

        Known(String name, boolean virtual) {
            this.name = name;
            this.virtual = virtual;
        }
    }

    private final long beganNanos;
    private final long length;
    private final Instant began;
    private final @Nullable String host;
    private final Map<Long, Known> threads = new TreeMap<>();

    /**
     * @param beganNanos the start by {@link System#nanoTime()}
     * @param length from start to end
     * @param began the start by the recorder's clock
     * @param host the class whose code is watched, where it is known
     */
    TimelineMaker(long beganNanos, long length, Instant began, @Nullable String host) {
        this.beganNanos = beganNanos;
        this.length = length;
        this.began = began;
        this.host = host;
    }

    void add(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        String type = event.getEventType().getName();
        if (thread == null || thread.getJavaThreadId() <= 0 || type.startsWith("interleave.")) {
            return;
        }
        Known known = known(thread.getJavaThreadId(), thread.getJavaName(), thread.isVirtual());
        long from = since(event.getStartTime());
        long to = since(event.getEndTime());
        switch (type) {
            case "jdk.ThreadStart", "jdk.VirtualThreadStart" -> known.started = Math.max(0, from);
            case "jdk.ThreadEnd", "jdk.VirtualThreadEnd" -> known.ended = to;
            default -> {
                List<String> stack = stack(event);
                known.shown |= stack.stream().anyMatch(this::isLearners) || inLearnersLoader(event);
                if (to - from >= SHORTEST && to > 0 && from < length) {
                    known.waits.add(new Timeline.Span(Math.max(0, from), Math.min(length, to), doing(type, stack)));
                }
            }
        }
    }

    void add(ThreadWatch.Task task) {
        Known known = known(task.thread(), task.name(), task.virtual());
        known.shown = true;
        known.tasks.add(new Timeline.Span(
                Math.max(0, task.from() - beganNanos), Math.min(length, task.to() - beganNanos), Doing.WORKS));
    }

    void add(ThreadWatch.Sighting sighting) {
        Known known = known(sighting.thread(), sighting.name(), sighting.virtual());
        known.name = sighting.name();
        known.shown = true;
        known.sightings.add(sighting);
    }

    Timeline make(Thread main) {
        Known first = known(main.threadId(), main.getName(), main.isVirtual());
        first.shown = true;
        first.started = 0;
        List<Timeline.Lane> lanes = new ArrayList<>();
        threads.forEach((id, known) -> {
            List<Timeline.Span> spans = known.shown ? spans(known) : List.of();
            if (!known.name.startsWith("JFR ") && spans.stream().anyMatch(TimelineMaker::isBusy)) {
                String name = known.name.isEmpty() ? (known.virtual ? "virtual " : "thread ") + id : known.name;
                lanes.add(new Timeline.Lane(name, known.virtual, spans));
            }
        });
        lanes.sort(Comparator.comparing((Timeline.Lane lane) -> !lane.name().equals(first.name))
                .thenComparingLong(lane -> lane.spans().getFirst().from()));
        return TimelineGaps.in(lanes).cutOut(lanes);
    }

    private static boolean isBusy(Timeline.Span span) {
        return span.doing() != Doing.IDLE;
    }

    private List<Timeline.Span> spans(Known known) {
        long from = known.started >= 0 ? known.started : firstSign(known);
        long to = known.ended >= 0 ? Math.min(known.ended, length) : lastSign(known);
        if (from >= to) {
            return List.of();
        }
        List<Timeline.Span> tasks = TimelineSpans.flat(known.tasks);
        List<Timeline.Span> seen = TimelineSightings.spans(known.sightings, beganNanos, to).stream()
                .flatMap(span -> inItsTask(span, tasks))
                .filter(span -> !span.doing().waits()
                        || known.waits.stream().noneMatch(wait -> TimelineSpans.overlap(wait, span)))
                .toList();
        List<Timeline.Span> all = TimelineSpans.over(seen, List.of(new Timeline.Span(from, to, Doing.WORKS)));
        List<Timeline.Span> told = new ArrayList<>();
        for (Timeline.Span span : TimelineSpans.over(TimelineSpans.flat(known.waits), all)) {
            TimelineSpans.addIfAny(told, Math.max(span.from(), from), Math.min(span.to(), to), span.doing());
        }
        return TimelineSpans.merged(tasks.isEmpty() ? told : within(tasks, told, from, to, known.started > 0));
    }

    /** What a thread was seen doing counts to the end of the task that it was seen in, not on into the next one, which no look may have come to yet. */
    private static Stream<Timeline.Span> inItsTask(Timeline.Span seen, List<Timeline.Span> tasks) {
        return tasks.isEmpty()
                ? Stream.of(seen)
                : tasks.stream()
                        .filter(task -> task.from() <= seen.from() && seen.from() < task.to())
                        .map(task -> new Timeline.Span(seen.from(), Math.min(seen.to(), task.to()), seen.doing()));
    }

    /**
     * A worker of a pool is the cell's while it runs a task of the cell; before and after, it has nothing to do. One that was started for its first task
     * waits for nothing but a core until then.
     */
    private static List<Timeline.Span> within(
            List<Timeline.Span> tasks, List<Timeline.Span> told, long from, long to, boolean startedForIt) {
        List<Timeline.Span> inTasks = new ArrayList<>();
        for (Timeline.Span span : told) {
            for (Timeline.Span task : tasks) {
                TimelineSpans.addIfAny(
                        inTasks, Math.max(span.from(), task.from()), Math.min(span.to(), task.to()), span.doing());
            }
        }
        if (startedForIt) {
            TimelineSpans.addIfAny(inTasks, from, tasks.getFirst().from(), Doing.READY);
        }
        inTasks.sort(Comparator.comparingLong(Timeline.Span::from));
        return TimelineSpans.over(inTasks, List.of(new Timeline.Span(from, to, Doing.IDLE)));
    }

    private long firstSign(Known known) {
        long first = length;
        for (List<Timeline.Span> spans : List.of(known.waits, known.tasks)) {
            first = Math.min(
                    first, spans.stream().mapToLong(Timeline.Span::from).min().orElse(length));
        }
        return known.sightings.isEmpty()
                ? first
                : Math.clamp(known.sightings.getFirst().nanos() - beganNanos, 0, first);
    }

    private long lastSign(Known known) {
        if (!known.sightings.isEmpty() || known.started == 0) {
            return length;
        }
        long last = 0;
        for (List<Timeline.Span> spans : List.of(known.waits, known.tasks)) {
            last = Math.max(
                    last, spans.stream().mapToLong(Timeline.Span::to).max().orElse(0));
        }
        return last;
    }

    private static Doing doing(String type, List<String> stack) {
        return switch (type) {
            case "jdk.ThreadSleep" -> Doing.SLEEPS;
            case "jdk.JavaMonitorEnter" -> Doing.LOCK;
            case "jdk.JavaMonitorWait" -> Doing.SIGNAL;
            case "jdk.SocketRead", "jdk.SocketWrite" -> Doing.NETWORK;
            case "jdk.FileRead", "jdk.FileWrite", "jdk.FileForce" -> Doing.DISK;
            default -> Doing.parkedIn(stack);
        };
    }

    private boolean isLearners(String frame) {
        return frame.startsWith("REPL.") || (host != null && frame.startsWith(host));
    }

    private static boolean inLearnersLoader(RecordedEvent event) {
        var stack = event.getStackTrace();
        return stack != null
                && stack.getFrames().stream().anyMatch(frame -> {
                    var loader = frame.getMethod().getType().getClassLoader();
                    return loader != null && "learner".equals(loader.getName());
                });
    }

    private static List<String> stack(RecordedEvent event) {
        var stack = event.getStackTrace();
        return stack == null
                ? List.of()
                : stack.getFrames().stream().map(TimelineMaker::words).toList();
    }

    private static String words(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private Known known(long id, @Nullable String name, boolean virtual) {
        Known known = threads.computeIfAbsent(id, any -> new Known("", virtual));
        if (name != null && !name.isEmpty()) {
            known.name = name;
        }
        return known;
    }

    private long since(Instant time) {
        return Duration.between(began, time).toNanos();
    }
}

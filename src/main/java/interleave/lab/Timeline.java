package interleave.lab;

import interleave.guest.ThreadWatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What each thread did when, for any code, unchanged: worked, waited (for what), or had no core to work on.
 *
 * <p>Unlike a profiler, which adds up, this keeps the order in time: that is where concurrency is seen. Unlike a log, it needs no line in the code it
 * watches. It is made of the JVM's own flight recorder (to the microsecond: sleeps, sockets, files, monitors and parks of platform threads) and of what our
 * kernel sees of the cell's threads once a millisecond (other waits of virtual threads; work and lack of a core). On another kernel there is only the
 * recorder: then a virtual thread that waits for a lock, a queue or a result looks as if it worked.
 *
 * <pre>{@code
 * Timeline.of(() -> { Thread.sleep(20); Thread.sleep(20); }).figure()
 * }</pre>
 *
 * <p>Time in which none of the threads did anything, as when the next statement is compiled, is left out.
 *
 * <p>In a notebook, {@code %%timeline} as the first line of a cell does it for the cell. Watching twenty threads takes about a tenth of a core;
 * to start the recorder and to read it takes some tenths of a second of processor time, before and after the code.
 */
public final class Timeline {

    /** What a thread did from one instant to another, in nanoseconds since the code began. */
    record Span(long from, long to, Doing doing) {
        long nanos() {
            return to - from;
        }
    }

    /** One thread: its spans follow each other without a gap, from its first to its last sign of life. */
    record Lane(String name, boolean virtual, List<Span> spans) {
        Map<Doing, Long> totals() {
            Map<Doing, Long> totals = new EnumMap<>(Doing.class);
            spans.forEach(span -> totals.merge(span.doing(), span.nanos(), Long::sum));
            return totals;
        }

        long total(Doing doing) {
            return totals().getOrDefault(doing, 0L);
        }

        /** How long it worked, waited for a core, or waited for something in particular. */
        long busy() {
            return spans.stream()
                    .filter(span -> span.doing() != Doing.IDLE)
                    .mapToLong(Span::nanos)
                    .sum();
        }

        int waits() {
            return (int) spans.stream().filter(span -> span.doing().waits()).count();
        }
    }

    private static @Nullable TimelineRecording running;

    private final List<Lane> lanes;
    private final long nanos;

    Timeline(List<Lane> lanes, long nanos) {
        this.lanes = List.copyOf(lanes);
        this.nanos = nanos;
    }

    /**
     * Runs the code and watches it.
     *
     * @throws Exception what the code throws
     */
    public static Timeline of(Experiment.Version code) throws Exception {
        start(code);
        try {
            code.run();
        } catch (Throwable e) {
            stop();
            throw e;
        }
        return stop();
    }

    /** Begins to watch the calling thread and all that the cell starts; a watch that is under way is given up. */
    public static void start() {
        start(null);
    }

    /**
     * Ends what {@link #start()} began.
     *
     * @throws IllegalStateException if nothing is being watched
     */
    public static Timeline stop() throws InterruptedException {
        TimelineRecording recording = running;
        if (recording == null) {
            throw new IllegalStateException(
                    "no timeline is being recorded: call start first, or write %%timeline over a cell");
        }
        running = null;
        return recording.stop();
    }

    private static void start(Experiment.@Nullable Version code) {
        TimelineRecording before = running;
        if (before != null) {
            before.close();
        }
        running = TimelineRecording.start(code);
    }

    /** The threads one below the other, time from left to right; the same as text for whoever would rather read. */
    public Figure figure() {
        return TimelineFigure.of(lanes, nanos);
    }

    /** One row for each thread: when it began and ended, how long it worked and waited, and how often it waited. */
    public Table table() {
        StringColumn thread = StringColumn.create("thread");
        DoubleColumn from = Numbers.column("from (ms)", 1);
        DoubleColumn to = Numbers.column("to (ms)", 1);
        DoubleColumn worked = Numbers.column("worked (ms)", 1);
        DoubleColumn noCore = Numbers.column("without a core (ms)", 1);
        DoubleColumn waited = Numbers.column("waited (ms)", 1);
        IntColumn waits = IntColumn.create("waits");
        for (Lane lane : lanes) {
            thread.append(lane.name());
            from.append(lane.spans().getFirst().from() / 1e6);
            to.append(lane.spans().getLast().to() / 1e6);
            worked.append(lane.total(Doing.WORKS) / 1e6);
            noCore.append(lane.total(Doing.READY) / 1e6);
            waited.append(lane.spans().stream()
                            .filter(span -> span.doing().waits())
                            .mapToLong(Span::nanos)
                            .sum()
                    / 1e6);
            waits.append(lane.waits());
        }
        waits.setPrintFormatter(Numbers.wholeNumbers());
        return Table.create(
                        Numbers.whole(nanos / 1e6) + " ms on " + Machine.here().line())
                .addColumns(thread, from, to, worked, noCore, waited, waits);
    }

    /** The most threads that were at work at one instant; work of less than a millisecond, such as ringing a bell, does not count. */
    public int mostAtWork() {
        return mostAtWork(lanes);
    }

    static int mostAtWork(List<Lane> lanes) {
        int most = most(lanes, span -> span.doing() == Doing.WORKS && span.nanos() >= ThreadWatch.PERIOD_NANOS);
        // a look that comes late makes work of two threads in turn look like work at once
        return Math.min(most, Machine.here().cores());
    }

    @Override
    public String toString() {
        return figure().toString();
    }

    static int most(List<Lane> lanes, Predicate<Span> counted) {
        record Change(long at, int by) {}
        List<Change> changes = new ArrayList<>();
        for (Lane lane : lanes) {
            for (Span span : lane.spans()) {
                if (counted.test(span)) {
                    changes.add(new Change(span.from(), 1));
                    changes.add(new Change(span.to(), -1));
                }
            }
        }
        // of what ends and begins at one instant, the end comes first
        changes.sort(Comparator.comparingLong(Change::at).thenComparingInt(Change::by));
        int now = 0;
        int most = 0;
        for (Change change : changes) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }

    List<Lane> lanes() {
        return lanes;
    }
}

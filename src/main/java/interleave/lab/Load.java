package interleave.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What came of some {@link Traffic}: how many answers of which kind, and how long they took, as percentiles.
 *
 * <p>Unlike a mean, a percentile says what somebody had to wait: at a 99th percentile of 300 ms one request in a hundred took at least that long. Each
 * latency counts from the moment the request was due. The percentiles are those of an HdrHistogram: within 0.1 % of the exact ones, whatever their size.
 *
 * <pre>{@code
 * Load load = Traffic.sustained(100, Duration.ofMillis(200)).run("naps", number -> {
 *     Thread.sleep(number == 7 ? 30 : 1);
 *     return number == 7 ? "long nap" : "nap";
 * });
 * load.count("nap");               // 19
 * load.percentile("nap", 99);      // some 2 ms
 * load.table();                    // one line for each kind
 * }</pre>
 */
public final class Load {

    /**
     * One request and what came of it.
     *
     * @param number which one of the traffic, from 0 on
     * @param kind what its request returned, or the simple name of what it threw
     * @param due when it was due, from the traffic's beginning
     * @param late how much later the generator sent it; the latency contains this
     * @param latency from when it was due to its answer
     */
    public record Answer(int number, String kind, Duration due, Duration late, Duration latency) {}

    private static final int DIGITS = 3;

    private final String name;
    private final List<Answer> answers;
    private final Map<String, Histogram> latencies = new TreeMap<>();

    Load(String name, List<Answer> answers) {
        this.name = name;
        this.answers = List.copyOf(answers);
        for (Answer answer : answers) {
            latencies
                    .computeIfAbsent(answer.kind(), kind -> new Histogram(DIGITS))
                    .recordValue(Math.max(0, answer.latency().toNanos()));
        }
    }

    /** What was asked, and how. */
    public String name() {
        return name;
    }

    /** Every request, in the order in which they were due. */
    public List<Answer> answers() {
        return answers;
    }

    /** How many answers there were of each kind, by the alphabet. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        latencies.forEach((kind, histogram) -> counts.put(kind, (int) histogram.getTotalCount()));
        return counts;
    }

    /** How many answers were of that kind; 0 if none was. */
    public int count(String kind) {
        return counts().getOrDefault(kind, 0);
    }

    /**
     * The latency that a share of the answers of one kind did not exceed.
     *
     * @param kind one of {@link #counts()}
     * @param percent {@code 0 <= percent <= 100}; 50 is the median, 100 the longest
     * @throws IllegalArgumentException if no answer was of that kind, or {@code percent} is out of its range
     */
    public Duration percentile(String kind, double percent) {
        Histogram histogram = latencies.get(kind);
        if (histogram == null) {
            throw new IllegalArgumentException("no answer was of the kind “" + kind + "”; there were: "
                    + (latencies.isEmpty() ? "none" : String.join(", ", latencies.keySet())) + ".");
        }
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile lies between 0 and 100: " + percent);
        }
        return Duration.ofNanos(histogram.getValueAtPercentile(percent));
    }

    /** The most requests that were due and not yet answered at one moment. */
    public int maxInFlight() {
        record Change(long at, int by) {}
        List<Change> changes = new ArrayList<>();
        for (Answer answer : answers) {
            changes.add(new Change(answer.due().toNanos(), 1));
            changes.add(new Change(answer.due().plus(answer.latency()).toNanos(), -1));
        }
        changes.sort(Comparator.comparingLong(Change::at).thenComparingInt(Change::by));
        int inFlight = 0;
        int most = 0;
        for (Change change : changes) {
            inFlight += change.by();
            most = Math.max(most, inFlight);
        }
        return most;
    }

    /** One line for each kind of answer: how many, and the percentiles 50, 90, 99 and 100. */
    public Table table() {
        Rows rows = new Rows("kind");
        latencies.forEach(rows::add);
        return rows.table(name + ", on " + Machine.here().line());
    }

    /**
     * The answers of one kind in several runs, a line for each.
     *
     * @param kind a run without any answer of it has an empty line
     */
    public static Table compare(String kind, Load... loads) {
        Rows rows = new Rows("run");
        for (Load load : loads) {
            rows.add(load.name, load.latencies.getOrDefault(kind, new Histogram(DIGITS)));
        }
        return rows.table(kind + ", on " + Machine.here().line());
    }

    /**
     * The latencies of one kind, in milliseconds, each where its request was due: for a {@link Figure} of lines over time, or of percentiles.
     *
     * @param kind one of {@link #counts()}; of another, the series is empty
     * @return a series with the name of this run
     */
    public Series series(String kind) {
        Series series = new Series(name);
        for (Answer answer : answers) {
            if (answer.kind().equals(kind)) {
                series.add(millis(answer.due()), millis(answer.latency()));
            }
        }
        return series;
    }

    @Override
    public String toString() {
        return table().print();
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    /** The lines of a table of latencies. */
    private static final class Rows {
        private final StringColumn names;
        private final IntColumn answers = IntColumn.create("answers");
        private final List<Double> percents = List.of(50.0, 90.0, 99.0, 100.0);
        private final List<DoubleColumn> latencies = List.of(
                Numbers.column("p50 (ms)", 1),
                Numbers.column("p90 (ms)", 1),
                Numbers.column("p99 (ms)", 1),
                Numbers.column("longest (ms)", 1));

        Rows(String names) {
            answers.setPrintFormatter(Numbers.wholeNumbers());
            this.names = StringColumn.create(names);
        }

        void add(String name, Histogram histogram) {
            names.append(name);
            answers.append((int) histogram.getTotalCount());
            for (int i = 0; i < percents.size(); i++) {
                if (histogram.getTotalCount() == 0) {
                    latencies.get(i).appendMissing();
                } else {
                    latencies.get(i).append(histogram.getValueAtPercentile(percents.get(i)) / 1e6);
                }
            }
        }

        Table table(String head) {
            Table table = Table.create(head).addColumns(names, answers);
            latencies.forEach(table::addColumns);
            return table;
        }
    }
}

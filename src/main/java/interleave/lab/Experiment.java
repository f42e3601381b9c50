package interleave.lab;

import interleave.guest.Display;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Several versions of the same piece of work side by side: what you predict, what a formula says, what the clock says.
 *
 * <p>Unlike a benchmark harness, it is after factors, not after nanoseconds: each version runs a handful of times in this JVM, and the answer is the
 * median with its spread. No version gains by its place: each runs once unmeasured, then the measured rounds go through them forwards and backwards in
 * turn. Take an even number of rounds, so that every version stands as often early as late.
 *
 * <p>A prediction is given <em>before</em> the run and kept by the version's name; afterwards it is refused, for it would be no prediction.
 *
 * <pre>{@code
 * var fanOut = new Experiment("2 waits of 20 ms");
 * fanOut.predict("one after another", Duration.ofMillis(30));
 * fanOut.version("one after another", "n · d", Duration.ofMillis(40), () -> { Thread.sleep(20); Thread.sleep(20); });
 * fanOut.run(4);    // the table: prediction | model | measured
 * fanOut.figure();  // the same as bars
 * }</pre>
 *
 * <p>Not safe for use by several threads; the versions run on the thread that calls {@link #run}.
 */
public final class Experiment {

    /** One version of the work: it returns when the work is done. */
    @FunctionalInterface
    public interface Version {
        /** Does the work once. */
        void run() throws Exception;
    }

    private record Entry(String formula, Duration model, Version version, boolean told) {}

    private final String title;
    private final Map<String, Duration> predictions = new LinkedHashMap<>();
    private final Map<String, Entry> versions = new LinkedHashMap<>();
    private final Map<String, Runs> results = new LinkedHashMap<>();
    private final Map<String, String> outcomes = new LinkedHashMap<>();
    private int rounds;

    /**
     * @param title what every version does, such as {@code 20 calls of 40 ms}: the head of the table and of the figure
     */
    public Experiment(String title) {
        this.title = title;
    }

    /**
     * Keeps your prediction of how long a version takes; a second one before the run replaces the first.
     *
     * @param version the name the version has, or will get, in {@link #version}
     * @param time {@code >= 0}
     * @throws IllegalArgumentException if {@code time < 0}
     * @throws IllegalStateException if that version has been measured already
     */
    public void predict(String version, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "a time cannot be negative: " + time.toMillis() + " ms for “" + version + "”");
        }
        if (results.containsKey(version)) {
            throw new IllegalStateException(
                    "“" + version + "” has been measured already, so this would be no prediction."
                            + " To start over, run the cell again that makes the experiment.");
        }
        predictions.put(version, time);
        Display.predicted(title, version);
    }

    /**
     * Adds a version, or replaces the one of that name and forgets what was measured of it.
     *
     * @param name what it is called in the table
     * @param formula the model in letters, such as {@code n · d}
     * @param model what the formula gives on this machine
     * @param version the code
     */
    public void version(String name, String formula, Duration model, Version version) {
        versions.put(name, new Entry(formula, model, version, false));
        results.remove(name);
    }

    /**
     * Adds a version whose outcome matters as much as its time: the table then tells what came of its last run, its value or its failure. Unlike one
     * added by {@link #version}, it may fail without ending the run.
     *
     * @param name what it is called in the table
     * @param formula the model in letters, such as {@code slowest}
     * @param model what the formula gives on this machine
     * @param code the code
     */
    public void outcome(String name, String formula, Duration model, Callable<?> code) {
        versions.put(name, new Entry(formula, model, () -> outcomes.put(name, outcome(code)), true));
        results.remove(name);
    }

    /**
     * Runs every version once unmeasured and then {@code rounds} times measured, forwards and backwards in turn.
     *
     * @param rounds measured runs of each version, {@code >= 1}
     * @return {@link #table()}
     * @throws IllegalArgumentException if {@code rounds < 1}
     * @throws IllegalStateException if a prediction names no version, or a version throws: the message names it, the cause is what it threw
     * @throws InterruptedException if this thread is interrupted in a version
     */
    public Table run(int rounds) throws InterruptedException {
        if (rounds < 1) {
            throw new IllegalArgumentException("at least one round must be measured: " + rounds);
        }
        for (String predicted : predictions.keySet()) {
            if (!versions.containsKey(predicted)) {
                throw new IllegalStateException(
                        "You predicted “" + predicted + "”, but no version is called that. The versions are: "
                                + String.join(", ", versions.keySet()) + ".");
            }
        }
        List<String> order = new ArrayList<>(versions.keySet());
        Map<String, long[]> nanos = new LinkedHashMap<>();
        for (String name : order) {
            time(name);
            nanos.put(name, new long[rounds]);
        }
        for (int round = 0; round < rounds; round++) {
            for (String name : round % 2 == 0 ? order : order.reversed()) {
                of(nanos, name)[round] = time(name);
            }
        }
        this.rounds = rounds;
        nanos.forEach((name, times) -> results.put(name, Runs.of(times)));
        tellPredictions();
        return table();
    }

    private void tellPredictions() {
        predictions.forEach((name, predicted) -> Display.measured(
                title,
                name,
                "ms",
                toMillis(predicted),
                toMillis(of(versions, name).model()),
                toMillis(of(results, name).median())));
    }

    /**
     * Prediction, model and measurement of each version, in the order in which the versions were added, and what came of it where that was asked for;
     * then without the ratio of measurement and model; what is missing stays empty; without any prediction there is no column for them. The head names the machine.
     */
    public Table table() {
        Table table = Table.create(head());
        StringColumn name = StringColumn.create("version");
        StringColumn formula = StringColumn.create("model");
        DoubleColumn prediction = Numbers.column("predicted (ms)", 0);
        DoubleColumn model = Numbers.column("model (ms)", 0);
        DoubleColumn median = Numbers.column("measured (ms)", 0);
        StringColumn spread = StringColumn.create("from – to (ms)");
        DoubleColumn ratio = Numbers.column("measured / model", 2);
        StringColumn came = StringColumn.create("what came");
        versions.forEach((version, entry) -> {
            Runs measured = results.get(version);
            name.append(version);
            came.append(measured == null ? "" : outcomes.getOrDefault(version, ""));
            formula.append(entry.formula());
            append(prediction, predictions.get(version));
            append(model, entry.model());
            append(median, measured == null ? null : measured.median());
            spread.append(measured == null ? "" : measured.spread());
            if (measured == null || entry.model().isZero()) {
                ratio.appendMissing();
            } else {
                ratio.append(measured.ratioTo(entry.model()));
            }
        });
        table.addColumns(name, formula, model, median, spread);
        if (!predictions.isEmpty()) {
            table.insertColumn(1, prediction);
        }
        // where it is told what came, that is what matters, and a page has no room for more
        return versions.values().stream().anyMatch(Entry::told) ? table.insertColumn(1, came) : table.addColumns(ratio);
    }

    /**
     * Model and measurement of each version as bars.
     *
     * @throws IllegalStateException if nothing has been measured yet
     */
    public Figure figure() {
        requireResults();
        List<BarChart.Group> groups = new ArrayList<>();
        results.forEach((name, measured) -> groups.add(new BarChart.Group(
                name,
                List.of(
                        new BarChart.Bar("model", toMillis(of(versions, name).model())),
                        new BarChart.Bar("measured", toMillis(measured.median()))))));
        return new BarChart(title, "time until all of it is done", "ms", groups).draw();
    }

    /**
     * How long a version took: the median of the measured runs.
     *
     * @throws IllegalArgumentException if there is no such version, or it has not been measured yet
     */
    public Duration median(String version) {
        return measured(version).median();
    }

    /**
     * How many times as long {@code slower} took as {@code faster}, by their medians.
     *
     * @throws IllegalArgumentException if one of the two is no version, or has not been measured yet
     */
    public double ratio(String slower, String faster) {
        return measured(slower).ratioTo(measured(faster).median());
    }

    @Override
    public String toString() {
        return table().print();
    }

    private Runs measured(String name) {
        Runs measured = results.get(name);
        if (measured == null) {
            throw new IllegalArgumentException("“" + name + "” has not been measured. Measured so far: "
                    + (results.isEmpty() ? "nothing" : String.join(", ", results.keySet())) + ".");
        }
        return measured;
    }

    private void requireResults() {
        if (results.isEmpty()) {
            throw new IllegalStateException("nothing has been measured yet: call run first");
        }
    }

    private String head() {
        String runs = results.isEmpty() ? "not run yet" : rounds == 1 ? "one run" : "median of " + rounds + " runs";
        return title + ", " + runs + ", on " + Machine.here().line();
    }

    private long time(String name) throws InterruptedException {
        Version version = of(versions, name).version();
        long start = System.nanoTime();
        try {
            version.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the version “" + name + "” failed: " + e, e);
        }
        return System.nanoTime() - start;
    }

    /** The value, or the innermost failure's own words: what a future or an executor wraps around it says nothing to the reader. */
    private static String outcome(Callable<?> code) throws InterruptedException {
        try {
            return String.valueOf(code.call());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return "fails: " + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
        }
    }

    private static void append(DoubleColumn column, @Nullable Duration time) {
        if (time == null) {
            column.appendMissing();
        } else {
            column.append(toMillis(time));
        }
    }

    private static double toMillis(Duration time) {
        return time.toNanos() / 1e6;
    }

    /** The value of a key that is known to be there. */
    private static <V> V of(Map<String, V> map, String key) {
        V value = map.get(key);
        if (value == null) {
            throw new AssertionError(key);
        }
        return value;
    }
}

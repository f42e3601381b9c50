package interleave.lab;

import interleave.guest.Display;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Numbers side by side: what you predict, what a formula says, what came out.
 *
 * <p>Unlike an {@link Experiment}, which runs code and measures how long it takes, this takes any number that a lesson has counted or measured: orders
 * that fail, updates lost, calls in flight, a rate. A prediction is given <em>before</em> its number is known; afterwards it is refused.
 *
 * <pre>{@code
 * var orders = new Comparison("Two threads, each reads and then writes");
 * orders.predict("orders in all", 2);
 * orders.measured("orders in all", "(2 + 2)! / (2! · 2!)", 6, 6);
 * orders.measured("orders that lose an update", 4);   // no model
 * orders.table()
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 */
public final class Comparison {

    private record Row(@Nullable String formula, @Nullable Double model, double measured) {}

    private final String title;
    private final Map<String, Double> predictions = new LinkedHashMap<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /**
     * @param title what the numbers are about: the head of the table and of the figure
     */
    public Comparison(String title) {
        this.title = title;
    }

    /**
     * Keeps your prediction of a number; a second one before the number is known replaces the first.
     *
     * @param what the number's name, with its unit where it has one
     * @throws IllegalStateException if that number is known already
     */
    public void predict(String what, double number) {
        if (rows.containsKey(what)) {
            throw new IllegalStateException("“" + what + "” is known already, so this would be no prediction."
                    + " To start over, run the cell again that makes the comparison.");
        }
        predictions.put(what, number);
        Display.predicted(title, what);
    }

    /**
     * Adds what came out, or replaces it.
     *
     * @param what the number's name, as in {@link #predict}
     */
    public void measured(String what, double number) {
        put(what, new Row(null, null, number));
    }

    /**
     * Adds what came out, or replaces it, beside what a formula says.
     *
     * @param what the number's name, as in {@link #predict}
     * @param formula the model in letters, such as {@code bound / latency}
     * @param model what the formula gives on this machine
     */
    public void measured(String what, String formula, double model, double number) {
        put(what, new Row(formula, model, number));
    }

    private void put(String what, Row row) {
        rows.put(what, row);
        Double predicted = predictions.get(what);
        if (predicted != null) {
            Display.measured(title, what, "", predicted, row.model(), row.measured());
        }
    }

    /**
     * What came out under that name.
     *
     * @throws IllegalArgumentException if nothing has come out under it yet
     */
    public double number(String what) {
        Row row = rows.get(what);
        if (row == null) {
            throw new IllegalArgumentException("“" + what + "” is not known yet. Known so far: "
                    + (rows.isEmpty() ? "nothing" : String.join(", ", rows.keySet())) + ".");
        }
        return row.measured();
    }

    /**
     * Prediction, model and measured number, first those that were predicted; what is missing stays empty, and a column of which everything is missing
     * is left out. The head names the machine.
     */
    public Table table() {
        StringColumn name = StringColumn.create("what");
        DoubleColumn predicted = Numbers.column("predicted");
        StringColumn formula = StringColumn.create("model");
        DoubleColumn model = Numbers.column("by the model");
        DoubleColumn measured = Numbers.column("measured");
        for (String what : names()) {
            Row row = rows.get(what);
            name.append(what);
            append(predicted, predictions.get(what));
            formula.append(row == null || row.formula() == null ? "" : row.formula());
            append(model, row == null ? null : row.model());
            append(measured, row == null ? null : row.measured());
        }
        Table table = Table.create(title + ", on " + Machine.here().line()).addColumns(name);
        if (!predictions.isEmpty()) {
            table.addColumns(predicted);
        }
        if (rows.values().stream().anyMatch(row -> row.model() != null)) {
            table.addColumns(formula, model);
        }
        return table.addColumns(measured);
    }

    /**
     * Model and measured number as bars, of every number that has both.
     *
     * @param unit the unit of all of them, in the plural, such as {@code calls}
     * @throws IllegalStateException if none has both
     */
    public Figure figure(String unit) {
        List<BarChart.Group> groups = new ArrayList<>();
        rows.forEach((what, row) -> {
            if (row.model() != null) {
                groups.add(new BarChart.Group(
                        what,
                        List.of(new BarChart.Bar("model", row.model()), new BarChart.Bar("measured", row.measured()))));
            }
        });
        if (groups.isEmpty()) {
            throw new IllegalStateException("no number has both a model and a measurement yet: measure first");
        }
        return new BarChart(title, "how many", unit, groups).draw();
    }

    @Override
    public String toString() {
        return table().print();
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(predictions.keySet());
        names.addAll(rows.keySet());
        return names;
    }

    private static void append(DoubleColumn column, @Nullable Double value) {
        if (value == null) {
            column.appendMissing();
        } else {
            column.append(value);
        }
    }
}

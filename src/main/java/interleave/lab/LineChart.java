package interleave.lab;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines, each named at its end, so that no legend must be matched by colour.
 *
 * @param title what is shown
 * @param across what the horizontal axis means, with its unit
 * @param up what the vertical axis means, with its unit
 * @param lines at most four
 * @param ticks the marks below the horizontal axis; none for even ones
 * @param outline whether the lines go around counts, as those of a histogram do, and are named at their peaks
 */
record LineChart(
        String title,
        String across,
        String up,
        List<LineChart.Line> lines,
        List<LineChart.Tick> ticks,
        boolean outline) {

    /** A line through points that ascend from left to right. */
    record Line(String name, List<Series.Point> points) {}

    /** A mark below the horizontal axis. */
    record Tick(double at, String label) {}

    private static final int HEIGHT = 340;
    /** Room for marks of our own and for what they mean, where XChart chooses none. */
    private static final int BELOW = 36;

    private static final int MOST_MARKED = 30;
    private static final int LINE_HEIGHT = 16;
    private static final int MOST_LABEL = 240;

    LineChart {
        lines = List.copyOf(lines);
        ticks = List.copyOf(ticks);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a figure without lines: " + title);
        }
        if (lines.size() > Drawing.PALETTE.length) {
            throw new IllegalArgumentException("at most " + Drawing.PALETTE.length
                    + " lines can be told apart in one figure: “" + title + "” has " + lines.size());
        }
        for (Line line : lines) {
            if (line.points().isEmpty()) {
                throw new IllegalArgumentException(
                        "“" + line.name() + "” has no points yet: run its measurement first");
            }
        }
    }

    Figure draw(String altText) {
        return Drawing.figure(HEIGHT, altText, this::paint);
    }

    private void paint(Graphics2D graphics) {
        int labels = labelWidth(graphics);
        int width = Drawing.WIDTH - labels;
        int height = ticks.isEmpty() ? HEIGHT : HEIGHT - BELOW;
        XYChart chart = chart(width, height);
        chart.paint(graphics, width, height);
        graphics.setFont(Drawing.PLAIN);
        paintTicks(graphics, chart);
        paintNames(graphics, chart, labels);
    }

    private XYChart chart(int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(ticks.isEmpty() ? across : "")
                .yAxisTitle(up)
                .build();
        Drawing.style(chart.getStyler());
        chart.getStyler().setPlotGridVerticalLinesVisible(false).setPlotGridLinesColor(new Color(0xDDDDDD));
        chart.getStyler().setPlotMargin(0).setPlotContentSize(1);
        chart.getStyler().setYAxisMin(-highest() / 1000).setYAxisMax(highest() * 1.08);
        double margin = Math.max(rightmost() - leftmost(), 1e-3) * 0.04;
        chart.getStyler().setXAxisMin(leftmost() - margin).setXAxisMax(rightmost() + margin);
        chart.setCustomYAxisTickLabelsFormatter(Numbers::brief);
        chart.setCustomXAxisTickLabelsFormatter(ticks.isEmpty() ? Numbers::brief : value -> " ");
        for (int i = 0; i < lines.size(); i++) {
            add(chart, lines.get(i), i);
        }
        return chart;
    }

    private void add(XYChart chart, Line line, int i) {
        XYSeries series = chart.addSeries(
                line.name(),
                line.points().stream().mapToDouble(Series.Point::x).toArray(),
                line.points().stream().mapToDouble(Series.Point::y).toArray());
        series.setLineColor(Drawing.PALETTE[i]).setLineStyle(Drawing.STROKES[i]);
        boolean marked = !outline && line.points().size() <= MOST_MARKED;
        series.setMarker(marked ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE).setMarkerColor(Drawing.PALETTE[i]);
    }

    private void paintTicks(Graphics2D graphics, XYChart chart) {
        int bottom = (int) chart.getScreenYFromChart(0);
        int free = Integer.MIN_VALUE;
        graphics.setColor(Drawing.INK);
        graphics.setStroke(new BasicStroke(1));
        for (Tick tick : ticks) {
            int x = (int) Math.round(chart.getScreenXFromChart(tick.at()));
            int width = graphics.getFontMetrics().stringWidth(tick.label());
            if (x - width / 2 >= free) {
                graphics.drawLine(x, bottom, x, bottom + 5);
                graphics.drawString(tick.label(), x - width / 2, bottom + 20);
                free = x + width / 2 + 8;
            }
        }
        if (!ticks.isEmpty()) {
            double middle = (chart.getScreenXFromChart(leftmost()) + chart.getScreenXFromChart(rightmost())) / 2;
            int width = graphics.getFontMetrics().stringWidth(across);
            graphics.drawString(across, (int) Math.max(8, middle - width / 2.0), bottom + 44);
        }
    }

    /** Each line's name to the right of where it is named, moved down only as far as needed to be read. */
    private void paintNames(Graphics2D graphics, XYChart chart, int labels) {
        List<Line> order = new ArrayList<>(lines);
        order.sort(Comparator.comparingDouble(
                line -> chart.getScreenYFromChart(anchor(line).y())));
        double lowest = Double.NEGATIVE_INFINITY;
        double[] at = new double[order.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.max(
                    lowest, chart.getScreenYFromChart(anchor(order.get(i)).y()) + 4);
            lowest = at[i] + rows(graphics, order.get(i)).size() * LINE_HEIGHT;
        }
        double over = Math.max(0, lowest - LINE_HEIGHT - chart.getScreenYFromChart(0));
        for (int i = 0; i < at.length; i++) {
            paintName(graphics, chart, order.get(i), at[i] - over, Drawing.WIDTH - labels);
        }
    }

    private void paintName(Graphics2D graphics, XYChart chart, Line line, double y, int column) {
        Color color = Drawing.PALETTE[lines.indexOf(line)];
        double from = chart.getScreenXFromChart(anchor(line).x()) + 5;
        int widest = widest(graphics, line);
        // a peak is named beside it, on its other side where there is no room
        double left = !outline ? column : from + widest + 5 < Drawing.WIDTH ? from : from - widest - 24;
        if (!outline) {
            graphics.setColor(color);
            graphics.setStroke(new BasicStroke(1));
            graphics.drawLine(
                    (int) from, (int) chart.getScreenYFromChart(anchor(line).y()), column - 3, (int) y - 4);
        }
        for (String row : rows(graphics, line)) {
            graphics.setColor(new Color(255, 255, 255, 200));
            graphics.fillRect((int) left - 1, (int) y - 12, widest + 2, LINE_HEIGHT);
            graphics.setColor(color.darker());
            graphics.drawString(row, (int) left, (int) y);
            y += LINE_HEIGHT;
        }
    }

    /** Where a line is named: at its end; around counts, at the right of its peak. */
    private Series.Point anchor(Line line) {
        List<Series.Point> points = line.points();
        if (!outline) {
            return points.getLast();
        }
        double peak = points.stream().mapToDouble(Series.Point::y).max().orElseThrow();
        int first = 0;
        while (points.get(first).y() != peak) {
            first++;
        }
        return points.get(Math.min(first + 1, points.size() - 1));
    }

    private int labelWidth(Graphics2D graphics) {
        graphics.setFont(Drawing.PLAIN);
        return outline
                ? 0
                : lines.stream().mapToInt(line -> widest(graphics, line)).max().orElse(0) + 16;
    }

    private static int widest(Graphics2D graphics, Line line) {
        return rows(graphics, line).stream()
                .mapToInt(row -> graphics.getFontMetrics().stringWidth(row))
                .max()
                .orElse(0);
    }

    /** The name of a line, broken where it would take too much of the width. */
    private static List<String> rows(Graphics2D graphics, Line line) {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        for (String word : line.name().split(" ", -1)) {
            if (!row.isEmpty() && graphics.getFontMetrics().stringWidth(row + " " + word) > MOST_LABEL) {
                rows.add(row.toString());
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : " ").append(word);
        }
        rows.add(row.toString());
        return rows;
    }

    private double highest() {
        return Math.max(numbers(Series.Point::y).max().orElseThrow(), 1e-3);
    }

    private double leftmost() {
        return numbers(Series.Point::x).min().orElseThrow();
    }

    private double rightmost() {
        return numbers(Series.Point::x).max().orElseThrow();
    }

    private DoubleStream numbers(ToDoubleFunction<Series.Point> number) {
        return lines.stream().flatMap(line -> line.points().stream()).mapToDouble(number);
    }
}

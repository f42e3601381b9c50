package interleave.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** From series to lines: what is drawn of them, and the same in words. */
final class LineFigures {

    private static final double[] PERCENTILES = {0, 25, 50, 75, 90, 95, 99, 99.9, 99.99};
    private static final double[] TOLD = {50, 90, 99, 99.9};
    private static final int BINS = 24;
    private static final int READ_OUT = 12;
    /** From this ratio of the last place to the first on, even steps would press the first ones together. */
    private static final double WIDE = 30;

    private LineFigures() {}

    static Figure lines(String title, String across, String up, List<Series> series) {
        List<LineChart.Line> lines = series.stream()
                .map(each -> new LineChart.Line(each.name(), each.points()))
                .toList();
        double[] places = series.stream()
                .flatMap(each -> each.points().stream())
                .mapToDouble(Series.Point::x)
                .distinct()
                .sorted()
                .toArray();
        boolean few = places.length <= READ_OUT;
        boolean log = few && places.length > 0 && places[0] > 0 && places[places.length - 1] / places[0] >= WIDE;
        List<LineChart.Tick> ticks = new ArrayList<>();
        for (double place : few ? places : new double[0]) {
            ticks.add(new LineChart.Tick(log ? Math.log10(place) : place, Numbers.brief(place)));
        }
        List<LineChart.Line> drawn =
                log ? lines.stream().map(LineFigures::onLogScale).toList() : lines;
        String scale = log ? " (logarithmic)" : "";
        String words = lines.stream().map(LineFigures::words).collect(Collectors.joining("; "));
        return new LineChart(title, across + scale, up, drawn, ticks, false)
                .draw("Line chart. " + title + ". Across: " + across + scale + "; up: " + up + ". " + words + ".");
    }

    static Figure percentiles(String title, String up, List<Series> series) {
        List<LineChart.Line> lines = new ArrayList<>();
        List<String> words = new ArrayList<>();
        double furthest = 0;
        for (Series each : series) {
            double[] values = each.values();
            List<Series.Point> points = new ArrayList<>();
            for (double percentile : PERCENTILES) {
                if (enough(values, percentile)) {
                    points.add(new Series.Point(nines(percentile), percentile(values, percentile)));
                }
            }
            if (values.length > 0) {
                furthest = Math.max(
                        furthest, points.isEmpty() ? 0 : points.getLast().x());
                words.add(percentileWords(each.name(), values));
            }
            lines.add(new LineChart.Line(each.name(), points));
        }
        List<LineChart.Tick> ticks = new ArrayList<>();
        List<String> slower = new ArrayList<>();
        for (double percentile : TOLD) {
            if (nines(percentile) <= furthest) {
                ticks.add(new LineChart.Tick(nines(percentile), "p" + Numbers.brief(percentile)));
                slower.add("of " + Numbers.whole(100 / (100 - percentile)));
            }
        }
        String across = "percentile: one " + String.join(", ", slower) + " is slower still";
        return new LineChart(title, across, up, lines, ticks, false)
                .draw("Percentiles. " + title + ", " + up + ". " + String.join("; ", words) + ".");
    }

    static Figure histogram(String title, String across, List<Series> series) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Series each : series) {
            double[] values = each.values();
            if (values.length > 0) {
                least = Math.min(least, values[0]);
                most = Math.max(most, values[values.length - 1]);
            }
        }
        double width = binWidth(most - least);
        double first = Math.floor(least / width) * width;
        int bins = Double.isFinite(first) ? (int) Math.floor((most - first) / width) + 1 : 0;
        List<LineChart.Line> lines = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Series each : series) {
            double[] values = each.values();
            if (values.length == 0) {
                lines.add(new LineChart.Line(each.name(), List.of()));
            } else {
                int[] counts = counts(values, first, width, bins);
                lines.add(new LineChart.Line(each.name(), outline(counts, first, width)));
                words.add(histogramWords(each.name(), values, counts, first, width));
            }
        }
        return new LineChart(title, across, "how many", lines, List.of(), true)
                .draw("Histogram. " + title + ", " + across + ". " + String.join("; ", words) + ".");
    }

    /** The value that {@code percentile} of a hundred values do not exceed. */
    static double percentile(double[] sorted, double percentile) {
        int rank = (int) Math.ceil(sorted.length * percentile / 100 - 1e-9);
        return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
    }

    /** A percentile that less than one value lies above is not known. */
    private static boolean enough(double[] values, double percentile) {
        return values.length * (100 - percentile) >= 100 - 1e-6;
    }

    private static LineChart.Line onLogScale(LineChart.Line line) {
        return new LineChart.Line(
                line.name(),
                line.points().stream()
                        .map(point -> new Series.Point(Math.log10(point.x()), point.y()))
                        .toList());
    }

    private static String words(LineChart.Line line) {
        List<Series.Point> points = line.points();
        if (points.isEmpty()) {
            return line.name() + ": nothing";
        }
        if (points.size() <= READ_OUT) {
            return line.name() + ": "
                    + points.stream()
                            .map(point -> Numbers.brief(point.y()) + " at " + Numbers.brief(point.x()))
                            .collect(Collectors.joining(", "));
        }
        Comparator<Series.Point> byHeight = Comparator.comparingDouble(Series.Point::y);
        Series.Point low = points.stream().min(byHeight).orElseThrow();
        Series.Point high = points.stream().max(byHeight).orElseThrow();
        return String.format(
                Locale.ROOT,
                "%s: %,d points from %s to %s across, lowest %s at %s, highest %s at %s, last %s",
                line.name(),
                points.size(),
                Numbers.brief(points.getFirst().x()),
                Numbers.brief(points.getLast().x()),
                Numbers.brief(low.y()),
                Numbers.brief(low.x()),
                Numbers.brief(high.y()),
                Numbers.brief(high.x()),
                Numbers.brief(points.getLast().y()));
    }

    private static String percentileWords(String name, double[] values) {
        String told = Arrays.stream(TOLD)
                .filter(percentile -> enough(values, percentile))
                .mapToObj(percentile ->
                        "p" + Numbers.brief(percentile) + " " + Numbers.brief(percentile(values, percentile)) + ", ")
                .collect(Collectors.joining());
        return name + ": " + told + "longest " + Numbers.brief(values[values.length - 1]) + " of "
                + Numbers.brief(values.length);
    }

    private static String histogramWords(String name, double[] values, int[] counts, double first, double width) {
        int peak = 0;
        for (int i = 1; i < counts.length; i++) {
            peak = counts[i] > counts[peak] ? i : peak;
        }
        return name + ": " + Numbers.brief(values.length) + " values from " + Numbers.brief(values[0]) + " to "
                + Numbers.brief(values[values.length - 1]) + ", half of them at most "
                + Numbers.brief(percentile(values, 50)) + ", most of them, " + Numbers.brief(counts[peak])
                + ", between " + Numbers.brief(first + peak * width) + " and "
                + Numbers.brief(first + (peak + 1) * width);
    }

    private static int[] counts(double[] values, double first, double width, int bins) {
        int[] counts = new int[bins];
        for (double value : values) {
            counts[Math.clamp((long) Math.floor((value - first) / width), 0, bins - 1)]++;
        }
        return counts;
    }

    /** The upper edge of the bars, from zero and back to zero. */
    private static List<Series.Point> outline(int[] counts, double first, double width) {
        List<Series.Point> outline = new ArrayList<>();
        outline.add(new Series.Point(first, 0));
        for (int i = 0; i < counts.length; i++) {
            outline.add(new Series.Point(first + i * width, counts[i]));
            outline.add(new Series.Point(first + (i + 1) * width, counts[i]));
        }
        outline.add(new Series.Point(first + counts.length * width, 0));
        return outline;
    }

    /** 1, 2 or 5 times a power of ten, so that the edges are numbers one can say. */
    private static double binWidth(double range) {
        if (!(range > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(range / BINS)));
        for (double step : new double[] {1, 2, 5}) {
            if (range / (step * power) <= BINS) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** One step across for each nine: p90, p99 and p99.9 stand as far apart from each other as p0 and p90. */
    private static double nines(double percentile) {
        return -Math.log10(1 - percentile / 100);
    }
}

package interleave.lab;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.HorizontalBarStyler;

/**
 * Horizontal bars, each with its name and number beside it, so that no legend must be matched by colour.
 *
 * @param title what is compared
 * @param axis what a bar's length means, without its unit
 * @param unit the unit of every number
 * @param groups from top to bottom; each holds the same bars in the same order
 */
record BarChart(String title, String axis, String unit, List<BarChart.Group> groups) {

    record Group(String name, List<Bar> bars) {}

    record Bar(String name, double value) {}

    /** Orange and blue of Okabe and Ito's palette: told apart by every kind of colour vision, and by their lightness when printed in grey. */
    private static final Color[] PALETTE = {new Color(0xE69F00), new Color(0x0072B2)};

    BarChart {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a bar chart without bars: " + title);
        }
        for (Group group : groups) {
            if (group.bars().size() > PALETTE.length) {
                throw new IllegalArgumentException("at most " + PALETTE.length + " bars in a group: “" + group.name()
                        + "” has " + group.bars().size());
            }
        }
    }

    Figure draw() {
        int height = 90 + groups.size() * 60;
        return Drawing.figure(height, altText(), graphics -> chart(height).paint(graphics, Drawing.WIDTH, height));
    }

    private HorizontalBarChart chart(int height) {
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(Drawing.WIDTH)
                .height(height)
                .title(title)
                .xAxisTitle(axis + " (" + unit + ")")
                .build();
        Map<Double, String> labels = new HashMap<>();
        List<String> names = groups.stream().map(Group::name).toList();
        int position = 0;
        for (int i = 0; i < groups.getFirst().bars().size(); i++) {
            List<Double> values = new ArrayList<>();
            for (Group group : groups) {
                Bar bar = group.bars().get(i);
                // XChart labels a bar by formatting its value, so a value that no other bar and no tick has can be
                // given a name as well.
                double value = bar.value() * (1 + ++position * 1e-9) + position * 1e-9;
                values.add(value);
                labels.put(value, label(bar));
            }
            chart.addSeries(groups.getFirst().bars().get(i).name(), values, names);
        }
        style(chart.getStyler(), labels);
        return chart;
    }

    private void style(HorizontalBarStyler style, Map<Double, String> labels) {
        Drawing.style(style);
        style.setSeriesColors(PALETTE);
        style.setPlotGridLinesVisible(false).setYAxisTitleVisible(false);
        style.setXAxisMin(0.0).setXAxisMax(Math.max(max(), 1e-3) * 1.25);
        // The smallest hint wins for both axes: above a group's height, XChart leaves out every second name.
        style.setXAxisTickMarkSpacingHint(45);
        style.setXAxisTickLabelsFormattingFunction(value -> labels.getOrDefault(value, number(value)));
        style.setAvailableSpaceFill(0.8)
                .setLabelsVisible(true)
                .setLabelsPosition(1.05)
                .setLabelsFont(Drawing.PLAIN);
        style.setLabelsFontColorAutomaticEnabled(false).setLabelsFontColor(Drawing.INK);
    }

    /** Every number of the picture in words, and the one comparison the eye makes first. */
    String altText() {
        String bars = groups.stream()
                .map(group -> group.name() + ": "
                        + group.bars().stream().map(this::label).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        String text = "Bar chart. " + title + ", " + axis + ". " + bars + ".";
        int last = groups.getFirst().bars().size() - 1;
        Comparator<Group> byLength =
                Comparator.comparingDouble(group -> group.bars().get(last).value());
        Group longest = groups.stream().max(byLength).orElseThrow();
        Group shortest = groups.stream().min(byLength).orElseThrow();
        double least = shortest.bars().get(last).value();
        if (groups.size() > 1 && least > 0) {
            text += String.format(
                    Locale.ROOT,
                    " The longest bar, %s, is %.1f times the shortest, %s.",
                    longest.name(),
                    longest.bars().get(last).value() / least,
                    shortest.name());
        }
        return text;
    }

    private double max() {
        return groups.stream()
                .flatMap(group -> group.bars().stream())
                .mapToDouble(Bar::value)
                .max()
                .orElseThrow();
    }

    private String label(Bar bar) {
        return bar.name() + " " + number(bar.value()) + " " + unit;
    }

    private String number(double value) {
        return max() < 10 ? Numbers.brief(value) : Numbers.whole(value);
    }
}

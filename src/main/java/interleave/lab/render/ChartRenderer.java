package interleave.lab.render;

import interleave.guest.Renderer;
import interleave.schedule.HtmlText;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.DialSeries;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.HorizontalBarSeries;
import org.knowm.xchart.OHLCSeries;
import org.knowm.xchart.PieSeries;
import org.knowm.xchart.RadarChart;
import org.knowm.xchart.RadarSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.AxesChartSeriesCategory;
import org.knowm.xchart.internal.series.AxesChartSeriesNumerical;
import org.knowm.xchart.internal.series.Series;

/** Shows an XChart chart of the learner's own as a picture, with alternative text made from its title, axes, series and data. */
public final class ChartRenderer implements Renderer {
    private static final int SCALE = 2;
    /** Points of a series that are read out; of a longer one the range is told. */
    private static final int POINTS = 12;

    private static final MathContext DIGITS = new MathContext(4);

    @Override
    public boolean renders(Object value) {
        return Types.isA(value, "org.knowm.xchart.internal.chartpart.Chart");
    }

    @Override
    public Map<String, Object> render(Object value) {
        Chart<?, ?> chart = (Chart<?, ?>) value;
        String words = words(chart);
        Map<String, Object> rendered = new LinkedHashMap<>();
        rendered.put("text/plain", words);
        try {
            byte[] png = png(chart);
            rendered.put("image/png", png);
            rendered.put(
                    "text/html",
                    "<img alt=\"" + HtmlText.escape(words) + "\" width=\"" + chart.getWidth()
                            + "\" style=\"max-width:100%;height:auto\" src=\"data:image/png;base64,"
                            + Base64.getEncoder().encodeToString(png) + "\">");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // the JDK draws text only where the system has fontconfig and a font; XChart draws no chart without data
            rendered.put("text/plain", words + " (No picture: " + e + ")");
        }
        return rendered;
    }

    private static byte[] png(Chart<?, ?> chart) throws IOException {
        int width = chart.getWidth();
        int height = chart.getHeight();
        BufferedImage image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(SCALE, SCALE);
            chart.paint(graphics, width, height);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static String words(Chart<?, ?> chart) {
        StringBuilder words = new StringBuilder(kind(chart));
        if (chart.getTitle() != null && !chart.getTitle().isBlank()) {
            words.append(" “").append(chart.getTitle()).append('”');
        }
        if (chart instanceof AxesChart<?, ?> axes) {
            words.append(axis(", across: ", axes.getXAxisTitle())).append(axis(", up: ", axes.getYAxisTitle()));
        }
        List<String> series = new ArrayList<>();
        for (Series each : chart.getSeriesCollection()) {
            series.add(each.getName() + ": " + data(chart, each));
        }
        return words.append(series.isEmpty() ? ", without data." : ". " + String.join("; ", series) + ".")
                .toString();
    }

    /** {@code Bar chart} of a class {@code org.knowm.xchart.BarChart}. */
    private static String kind(Chart<?, ?> chart) {
        String name = chart.getClass().getSimpleName();
        String type = name.endsWith("Chart") ? name.substring(0, name.length() - "Chart".length()) : name;
        return switch (type) {
            case "XY", "OHLC" -> type + " chart";
            case "HeatMap" -> "Heat map";
            case "HorizontalBar" -> "Horizontal bar chart";
            default -> type.isEmpty() ? "Chart" : type + " chart";
        };
    }

    private static String axis(String before, @Nullable String title) {
        return title == null || title.isBlank() ? "" : before + title;
    }

    private static String data(Chart<?, ?> chart, Series series) {
        return switch (series) {
            case PieSeries pie -> number(pie.getValue());
            case DialSeries dial -> number(dial.getValue());
            case RadarSeries radar -> radar((RadarChart) chart, radar);
            case OHLCSeries prices when prices.getCloseData() != null -> range("close", prices.getCloseData());
            case HeatMapSeries heat ->
                heat.getXData().size() + " by " + heat.getYData().size() + " cells, from " + number(heat.getMin())
                        + " to " + number(heat.getMax());
            case HorizontalBarSeries bars -> pairs(bars.getYData(), numbers(bars.getXData()));
            case AxesChartSeriesCategory bars -> pairs(bars.getXData(), bars.getYData());
            case AxesChartSeriesNumerical line -> pairs(boxed(line.getXData()), line.getYData());
            default -> "";
        };
    }

    private static String radar(RadarChart chart, RadarSeries series) {
        return pairs(List.of(chart.getRadiiLabels()), series.getValues());
    }

    /** {@code a 1, b 2}, or the range where there are too many to be read out. */
    private static String pairs(@Nullable Collection<?> names, double[] values) {
        if (names == null || values.length > POINTS || values.length != names.size()) {
            return values.length + " points, " + range("value", values);
        }
        List<String> pairs = new ArrayList<>();
        int i = 0;
        for (Object name : names) {
            pairs.add((name instanceof Number number ? number(number) : name) + " " + number(values[i++]));
        }
        return String.join(", ", pairs);
    }

    private static String range(String what, double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return values.length == 0 ? "no data" : what + " from " + number(least) + " to " + number(most);
    }

    private static double[] numbers(Collection<? extends @Nullable Number> numbers) {
        return numbers.stream()
                .mapToDouble(number -> number == null ? Double.NaN : number.doubleValue())
                .toArray();
    }

    private static List<Double> boxed(double[] values) {
        List<Double> boxed = new ArrayList<>(values.length);
        for (double value : values) {
            boxed.add(value);
        }
        return boxed;
    }

    private static String number(@Nullable Number number) {
        double value = number == null ? Double.NaN : number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : Double.isFinite(value)
                        ? new BigDecimal(value, DIGITS).stripTrailingZeros().toPlainString()
                        : String.valueOf(value);
    }
}

package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A figure of lines")
class FigureTest {
    private static final int BLUE = 0x0072B2;
    private static final int VERMILION = 0xD55E00;

    private static final Series MEASURED = sweep("measured", 49);
    private static final Series MODEL = sweep("model: the bound by 20 ms, up to the pool of 10", 50);

    @Test
    @DisplayName("writes numbers as they are read: no zeros at the end, no more figures than tell something")
    void numbers() {
        assertEquals(
                List.of("0", "0.5", "0.04", "1.5", "3", "100", "498", "10,000", "-0.25"),
                Stream.of(0, 0.5, 0.04, 1.5, 3.04, 99.96, 498.2, 10_000, -0.25)
                        .map(value -> Numbers.brief(value.doubleValue()))
                        .toList());
    }

    @Test
    @DisplayName("says every point of a sweep in words, and that its scale is logarithmic")
    void sweepInWords() {
        Figure figure = Figure.lines("Throughput by bound", "calls in flight", "calls per second", MEASURED, MODEL);

        assertEquals(
                "Line chart. Throughput by bound. Across: calls in flight (logarithmic); up: calls per second. "
                        + "measured: 49 at 1, 98 at 2, 245 at 5, 490 at 10, 490 at 20, 490 at 50, 490 at 100; "
                        + "model: the bound by 20 ms, up to the pool of 10: 50 at 1, 100 at 2, 250 at 5, 500 at 10,"
                        + " 500 at 20, 500 at 50, 500 at 100.",
                figure.altText());
        assertEquals(figure.altText(), figure.toString());
        keep("lines", figure);
    }

    @Test
    @DisplayName("draws the knee where the bound meets the pool: two lines, in two colours, level from there on")
    void sweepDrawn() throws IOException {
        BufferedImage image =
                image(Figure.lines("Throughput by bound", "calls in flight", "calls per second", MEASURED, MODEL));

        assertEquals(Color.WHITE.getRGB(), image.getRGB(1, 1));
        int[] measured = topOfColumns(image, BLUE);
        int[] model = topOfColumns(image, VERMILION);
        int right = lastColumn(measured) - 8;
        int knee = right - (right - firstColumn(measured)) / 4;
        assertEquals(measured[right], measured[knee], 3, "level from the knee to the end");
        assertTrue(measured[firstColumn(measured)] > measured[right] + 300, "rises before it");
        assertTrue(highest(model) < highest(measured), "500 stands above 490");
    }

    @Test
    @DisplayName("tells of many points the range, the extremes and the end")
    void manyPoints() {
        Series depth = new Series("waiting");
        for (int i = 1; i <= 100; i++) {
            depth.add(i / 10.0, i <= 60 ? i : 120 - i);
        }

        String words = Figure.lines("Queue", "time (s)", "waiting calls", depth).altText();

        assertEquals(
                "Line chart. Queue. Across: time (s); up: waiting calls. waiting: 100 points from 0.1 to 10 across,"
                        + " lowest 1 at 0.1, highest 60 at 6, last 20.",
                words);
    }

    @Test
    @DisplayName("of percentiles says only those that enough values tell of")
    void percentiles() {
        Figure figure = Figure.percentiles("Health", "latency (ms)", health("on the loop", 1000), health("beside", 50));

        assertEquals(
                "Percentiles. Health, latency (ms). on the loop: p50 2, p90 2, p99 800, p99.9 800, longest 800 of"
                        + " 1,000; beside: p50 2, p90 2, longest 800 of 50.",
                figure.altText());
        keep("percentiles", figure);
    }

    @Test
    @DisplayName("of counts says where most values lie, in bins whose edges can be said")
    void histogram() {
        Series waits = new Series("waits");
        for (int i = 0; i < 90; i++) {
            waits.add(Duration.ofMillis(20 + i % 10));
        }
        for (int i = 0; i < 10; i++) {
            waits.add(Duration.ofMillis(200));
        }

        Figure figure = Figure.histogram("Waits for a connection", "wait (ms)", waits);

        assertEquals(
                "Histogram. Waits for a connection, wait (ms). waits: 100 values from 20 to 200, half of them at most"
                        + " 25, most of them, 90, between 20 and 30.",
                figure.altText());
        keep("histogram", figure);
    }

    @Test
    @DisplayName("finds percentiles by rank: the value that so many of a hundred do not exceed")
    void ranks() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertEquals(5, LineFigures.percentile(values, 50));
        assertEquals(9, LineFigures.percentile(values, 90));
        assertEquals(10, LineFigures.percentile(values, 91));
        assertEquals(1, LineFigures.percentile(values, 0));
    }

    @Test
    @DisplayName("survives one value, and values that are all the same")
    void degenerate() {
        Series one = new Series("one");
        one.add(3, 0);

        assertTrue(Figure.lines("t", "x", "y", one).image().isPresent());
        assertTrue(Figure.percentiles("t", "y", one).image().isPresent());
        assertTrue(Figure.histogram("t", "x", one).image().isPresent());
    }

    @Test
    @DisplayName("is refused without points, and with more lines than can be told apart; the message names them")
    void refused() {
        Series empty = new Series("not run yet");
        for (var draw : List.<Runnable>of(
                () -> Figure.lines("t", "x", "y", empty),
                () -> Figure.percentiles("t", "y", empty),
                () -> Figure.histogram("t", "x", empty))) {
            var failure = assertThrows(IllegalArgumentException.class, draw::run);
            assertTrue(failure.getMessage().contains("not run yet"), failure.getMessage());
        }
        List<Series> five = new ArrayList<>(List.of(MODEL, MODEL, MODEL, MODEL, MODEL));
        assertThrows(IllegalArgumentException.class, () -> Figure.lines("t", "x", "y", five.toArray(Series[]::new)));
        assertThrows(IllegalArgumentException.class, () -> empty.add(1, Double.NaN));
    }

    private static Series sweep(String name, double perSecond) {
        Series series = new Series(name);
        for (int bound : new int[] {100, 1, 2, 5, 10, 20, 50}) {
            series.add(bound, Math.min(bound, 10) * perSecond);
        }
        return series;
    }

    private static Series health(String name, int calls) {
        Series series = new Series(name);
        for (int i = 1; i <= calls; i++) {
            series.add(Duration.ofMillis(i % 50 == 0 ? 800 : 2));
        }
        return series;
    }

    private static BufferedImage image(Figure figure) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(figure.image().orElseThrow()));
    }

    /** The highest pixel of a colour in each column, or -1. */
    private static int[] topOfColumns(BufferedImage image, int rgb) {
        int[] top = new int[image.getWidth()];
        for (int x = 0; x < top.length; x++) {
            top[x] = -1;
            for (int y = image.getHeight() - 1; y >= 0; y--) {
                top[x] = (image.getRGB(x, y) & 0xFFFFFF) == rgb ? y : top[x];
            }
        }
        return top;
    }

    private static int highest(int[] top) {
        return Arrays.stream(top).filter(y -> y >= 0).min().orElseThrow();
    }

    private static int firstColumn(int[] top) {
        int x = 0;
        while (top[x] < 0) {
            x++;
        }
        return x;
    }

    /** The last column of the first unbroken stretch: what follows is the thin line to the name. */
    private static int lastColumn(int[] top) {
        int x = firstColumn(top);
        while (x < top.length && top[x] >= 0) {
            x++;
        }
        return x - 1;
    }

    /** For whoever wants to look at them: target/figures. */
    private static void keep(String name, Figure figure) {
        try {
            Path folder = Files.createDirectories(Path.of("target/figures"));
            Files.write(folder.resolve(name + ".png"), figure.image().orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

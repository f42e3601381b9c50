package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BarChartTest {

    private final BarChart chart = new BarChart(
            "20 calls of 40 ms",
            "time until all of it is done",
            "ms",
            List.of(
                    group("one after another", 800, 872.4),
                    group("allOf", 40, 50.6),
                    group("virtual threads", 40, 55)));

    @Test
    @DisplayName("the alternative text holds every number of the picture and the comparison that the eye makes first")
    void altText() {
        assertEquals(
                "Bar chart. 20 calls of 40 ms, time until all of it is done. "
                        + "one after another: model 800 ms, measured 872 ms; "
                        + "allOf: model 40 ms, measured 51 ms; "
                        + "virtual threads: model 40 ms, measured 55 ms. "
                        + "The longest bar, one after another, is 17.2 times the shortest, allOf.",
                chart.altText());
        assertEquals(chart.altText(), chart.draw().toString());
    }

    @Test
    @DisplayName("the bars stand on white, in two colours that everyone can tell apart, each as long as its number")
    void picture() throws IOException {
        Figure figure = chart.draw();

        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(figure.image().orElseThrow()));

        assertEquals(2 * figure.width(), image.getWidth(), "drawn for twice the resolution");
        assertEquals(Color.WHITE.getRGB(), image.getRGB(1, 1));
        int orange = longestRow(image, new Color(0xE69F00));
        int blue = longestRow(image, new Color(0x0072B2));
        assertEquals(872.4 / 800, (double) blue / orange, 0.01, "lengths are in proportion to the numbers");
    }

    @Test
    @DisplayName("a bar of no length is drawn, and compared with none")
    void zero() {
        BarChart zero = new BarChart("nothing", "time", "ms", List.of(group("a", 0, 0), group("b", 0, 3)));

        assertTrue(zero.draw().image().isPresent(), zero.draw().altText());
        assertTrue(zero.altText().endsWith("b: model 0 ms, measured 3 ms."), zero.altText());
    }

    @Test
    @DisplayName("a chart without bars, or with more than the palette can tell apart, is refused")
    void refused() {
        assertThrows(IllegalArgumentException.class, () -> new BarChart("t", "a", "ms", List.of()));
        BarChart.Bar bar = new BarChart.Bar("x", 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> new BarChart("t", "a", "ms", List.of(new BarChart.Group("g", List.of(bar, bar, bar)))));
    }

    private static BarChart.Group group(String name, double model, double measured) {
        return new BarChart.Group(
                name, List.of(new BarChart.Bar("model", model), new BarChart.Bar("measured", measured)));
    }

    private static int longestRow(BufferedImage image, Color color) {
        int longest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            int count = 0;
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
            longest = Math.max(longest, count);
        }
        return longest;
    }
}

package interleave.lab.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.guest.Renderer;
import interleave.lab.Experiment;
import interleave.lab.Figure;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RenderersTest {

    @Test
    @DisplayName("a table is shown with a caption, header cells for columns and rows, and numbers to the right")
    void table() {
        IntColumn time = IntColumn.create("time (ms)");
        time.append(800);
        time.appendMissing();
        Table table = Table.create("20 calls").addColumns(StringColumn.create("version", "loop", "allOf"), time);

        String html = html(table);

        assertTrue(html.contains("<caption style=\"text-align:left;padding:0.25em 0.75em\">20 calls</caption>"), html);
        assertTrue(
                html.contains(
                        "<th scope=\"col\" style=\"padding:0.25em 0.75em;vertical-align:top;text-align:right\">time"
                                + " (ms)</th>"),
                html);
        assertTrue(html.contains(">loop</th>"), html);
        assertTrue(
                html.contains("text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap\">800</td>"),
                html);
        assertTrue(html.contains(">–</td>"), "a missing value is shown as a dash, not as a number");
        assertTrue(rendered(table).get("text/plain").toString().contains("allOf"), "and as text");
    }

    @Test
    @DisplayName("a table sets no colour, so it can be read in a dark theme")
    void noColour() {
        assertFalse(html(Table.create("t").addColumns(IntColumn.create("n", new int[] {1})))
                .contains("color"));
    }

    @Test
    @DisplayName("what a table holds cannot become markup")
    void escaped() {
        String html = html(Table.create("<b>").addColumns(StringColumn.create("a&b", "<script>alert('x')</script>")));

        assertFalse(html.contains("<script>") || html.contains("<b>"), html);
        assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)") && html.contains("a&amp;b"), html);
    }

    @Test
    @DisplayName("of a long table the first rows are shown and the others counted")
    void longTable() {
        Table table = Table.create("long")
                .addColumns(IntColumn.create(
                        "n", IntStream.range(0, TableRenderer.MOST_ROWS + 7).toArray()));

        String html = html(table);

        assertTrue(html.endsWith("<p>… and 7 more rows</p>"), html);
        assertFalse(html.contains(">" + TableRenderer.MOST_ROWS + "<"), html);
    }

    @Test
    @DisplayName("a figure is shown as its picture, with its alternative text in the page, in quotes that hold")
    void figure() throws InterruptedException {
        Experiment experiment = new Experiment("a \"quoted\" title");
        experiment.version("wait", "d", Duration.ofMillis(1), () -> Thread.sleep(1));
        experiment.run(1);
        Figure figure = experiment.figure();

        Map<String, Object> shown = rendered(figure);

        byte[] png = (byte[]) Objects.requireNonNull(shown.get("image/png"));
        assertArrayEquals(figure.image().orElseThrow(), png);
        assertEquals(figure.altText(), shown.get("text/plain"));
        String html = Objects.requireNonNull(shown.get("text/html")).toString();
        assertTrue(html.startsWith("<img alt=\"Bar chart. a &quot;quoted&quot; title, "), html);
        assertTrue(
                html.contains("base64," + Base64.getEncoder().encodeToString(png)),
                "the picture itself is in the page");
    }

    @Test
    @DisplayName("other values are left to the kernel")
    void others() {
        for (Renderer renderer : ServiceLoader.load(Renderer.class)) {
            assertFalse(renderer.renders("text") || renderer.renders(new Object()), renderer.toString());
        }
    }

    private static Map<String, Object> rendered(Object value) {
        return ServiceLoader.load(Renderer.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(renderer -> renderer.renders(value))
                .findFirst()
                .orElseThrow()
                .render(value);
    }

    private static String html(Object value) {
        return Objects.requireNonNull(rendered(value).get("text/html")).toString();
    }
}

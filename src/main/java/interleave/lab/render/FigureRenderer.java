package interleave.lab.render;

import interleave.guest.Renderer;
import interleave.lab.Figure;
import interleave.schedule.HtmlText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows a {@link Figure} as a picture that keeps its words in the page, or as those words alone where there is no picture. */
public final class FigureRenderer implements Renderer {

    @Override
    public boolean renders(Object value) {
        return value instanceof Figure;
    }

    @Override
    public Map<String, Object> render(Object value) {
        Figure figure = (Figure) value;
        Map<String, Object> rendered = new LinkedHashMap<>();
        rendered.put("text/plain", figure.toString());
        figure.image().ifPresent(image -> {
            boolean text = figure.mimeType().equals("image/svg+xml");
            rendered.put(figure.mimeType(), text ? new String(image, StandardCharsets.UTF_8) : image);
            rendered.put(
                    "text/html",
                    "<img alt=\"" + HtmlText.escape(figure.altText()) + "\" width=\"" + figure.width()
                            + "\" style=\"max-width:100%;height:auto\""
                            + " src=\"data:" + figure.mimeType() + ";base64,"
                            + Base64.getEncoder().encodeToString(image) + "\">" + asText(figure));
        });
        return rendered;
    }

    /** What the alternative text leaves out, for whoever would rather read it than look at it. */
    private static String asText(Figure figure) {
        String text = figure.toString();
        return text.equals(figure.altText())
                ? ""
                : "<details><summary>The same as text</summary><pre>" + HtmlText.escape(text) + "</pre></details>";
    }
}

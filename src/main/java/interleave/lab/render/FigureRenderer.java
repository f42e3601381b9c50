package interleave.lab.render;

import interleave.guest.Renderer;
import interleave.lab.Figure;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows a {@link Figure} as a picture that keeps its alternative text in the page, or as that text alone where there is no picture. */
public final class FigureRenderer implements Renderer {

    @Override
    public boolean renders(Object value) {
        return value instanceof Figure;
    }

    @Override
    public Map<String, Object> render(Object value) {
        Figure figure = (Figure) value;
        Map<String, Object> rendered = new LinkedHashMap<>();
        rendered.put("text/plain", figure.altText());
        figure.png().ifPresent(png -> {
            rendered.put("image/png", png);
            rendered.put(
                    "text/html",
                    "<img alt=\"" + Html.escape(figure.altText()) + "\" width=\"" + figure.width()
                            + "\" style=\"max-width:100%;height:auto\""
                            + " src=\"data:image/png;base64,"
                            + Base64.getEncoder().encodeToString(png) + "\">");
        });
        return rendered;
    }
}

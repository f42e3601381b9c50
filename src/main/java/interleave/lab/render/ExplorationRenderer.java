package interleave.lab.render;

import interleave.guest.Renderer;
import interleave.schedule.Exploration;
import java.util.Map;

/** Shows what an exploration of orders found: the failing order as a table to step through, and as text. */
public final class ExplorationRenderer implements Renderer {

    @Override
    public boolean renders(Object value) {
        return value instanceof Exploration;
    }

    @Override
    public Map<String, Object> render(Object value) {
        Exploration found = (Exploration) value;
        return Map.of("text/plain", found.report(), "text/html", found.html());
    }
}

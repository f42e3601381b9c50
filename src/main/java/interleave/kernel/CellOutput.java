package interleave.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.kernel.protocol.Channels;
import interleave.kernel.session.Bundles;
import interleave.kernel.session.Cell;
import interleave.kernel.session.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What appears under a cell, as messages of Jupyter's. Safe for use by several threads. */
final class CellOutput {
    private final Channels channels;

    CellOutput(Channels channels) {
        this.channels = channels;
    }

    /** The cell begins: what it runs, and the number that stands beside it. */
    void input(Cell cell) {
        JsonObject content = new JsonObject();
        content.addProperty("code", cell.code());
        content.addProperty("execution_count", cell.number());
        channels.publish("execute_input", cell.parent(), content);
    }

    /** Something is printed. */
    void stream(Cell cell, boolean standardError, String text) {
        channels.stream(standardError ? "stderr" : "stdout", cell.parent(), text);
    }

    /**
     * Something is shown.
     *
     * @param parent of the cell
     * @param bundle by MIME type
     * @param id a name under which it can be shown anew later, or null
     * @param update whether it stands in the place of what was shown under that name before
     */
    void display(JsonObject parent, Map<String, Object> bundle, @Nullable String id, boolean update) {
        JsonObject transients = new JsonObject();
        if (id != null) {
            transients.addProperty("display_id", id);
        }
        JsonObject content = data(bundle);
        content.add("transient", transients);
        channels.publish(update ? "update_display_data" : "display_data", parent, content);
    }

    /** What was shown and printed so far goes; at once, or when there is something new to show. */
    void clear(Cell cell, boolean wait) {
        JsonObject content = new JsonObject();
        content.addProperty("wait", wait);
        channels.publish("clear_output", cell.parent(), content);
    }

    /** The value that the cell ends in. */
    void result(Cell cell, Map<String, Object> bundle) {
        JsonObject content = data(bundle);
        content.addProperty("execution_count", cell.number());
        channels.publish("execute_result", cell.parent(), content);
    }

    /** What the cell failed with. */
    void error(Cell cell, Outcome.Failed failed) {
        channels.publish("error", cell.parent(), error(failed));
    }

    /** A failure as both its message and the reply have it. */
    static JsonObject error(Outcome.Failed failed) {
        JsonObject error = new JsonObject();
        error.addProperty("ename", failed.name());
        error.addProperty("evalue", failed.value());
        JsonArray trace = new JsonArray();
        failed.trace().forEach(trace::add);
        error.add("traceback", trace);
        return error;
    }

    private static JsonObject data(Map<String, Object> bundle) {
        JsonObject content = new JsonObject();
        content.add("data", Bundles.json(bundle));
        content.add("metadata", new JsonObject());
        return content;
    }
}

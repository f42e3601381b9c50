package interleave.kernel;

import com.google.gson.JsonObject;
import interleave.kernel.protocol.Channels;
import interleave.schedule.HtmlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the kernel has to say of a cell beside its output: one display a cell, which grows as more is said.
 *
 * <p>Always display data, never stderr: a grader such as nbgrader takes any stderr for a failure. Safe for use by several threads.
 */
final class Reports {
    private static final int KEPT = 200;
    private static final int MOST = 20;

    private final Channels channels;
    private final Map<Integer, List<String>> byCell = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<String>> eldest) {
            return size() > KEPT;
        }
    };

    Reports(Channels channels) {
        this.channels = channels;
    }

    /** Adds a report to those of a cell, and shows it; the same one twice is shown once. */
    synchronized void add(int cell, JsonObject parent, String report) {
        List<String> reports = byCell.computeIfAbsent(cell, _ -> new ArrayList<>());
        if (reports.contains(report) || reports.size() >= MOST) {
            return;
        }
        reports.add(report);
        channels.publish(reports.size() == 1 ? "display_data" : "update_display_data", parent, content(cell, reports));
    }

    private static JsonObject content(int cell, List<String> reports) {
        StringBuilder html = new StringBuilder();
        for (String report : reports) {
            html.append(html(report, "border-left:4px solid #b58900;padding:2px 8px;margin:4px 0;"));
        }
        JsonObject data = new JsonObject();
        data.addProperty("text/plain", String.join("\n\n", reports));
        data.addProperty("text/html", html.toString());
        JsonObject transients = new JsonObject();
        transients.addProperty(
                "display_id", "interleave-report-" + ProcessHandle.current().pid() + "-" + cell);
        JsonObject content = new JsonObject();
        content.add("data", data);
        content.add("metadata", new JsonObject());
        content.add("transient", transients);
        return content;
    }

    /** Plain text as HTML that keeps its columns, in themes too whose preformatted text is set in another font. */
    static String html(String text, String style) {
        return "<pre style=\"font-family:var(--jp-code-font-family,monospace);white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere;"
                + style + "\" role=\"note\">" + HtmlText.escape(text) + "</pre>";
    }
}

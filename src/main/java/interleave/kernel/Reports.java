package interleave.kernel;

import com.google.gson.JsonObject;
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

    private final CellOutput output;
    private final Map<Integer, List<String>> byCell = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<String>> eldest) {
            return size() > KEPT;
        }
    };

    Reports(CellOutput output) {
        this.output = output;
    }

    /** Adds a report to those of a cell, and shows it; the same one twice is shown once. */
    synchronized void add(int cell, JsonObject parent, String report) {
        List<String> reports = byCell.computeIfAbsent(cell, _ -> new ArrayList<>());
        if (reports.contains(report) || reports.size() >= MOST) {
            return;
        }
        reports.add(report);
        String id = "interleave-report-" + ProcessHandle.current().pid() + "-" + cell;
        output.display(parent, bundle(reports), id, reports.size() > 1);
    }

    private static Map<String, Object> bundle(List<String> reports) {
        StringBuilder html = new StringBuilder();
        for (String report : reports) {
            html.append(html(report, "border-left:4px solid #b58900;padding:2px 8px;margin:4px 0;"));
        }
        return Map.of("text/plain", String.join("\n\n", reports), "text/html", html.toString());
    }

    /** Plain text as HTML that keeps its columns, in themes too whose preformatted text is set in another font. */
    static String html(String text, String style) {
        return "<pre style=\"font-family:var(--jp-code-font-family,monospace);white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere;"
                + style + "\" role=\"note\">" + HtmlText.escape(text) + "</pre>";
    }
}

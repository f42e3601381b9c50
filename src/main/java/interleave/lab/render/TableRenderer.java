package interleave.lab.render;

import interleave.guest.Renderer;
import interleave.schedule.HtmlText;
import java.util.Map;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Shows a Tablesaw table as an HTML table that a screen reader can walk through: a caption, header cells, numbers to the right.
 *
 * <p>It sets no colour, so it is read in a light theme and in a dark one. Rows past the first {@value #MOST_ROWS} are counted, not shown.
 */
public final class TableRenderer implements Renderer {

    static final int MOST_ROWS = 60;

    private static final int SHORT = 15;
    private static final String CELL = "padding:0.25em 0.75em;vertical-align:top;text-align:";

    @Override
    public boolean renders(Object value) {
        return Types.isA(value, "tech.tablesaw.api.Table");
    }

    @Override
    public Map<String, Object> render(Object value) {
        Table table = (Table) value;
        return Map.of("text/plain", table.print(MOST_ROWS), "text/html", html(table));
    }

    private static String html(Table table) {
        StringBuilder html = new StringBuilder("<table style=\"border-collapse:collapse\">");
        if (!table.name().isEmpty()) {
            html.append("<caption style=\"text-align:left;padding:0.25em 0.75em\">")
                    .append(HtmlText.escape(table.name()))
                    .append("</caption>");
        }
        html.append("<thead><tr>");
        for (Column<?> column : table.columns()) {
            html.append("<th scope=\"col\" style=\"")
                    .append(CELL)
                    .append(align(column))
                    .append("\">");
            html.append(HtmlText.escape(column.name())).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        int rows = Math.min(table.rowCount(), MOST_ROWS);
        for (int row = 0; row < rows; row++) {
            html.append("<tr>");
            for (int i = 0; i < table.columnCount(); i++) {
                cell(html, table.column(i), row, i == 0);
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (rows < table.rowCount()) {
            html.append("<p>… and ").append(table.rowCount() - rows).append(" more rows</p>");
        }
        return html.toString();
    }

    private static void cell(StringBuilder html, Column<?> column, int row, boolean first) {
        boolean head = first && !(column instanceof NumericColumn<?>);
        html.append(head ? "<th scope=\"row\"" : "<td")
                .append(" style=\"")
                .append(CELL)
                .append(align(column));
        String text = column.isMissing(row) ? "–" : column.getString(row);
        // a range such as 123 – 125 is no longer read as one thing once it is broken
        html.append(";font-variant-numeric:tabular-nums")
                .append(text.length() <= SHORT ? ";white-space:nowrap\">" : "\">");
        html.append(HtmlText.escape(text));
        html.append(head ? "</th>" : "</td>");
    }

    private static String align(Column<?> column) {
        return column instanceof NumericColumn<?> ? "right" : "left";
    }
}

package interleave.grade.formats;

import interleave.schedule.HtmlText;
import java.util.List;

/** A page of HTML that needs no network, no script and no other file, and can be read in the dark and without seeing colours. */
public final class Page {
    private static final String STYLE = """
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.45 }
        body { max-width: 62em; margin: 2em auto; padding: 0 1em }
        table { border-collapse: collapse; margin: .5em 0 1.5em }
        th, td { text-align: left; vertical-align: top; padding: .2em 1em .2em 0; border-bottom: 1px solid #8884 }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
        .bar { display: inline-block; height: .8em; background: #4477aa; vertical-align: baseline }
        """;

    private Page() {}

    /** The page; its body is HTML already. */
    public static String of(String title, String body) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\""
                + " content=\"width=device-width\">\n<title>" + HtmlText.escape(title) + "</title>\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
    }

    /** A heading of level 1 to 6. */
    public static String heading(int level, String text) {
        return "<h" + level + ">" + HtmlText.escape(text) + "</h" + level + ">\n";
    }

    /** A paragraph of plain text. */
    public static String paragraph(String text) {
        return "<p>" + HtmlText.escape(text) + "</p>\n";
    }

    /**
     * One column of a table.
     *
     * @param name its head
     * @param number whether it holds numbers, which stand at the right
     */
    public record Column(String name, boolean number) {
        /** A column of text. */
        public static Column text(String name) {
            return new Column(name, false);
        }

        /** A column of numbers. */
        public static Column number(String name) {
            return new Column(name, true);
        }
    }

    /** A table; cells are HTML already. */
    public static String table(List<Column> columns, List<List<String>> rows) {
        var html = new StringBuilder("<table>\n<tr>");
        for (Column column : columns) {
            html.append(column.number() ? "<th class=\"n\">" : "<th>")
                    .append(HtmlText.escape(column.name()))
                    .append("</th>");
        }
        html.append("</tr>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append(columns.get(i).number() ? "<td class=\"n\">" : "<td>")
                        .append(row.get(i))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</table>\n").toString();
    }
}

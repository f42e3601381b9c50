package interleave.schedule;

import java.util.List;

/** An order of steps as a piece of a web page: a table, and buttons that go through it where scripts run. */
final class OrderPage {
    private static final String STYLE = """
        <style>
        .interleave-order table{border-collapse:collapse;margin:.5em 0}
        .interleave-order th,.interleave-order td{border:1px solid rgba(128,128,128,.5);padding:.2em .6em;text-align:left;\
        vertical-align:top;white-space:pre-wrap}
        .interleave-order td{font-family:monospace}
        .interleave-order tr.later td,.interleave-order tr.later th{opacity:.35}
        .interleave-order tr[aria-current]{outline:2px solid currentColor;outline-offset:-2px;background:rgba(128,128,128,.2)}
        .interleave-order caption{text-align:left;padding:.2em 0}
        .interleave-order button{font:inherit;min-width:6em;padding:.2em .6em;margin-right:.3em}
        </style>
        """;

    /** The steps are taken by buttons, arrow keys, Home and End; what each did is said aloud. */
    private static final String SCRIPT = """
        <script>
        (function () {
          document.querySelectorAll('.interleave-order:not([data-ready])').forEach(function (order) {
            order.setAttribute('data-ready', '');
            var rows = order.querySelectorAll('tbody tr'), bar = order.querySelector('[role=group]');
            var said = order.querySelector('[role=status]'), at = rows.length - 1;
            if (!bar || !rows.length) { return; }
            function show(step) {
              at = Math.max(0, Math.min(rows.length - 1, step));
              rows.forEach(function (row, i) {
                row.classList.toggle('later', i > at);
                if (i === at) { row.setAttribute('aria-current', 'step'); } else { row.removeAttribute('aria-current'); }
              });
              said.textContent = rows[at].getAttribute('data-said');
            }
            bar.addEventListener('click', function (event) {
              var to = event.target.getAttribute('data-to');
              if (to) { show(to === 'first' ? 0 : to === 'last' ? rows.length - 1 : at + Number(to)); }
            });
            bar.addEventListener('keydown', function (event) {
              var to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: rows.length - 1}[event.key];
              if (to !== undefined) { show(to); event.preventDefault(); event.stopPropagation(); }
            });
            bar.hidden = false;
          });
        })();
        </script>
        """;

    private static final String BUTTONS = """
        <div role="group" aria-label="Steps of the order" hidden>
        <button type="button" data-to="first">First</button>\
        <button type="button" data-to="-1">Back</button>\
        <button type="button" data-to="1">Next</button>\
        <button type="button" data-to="last">Last</button>
        </div>
        <p role="status" aria-live="polite"></p>
        """;

    private OrderPage() {}

    /** Only words. */
    static String of(String found) {
        return "<div class=\"interleave-order\"><p>" + escape(found) + "</p></div>";
    }

    static String of(String found, String headline, List<Interleavings.Step> steps) {
        List<List<String>> rows = Tables.rows(steps);
        var page = new StringBuilder(STYLE)
                .append("<div class=\"interleave-order\"><p>")
                .append(escape(found))
                .append("</p>\n")
                .append(BUTTONS)
                .append("<table><caption>")
                .append(escape(headline))
                .append("</caption>\n<thead><tr>");
        for (String header : rows.getFirst()) {
            page.append("<th scope=\"col\">").append(escape(header)).append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < steps.size(); i++) {
            row(page, steps.get(i), rows.get(i + 1), i + 1, steps.size());
        }
        return page.append("</tbody></table></div>\n").append(SCRIPT).toString();
    }

    private static void row(StringBuilder page, Interleavings.Step step, List<String> cells, int number, int of) {
        String line = step.place().line() == 0 ? "" : ", line " + step.place().line();
        String shared = step.shared().isEmpty() ? "" : "; now " + step.shared();
        String said = "Step " + number + " of " + of + ": " + step.actor() + ": " + step.label() + line + shared;
        page.append("<tr data-said=\"").append(escape(said)).append("\"><th scope=\"row\">");
        page.append(escape(cells.getFirst())).append("</th>");
        for (String cell : cells.subList(1, cells.size())) {
            page.append("<td>").append(escape(cell)).append("</td>");
        }
        page.append("</tr>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

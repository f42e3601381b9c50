package interleave.schedule;

import static interleave.schedule.HtmlText.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An order of steps as a piece of a web page: a table, and buttons that go through it where scripts run. */
final class OrderPage {
    private static final String STYLE = """
        <style>
        .interleave-order table{border-collapse:collapse;margin:.5em 0}
        .interleave-order th,.interleave-order td{border:1px solid rgba(128,128,128,.5);padding:.2em .6em;text-align:left!important;\
        vertical-align:top;white-space:pre-wrap}
        .interleave-order td{font-family:monospace}
        .interleave-order td:last-child{min-width:10em;overflow-wrap:anywhere}
        .interleave-order tr.later td,.interleave-order tr.later th{opacity:.6}
        .interleave-order tr[aria-current]{outline:2px solid currentColor;outline-offset:-2px;background:rgba(128,128,128,.2)}
        .interleave-order caption{text-align:left;padding:.2em 0}
        .interleave-order button{font:inherit;min-width:6em;padding:.2em .6em;margin-right:.3em}
        .interleave-order button[aria-disabled=true]{opacity:.5}
        @media (max-width:40em){.interleave-order{overflow-x:auto}.interleave-order table{font-size:.8em}\
        .interleave-order th,.interleave-order td{padding:.2em .3em}.interleave-order td:last-child{min-width:8em}}
        </style>
        """;

    /** The whole table stands there until a step is taken, by buttons, arrow keys, Home and End; what each did is said aloud. */
    private static final String SCRIPT = """
        <script>
        (function () {
          document.querySelectorAll('.interleave-order:not([data-ready])').forEach(function (order) {
            order.setAttribute('data-ready', '');
            var rows = order.querySelectorAll('tbody tr'), bar = order.querySelector('[role=group]');
            var said = order.querySelector('[role=status]'), last = rows.length - 1, at = null;
            if (!bar || last < 0) { return; }
            function show(step) {
              at = Math.max(0, Math.min(last, step));
              rows.forEach(function (row, i) {
                row.classList.toggle('later', i > at);
                if (i === at) { row.setAttribute('aria-current', 'step'); } else { row.removeAttribute('aria-current'); }
              });
              bar.querySelectorAll('button').forEach(function (button) {
                var back = button.matches('[data-to="first"],[data-to="back"]');
                button.setAttribute('aria-disabled', at === (back ? 0 : last));
              });
              said.textContent = rows[at].getAttribute('data-said');
            }
            function go(to) {
              show(to === 'first' ? 0 : to === 'last' ? last : to === 'back' ? (at === null ? last : at - 1) : at === null ? 0 : at + 1);
            }
            bar.addEventListener('click', function (event) {
              var to = event.target.getAttribute('data-to');
              if (to) { go(to); }
            });
            bar.addEventListener('keydown', function (event) {
              var to = {ArrowRight: 'next', ArrowDown: 'next', ArrowLeft: 'back', ArrowUp: 'back', Home: 'first', End: 'last'}[event.key];
              if (to && !event.altKey && !event.ctrlKey && !event.metaKey) {
                go(to);
                event.preventDefault();
                event.stopPropagation();
              }
            });
            bar.hidden = false;
          });
        })();
        </script>
        """;

    private static final String BUTTONS = """
        <div role="group" aria-label="Steps of the order" hidden>
        <button type="button" data-to="first">First</button>\
        <button type="button" data-to="back">Back</button>\
        <button type="button" data-to="next">Next</button>\
        <button type="button" data-to="last">Last</button>
        </div>
        <p role="status" aria-live="polite"></p>
        """;

    /** Where a long call may go on in the next line: before the name of its method, and before its first argument. */
    private static final Pattern BREAKS = Pattern.compile("(?<=\\p{Alpha}\\.|\\p{Alpha}\\)\\.|\\()(?=[\\p{Alpha}&])");

    private OrderPage() {}

    /** Only words. */
    static String of(String found) {
        return "<div class=\"interleave-order\"><p>" + escape(found) + "</p></div>";
    }

    static String of(String found, String headline, Interleavings.Failure failure) {
        List<List<String>> rows = Tables.rows(failure);
        List<String> said = said(failure);
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
        for (int i = 1; i < rows.size(); i++) {
            row(page, said.get(i - 1), rows.get(i));
        }
        return page.append("</tbody></table></div>\n").append(SCRIPT).toString();
    }

    /** Each row in words. */
    private static List<String> said(Interleavings.Failure failure) {
        var said = new ArrayList<String>();
        if (Tables.hasBeginning(failure)) {
            said.add("At first: " + failure.initially());
        }
        int of = failure.steps().size();
        for (int i = 0; i < of; i++) {
            Interleavings.Step step = failure.steps().get(i);
            String line =
                    step.place().line() == 0 ? "" : ", line " + step.place().line();
            String code = step.code().isEmpty() ? "" : ": " + step.code();
            String shared = step.shared().isEmpty() ? "" : "; now " + step.shared();
            said.add(
                    "Step " + (i + 1) + " of " + of + ": " + step.actor() + ": " + step.label() + line + code + shared);
        }
        return said;
    }

    static String breaking(String call) {
        return BREAKS.matcher(escape(call)).replaceAll("<wbr>");
    }

    private static void row(StringBuilder page, String said, List<String> cells) {
        page.append("<tr data-said=\"").append(escape(said)).append("\"><th scope=\"row\">");
        page.append(escape(cells.getFirst())).append("</th>");
        for (String cell : cells.subList(1, cells.size())) {
            page.append("<td>").append(breaking(cell)).append("</td>");
        }
        page.append("</tr>\n");
    }
}

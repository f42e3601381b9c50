package interleave.grade;

import interleave.schedule.HtmlText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict for the learner to read, as text and as HTML: points, what was expected, what happened, at which of their lines, what to try next.
 *
 * <p>Of a hidden test its title and its points are told, nothing else.
 */
public final class Report {
    /** Keeps the columns of a table in their places where a notebook would break its lines; a wide one is scrolled. */
    private static final String PRE = "<pre style=\"margin:0;font-family:monospace;white-space:pre;overflow-x:auto\">";

    private final Result result;
    private final String title;
    private final List<String> lines;
    private final @Nullable String hint;

    /**
     * The report on one answer.
     *
     * @param result the verdict
     * @param title of the exercise
     * @param source the answer's text, to quote lines from; empty when there is none
     * @param hint the next hint to show when points are missing, null for none
     */
    public Report(Result result, String title, String source, @Nullable String hint) {
        this.result = result;
        this.title = title;
        this.lines = source.lines().toList();
        this.hint = hint;
    }

    /** The report as plain text, each line ended by {@code \n}. */
    public String text() {
        var text = new StringBuilder();
        text.append(result.exercise())
                .append(", ")
                .append(title)
                .append(": ")
                .append(score())
                .append('\n');
        for (String note : result.notes()) {
            text.append("  note: ").append(note).append('\n');
        }
        String common = commonProblem();
        if (common != null) {
            text.append('\n').append(common.indent(2));
        } else {
            text.append('\n');
            result.tests().forEach(test -> text(test, text));
        }
        String next = nextHint();
        if (next != null) {
            text.append("\nHint: ")
                    .append(next.strip().replace("\n", "\n      "))
                    .append('\n');
        }
        text.append("\nJudged by ").append(result.tool()).append(" on Java ").append(result.jdk());
        text.append(", isolation ").append(result.isolation().id()).append(".\n");
        return text.toString();
    }

    private void text(TestResult test, StringBuilder text) {
        Outcome outcome = test.outcome();
        text.append(test.passed() ? "  ✓ " : "  ✗ ")
                .append(test.points())
                .append('/')
                .append(test.maxPoints());
        text.append("  ").append(test.title());
        if (!test.passed()) {
            text.append("  [")
                    .append(outcome == null ? "not judged" : outcome.words())
                    .append(']');
        }
        text.append('\n');
        for (Row row : rows(test)) {
            text.append("         ")
                    .append(row.name())
                    .append(" ".repeat(Math.max(1, 10 - row.name().length())));
            text.append(row.value().strip().replace("\n", "\n                   "))
                    .append('\n');
        }
    }

    /** The report as a fragment of HTML that needs no style sheet and runs no script. */
    public String html() {
        var html = new StringBuilder("<div style=\"font-family:sans-serif;max-width:60em\">");
        html.append("<p><b>")
                .append(HtmlText.escape(title))
                .append("</b>: ")
                .append(HtmlText.escape(score()))
                .append("</p>");
        for (String note : result.notes()) {
            html.append("<p>").append(HtmlText.escape(note)).append("</p>");
        }
        String common = commonProblem();
        if (common != null) {
            html.append("<pre style=\"white-space:pre-wrap\">")
                    .append(HtmlText.escape(common))
                    .append("</pre>");
        } else {
            html.append("<ul style=\"list-style:none;padding-left:0\">");
            for (TestResult test : result.tests()) {
                html(test, html);
            }
            html.append("</ul>");
        }
        String next = nextHint();
        if (next != null) {
            html.append("<p><b>Hint:</b> ")
                    .append(HtmlText.escape(next).replace("\n", "<br>"))
                    .append("</p>");
        }
        return html.append("<p style=\"opacity:.8;font-size:smaller\">Isolation ")
                .append(result.isolation().id())
                .append(".</p></div>")
                .toString();
    }

    private void html(TestResult test, StringBuilder html) {
        Outcome outcome = test.outcome();
        html.append("<li style=\"margin:0 0 .6em 0\">").append(test.passed() ? "✓ " : "✗ ");
        html.append(test.points()).append('/').append(test.maxPoints()).append("&ensp;");
        html.append(HtmlText.escape(test.title()));
        if (!test.passed()) {
            html.append(" <i>(")
                    .append(outcome == null ? "not judged" : outcome.words())
                    .append(")</i>");
        }
        List<Row> rows = rows(test);
        if (!rows.isEmpty()) {
            // as wide as the page: a long line of steps is moved sideways in its own cell, and takes no other text with
            // it
            html.append("<table style=\"display:table;table-layout:fixed;width:calc(100% - 3em);margin-left:3em;"
                    + "border-collapse:collapse\">");
            for (Row row : rows) {
                html.append("<tr><th style=\"width:6em;text-align:left;vertical-align:top;padding:0 1em 0"
                        + " 0;font-weight:normal;opacity:.8\">");
                html.append(HtmlText.escape(row.name()))
                        .append("</th><td style=\"text-align:left;vertical-align:top;padding:0\">");
                html.append(row.code() ? PRE : "").append(HtmlText.escape(row.value()));
                html.append(row.code() ? "</pre>" : "").append("</td></tr>");
            }
            html.append("</table>");
        }
        html.append("</li>");
    }

    /** {@code 2 of 5 points}, or why there are none. */
    public String score() {
        return switch (result.status()) {
            case JUDGED -> result.points() + " of " + Words.points(result.maxPoints());
            case NOT_JUDGED -> "not judged, which costs no points: try again";
            case BAD_BUNDLE -> "nothing to judge";
        };
    }

    private record Row(String name, String value, boolean code) {}

    private List<Row> rows(TestResult test) {
        var rows = new ArrayList<Row>();
        if (test.passed() || test.visibility() == TestResult.Visibility.HIDDEN) {
            return rows;
        }
        if (test.expected() != null) {
            rows.add(new Row("expected", test.expected(), false));
        }
        if (test.actual() != null) {
            rows.add(new Row("happened", test.actual(), false));
        }
        if (test.line() > 0) {
            String source = test.line() <= lines.size() ? lines.get(test.line() - 1) : "";
            rows.add(new Row("line " + test.line(), source.strip(), true));
        }
        if (test.schedule() != null) {
            rows.add(new Row("steps", test.schedule(), true));
        }
        if (test.idea() != null) {
            rows.add(new Row("idea", words(test.idea()), false));
        }
        return rows;
    }

    /** A learner reads words, an instructor finds the entry by its number: {@code 07-lazy-stream} is {@code lazy stream (07)}. */
    private static String words(String idea) {
        int end = idea.indexOf('-');
        return idea.substring(end + 1).replace('-', ' ') + " (" + idea.substring(0, Math.max(0, end)) + ")";
    }

    /** What keeps every test from running, said once instead of at each of them. */
    private @Nullable String commonProblem() {
        if (result.tests().isEmpty()) {
            return result.status() == Result.Status.JUDGED ? "There is no test." : "No test was run.";
        }
        TestResult first = result.tests().getFirst();
        boolean common = result.tests().stream()
                .allMatch(t -> t.outcome() == first.outcome() && java.util.Objects.equals(t.actual(), first.actual()));
        Outcome outcome = first.outcome();
        boolean before = outcome == Outcome.COMPILE
                || outcome == Outcome.MISSING
                || outcome == Outcome.FORBIDDEN
                || result.status() != Result.Status.JUDGED;
        return common && before && first.actual() != null ? first.actual() : null;
    }

    private @Nullable String nextHint() {
        return result.status() == Result.Status.JUDGED && !result.perfect() ? hint : null;
    }
}

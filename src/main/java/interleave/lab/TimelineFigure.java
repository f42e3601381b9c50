package interleave.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws the lanes of a timeline as SVG, whose text the browser sets, and says them as text. */
final class TimelineFigure {

    private static final int WIDTH = 760;
    private static final int LEFT = 150;
    private static final int RIGHT = 20;
    private static final int TOP = 30;
    private static final int LANE = 22;
    private static final int BAR = 16;
    private static final int MOST_LANES = 40;
    /** A thread that is busy for less than this part of the time, such as one that hands an answer on, is counted and not drawn. */
    private static final int LEAST_BUSY = 50;

    private static final int COLUMNS = 60;
    private static final int LETTERS = 20;
    /** Millions of nanoseconds are what is read: milliseconds. */
    private static final double MILLI = 1e6;

    private final List<Timeline.Lane> lanes;
    private final int hidden;
    private final long nanos;
    private final int threads;
    private final int atWork;

    private TimelineFigure(List<Timeline.Lane> all, long nanos) {
        this.nanos = Math.max(nanos, 1);
        this.lanes = all.stream()
                .filter(lane -> lane.busy() * LEAST_BUSY >= nanos)
                .limit(MOST_LANES)
                .toList();
        this.hidden = all.size() - lanes.size();
        this.threads = all.size();
        this.atWork = Timeline.mostAtWork(all);
    }

    static Figure of(List<Timeline.Lane> lanes, long nanos) {
        TimelineFigure figure = new TimelineFigure(lanes, nanos);
        return Figure.ofSvg(figure.svg().getBytes(StandardCharsets.UTF_8), WIDTH, figure.altText(), figure.text());
    }

    private String altText() {
        String each = lanes.stream().limit(12).map(TimelineFigure::words).collect(Collectors.joining("; "));
        int told = Math.min(lanes.size(), 12);
        String more = threads > told ? "; and " + (threads - told) + " more" : "";
        return "Timeline. " + head() + " " + each + more + ".";
    }

    private String head() {
        return (threads == 1 ? "1 thread" : threads + " threads") + " in " + millis(nanos) + " ms, "
                + switch (atWork) {
                    case 0 -> "none of them at work for long.";
                    case 1 -> "never more than 1 at work at the same instant.";
                    default -> "at most " + atWork + " at work at the same instant.";
                };
    }

    /** {@code cook: works 30 ms, sleeps 60 ms (3 times)}. */
    private static String words(Timeline.Lane lane) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Doing, Long> total : lane.totals().entrySet()) {
            Doing doing = total.getKey();
            if (doing != Doing.IDLE && total.getValue() >= 50_000) {
                long times = lane.spans().stream()
                        .filter(span -> span.doing() == doing)
                        .count();
                parts.add(doing.words() + " " + millis(total.getValue()) + " ms"
                        + (doing.waits() && times > 1 ? " (" + times + " times)" : ""));
            }
        }
        return lane.name() + ": " + (parts.isEmpty() ? "next to nothing" : String.join(", ", parts));
    }

    /** A row of letters for each thread, what the letters mean, and the sums. */
    private String text() {
        StringBuilder text = new StringBuilder(head()).append('\n');
        int longest =
                lanes.stream().mapToInt(lane -> lane.name().length()).max().orElse(0);
        int pad = Math.min(longest, LETTERS);
        for (Timeline.Lane lane : lanes) {
            text.append(String.format(
                    Locale.ROOT, "%-" + Math.max(pad, 1) + "s |%s|%n", shortened(lane.name()), row(lane)));
        }
        if (hidden > 0) {
            text.append("… and ").append(more()).append('\n');
        }
        text.append(String.format(Locale.ROOT, "Each letter is %s ms: %s.%n", millis(nanos / COLUMNS), letters()));
        for (Timeline.Lane lane : lanes) {
            text.append(words(lane)).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private String more() {
        return hidden
                + (hidden == 1 ? " more thread" : " more threads")
                + (lanes.size() < MOST_LANES ? ", hardly ever busy" : "");
    }

    private String letters() {
        return doings().stream()
                .map(doing -> doing.letter() + " " + doing.words())
                .collect(Collectors.joining(", "));
    }

    /** In each column the letter of what took most of it. */
    private String row(Timeline.Lane lane) {
        StringBuilder row = new StringBuilder();
        for (int column = 0; column < COLUMNS; column++) {
            long from = nanos * column / COLUMNS;
            long to = nanos * (column + 1) / COLUMNS;
            char letter = ' ';
            long most = 0;
            for (Timeline.Span span : lane.spans()) {
                long within = Math.min(to, span.to()) - Math.max(from, span.from());
                if (within > most) {
                    most = within;
                    letter = span.doing().letter();
                }
            }
            row.append(letter);
        }
        return row.toString();
    }

    private Set<Doing> doings() {
        Set<Doing> doings = EnumSet.noneOf(Doing.class);
        lanes.forEach(lane -> lane.spans().forEach(span -> doings.add(span.doing())));
        return doings;
    }

    private String svg() {
        int bottom = TOP + lanes.size() * LANE;
        List<Doing> legend =
                doings().stream().filter(doing -> doing != Doing.IDLE).toList();
        int rows = (legend.size() + 2) / 3;
        int height = bottom + 48 + rows * 20 + (hidden > 0 ? 18 : 0);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " role=\"img\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                height,
                WIDTH,
                height));
        svg.append("<title>").append(escape(altText())).append("</title>");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>");
        svg.append("<pattern id=\"ready\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\""
                + " patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#FFFFFF\"/>"
                + "<rect width=\"2.5\" height=\"5\" fill=\"#D55E00\"/></pattern>");
        text(svg, 10, 18, "start", "#222222", head());
        axis(svg, bottom);
        for (int i = 0; i < lanes.size(); i++) {
            lane(svg, lanes.get(i), TOP + i * LANE);
        }
        int y = bottom + 44;
        if (hidden > 0) {
            text(svg, LEFT, y, "start", "#222222", "… and " + more());
            y += 18;
        }
        for (int i = 0; i < legend.size(); i++) {
            int x = 10 + i % 3 * 245;
            int line = y + i / 3 * 20;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"12\" fill=\"%s\" stroke=\"#555555\""
                            + " stroke-width=\"0.5\"/>",
                    x,
                    line,
                    fill(legend.get(i))));
            text(svg, x + 20, line + 11, "start", "#222222", legend.get(i).words());
        }
        return svg.append("</svg>").toString();
    }

    private void axis(StringBuilder svg, int bottom) {
        double step = step(nanos / MILLI);
        for (int i = 0; i * step <= nanos / MILLI; i++) {
            double x = x((long) (i * step * MILLI));
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#DDDDDD\"/>",
                    x,
                    TOP - 4,
                    x,
                    bottom + 4));
            String label = Drawing.number(i * step) + (i == 0 ? " ms" : "");
            text(svg, x, bottom + 18, "middle", "#222222", label);
        }
    }

    private void lane(StringBuilder svg, Timeline.Lane lane, int y) {
        text(svg, LEFT - 8, y + 12, "end", "#222222", shortened(lane.name()));
        double from = x(lane.spans().getFirst().from());
        double to = x(lane.spans().getLast().to());
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#999999\"/>",
                from,
                y + BAR / 2,
                to,
                y + BAR / 2));
        for (Timeline.Span span : lane.spans()) {
            if (span.doing() != Doing.IDLE) {
                bar(svg, span, y);
            }
        }
    }

    private void bar(StringBuilder svg, Timeline.Span span, int y) {
        double x = x(span.from());
        double width = Math.max(x(span.to()) - x, 0.6);
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" stroke=\"#FFFFFF\""
                        + " stroke-width=\"0.4\"><title>%s %s ms, from %s</title></rect>",
                x,
                y,
                width,
                BAR,
                fill(span.doing()),
                span.doing().words(),
                millis(span.nanos()),
                millis(span.from())));
        String label = span.doing().words();
        if (span.doing() != Doing.READY && width > label.length() * 6.5 + 6) {
            text(svg, x + width / 2, y + 12, "middle", span.doing().ink(), label);
        }
    }

    private static String fill(Doing doing) {
        return doing == Doing.READY ? "url(#ready)" : doing.color();
    }

    private double x(long at) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (double) at / nanos;
    }

    private static void text(StringBuilder svg, double x, int y, String anchor, String fill, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                x,
                y,
                anchor,
                fill,
                escape(words)));
    }

    /** 1, 2 or 5 times a power of ten, so that at most ten fit. */
    private static double step(double millis) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(millis, 0.01) / 10)));
        for (double step : new double[] {1, 2, 5}) {
            if (millis / (step * power) <= 10) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String millis(long nanos) {
        double millis = nanos / MILLI;
        return millis >= 100
                ? String.valueOf(Math.round(millis))
                : String.format(Locale.ROOT, millis >= 1 ? "%.1f" : "%.2f", millis);
    }

    private static String shortened(String name) {
        return name.length() <= LETTERS ? name : name.substring(0, LETTERS - 1) + "…";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package interleave.lab;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Draws the lanes of a timeline as SVG, whose text the browser sets. */
final class TimelineFigure {

    private static final int WIDTH = 760;
    private static final int LEFT = 150;
    private static final int RIGHT = 20;
    private static final int TOP = 30;
    private static final int LANE = 22;
    private static final int BAR = 16;
    /** Millions of nanoseconds are what is read: milliseconds. */
    private static final double MILLI = 1e6;

    private final TimelineText words;
    private final List<Timeline.Lane> lanes;
    private final long nanos;

    private TimelineFigure(TimelineText words, long nanos) {
        this.words = words;
        this.lanes = words.lanes();
        this.nanos = Math.max(nanos, 1);
    }

    static Figure of(List<Timeline.Lane> lanes, long nanos) {
        TimelineText words = new TimelineText(lanes, nanos);
        byte[] svg = new TimelineFigure(words, nanos).svg().getBytes(StandardCharsets.UTF_8);
        return Figure.ofSvg(svg, WIDTH, words.altText(), words.text());
    }

    private String svg() {
        int bottom = TOP + lanes.size() * LANE;
        List<Doing> legend =
                words.doings().stream().filter(doing -> doing != Doing.IDLE).toList();
        String more = words.more();
        int rows = (legend.size() + 2) / 3;
        int height = bottom + 48 + rows * 20 + (more.isEmpty() ? 0 : 18);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " role=\"img\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                height,
                WIDTH,
                height));
        svg.append("<title>").append(escape(words.altText())).append("</title>");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>");
        svg.append("<pattern id=\"ready\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\""
                + " patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#FFFFFF\"/>"
                + "<rect width=\"2.5\" height=\"5\" fill=\"#D55E00\"/></pattern>");
        text(svg, 10, 18, "start", "#222222", words.head());
        axis(svg, bottom);
        for (int i = 0; i < lanes.size(); i++) {
            lane(svg, lanes.get(i), TOP + i * LANE);
        }
        int y = bottom + 44;
        if (!more.isEmpty()) {
            text(svg, LEFT, y, "start", "#222222", more);
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
            String label = Numbers.brief(i * step) + (i == 0 ? " ms" : "");
            text(svg, x, bottom + 18, "middle", "#222222", label);
        }
    }

    private void lane(StringBuilder svg, Timeline.Lane lane, int y) {
        text(svg, LEFT - 8, y + 12, "end", "#222222", TimelineText.shortened(lane.name()));
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
                TimelineText.millis(span.nanos()),
                TimelineText.millis(span.from())));
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

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

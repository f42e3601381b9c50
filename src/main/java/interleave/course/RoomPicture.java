package interleave.course;

import interleave.grade.formats.Page;
import interleave.schedule.HtmlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The predictions of a room as one picture: a line a version, a dot a learner, and where the model and the measurement stand. The same numbers follow as a table.
 *
 * <p>A page that asks the network for nothing and runs no script; shapes and words tell apart what colours do.
 */
public final class RoomPicture {
    private static final int WIDTH = 900;
    private static final int LEFT = 250;
    private static final int RIGHT = 150;
    private static final int ROW = 46;
    private static final int HEAD = 34;
    private static final int AXIS = 30;
    private static final int DOT = 5;

    private static final String STYLE = """
        <style>
        svg { width: 100%; height: auto }
        svg text { fill: currentColor; font: 14px system-ui, sans-serif }
        svg .title { font-weight: bold }
        svg .line { stroke: #8888; stroke-width: 1 }
        svg .guess { fill: #4477aa; stroke: none }
        svg .model { fill: none; stroke: currentColor; stroke-width: 2 }
        svg .measured { stroke: #cc3311; stroke-width: 4 }
        @media (prefers-color-scheme: dark) { svg .guess { fill: #88bbee } svg .measured { stroke: #ff8866 } }
        </style>
        """;

    private RoomPicture() {}

    /** The page. */
    public static String page(Room room) {
        String title = "What the room predicted";
        String learners = room.learners() == 1 ? "1 learner" : room.learners() + " learners";
        var body = new StringBuilder(STYLE).append(Page.heading(1, title));
        body.append(Page.paragraph(learners
                + ". A dot is a learner's first prediction, a diamond the model, a bar across what came out, both the"
                + " median of the learners' machines."));
        body.append(picture(room)).append('\n');
        body.append(table(room));
        return Page.of(title, body.toString());
    }

    private static String picture(Room room) {
        var svg = new StringBuilder();
        int y = 0;
        for (Room.Experiment experiment : room.experiments()) {
            y = draw(experiment, y, svg);
        }
        return "<svg viewBox=\"0 0 " + WIDTH + " " + Math.max(y, 1) + "\" role=\"img\" aria-label=\""
                + HtmlText.escape(words(room)) + "\">\n" + svg + "</svg>";
    }

    /** What the picture shows, made from the same numbers. */
    static String words(Room room) {
        var words = new ArrayList<String>();
        for (Room.Experiment experiment : room.experiments()) {
            for (Room.Question question : experiment.questions()) {
                words.add(experiment.title() + ", " + question.version() + ": predicted "
                        + number(question.predicted().getFirst()) + " to "
                        + number(question.predicted().getLast()) + ", median "
                        + number(Room.median(question.predicted())) + ", came "
                        + number(question.measured()) + unit(question) + ".");
            }
        }
        return words.isEmpty() ? "No prediction." : String.join(" ", words);
    }

    private static int draw(Room.Experiment experiment, int top, StringBuilder svg) {
        String lesson = experiment.lesson().isEmpty() ? "" : experiment.lesson() + ": ";
        text(svg, "title", 0, top + 22, "start", lesson + experiment.title());
        Scale scale = Scale.of(experiment.questions());
        int y = top + HEAD;
        for (Room.Question question : experiment.questions()) {
            draw(question, scale, y + ROW / 2, svg);
            y += ROW;
        }
        String unit = unit(experiment.questions().getFirst());
        for (double tick : scale.ticks()) {
            text(svg, "tick", scale.x(tick), y + 16, "middle", number(tick) + unit);
        }
        return y + AXIS;
    }

    private static void draw(Room.Question question, Scale scale, int y, StringBuilder svg) {
        text(svg, "version", LEFT - 16, y + 5, "end", question.version());
        svg.append("<line class=\"line\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n"
                .formatted(LEFT, WIDTH - RIGHT, y, y));
        double measured = scale.x(question.measured());
        svg.append("<line class=\"measured\" x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\"/>%n"
                .formatted(place(measured), y - 17, y + 17));
        Map<Long, Integer> stacked = new HashMap<>();
        for (double guess : question.predicted()) {
            long column = Math.round(scale.x(guess) / (2 * DOT));
            int level = stacked.merge(column, 1, Integer::sum) - 1;
            // a pile grows up and down from the line in turn, and stays within its row
            int offset = (level % 2 == 0 ? -1 : 1) * ((level + 1) / 2) * DOT;
            svg.append("<circle class=\"guess\" cx=\"%s\" cy=\"%d\" r=\"%d\"/>%n"
                    .formatted(place(scale.x(guess)), y + Math.clamp(offset, -18, 18), DOT));
        }
        if (question.model() != null) {
            double x = scale.x(question.model());
            svg.append("<path class=\"model\" d=\"M%s %d l8 8 l-8 8 l-8 -8 z\"/>%n".formatted(place(x), y - 8));
        }
        text(
                svg,
                "near",
                WIDTH - RIGHT + 12,
                y + 5,
                "start",
                question.near() + " of " + question.predicted().size() + " within 2×");
    }

    private static void text(StringBuilder svg, String kind, double x, int y, String anchor, String text) {
        svg.append("<text class=\"%s\" x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>%n"
                .formatted(kind, place(x), y, anchor, HtmlText.escape(text)));
    }

    private static String table(Room room) {
        var rows = new ArrayList<List<String>>();
        for (Room.Experiment experiment : room.experiments()) {
            for (Room.Question question : experiment.questions()) {
                rows.add(List.of(
                        HtmlText.escape(experiment.lesson()),
                        HtmlText.escape(experiment.title()),
                        HtmlText.escape(question.version()),
                        number(question.predicted().getFirst()),
                        number(Room.median(question.predicted())),
                        number(question.predicted().getLast()),
                        question.model() == null ? "" : number(question.model()),
                        number(question.measured()),
                        HtmlText.escape(question.unit()),
                        question.near() + " of " + question.predicted().size()));
            }
        }
        return Page.table(
                List.of(
                        Page.Column.text("lesson"),
                        Page.Column.text("experiment"),
                        Page.Column.text("version"),
                        Page.Column.number("least"),
                        Page.Column.number("median"),
                        Page.Column.number("most"),
                        Page.Column.number("model"),
                        Page.Column.number("came"),
                        Page.Column.text("unit"),
                        Page.Column.number("within 2×")),
                rows);
    }

    private static String unit(Room.Question question) {
        return question.unit().isEmpty() ? "" : " " + question.unit();
    }

    private static String place(double x) {
        return String.format(Locale.ROOT, "%.1f", x);
    }

    /** Whole where it is, else three digits that count. */
    static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? String.format(Locale.ROOT, "%,d", Math.round(number)).replace(',', ' ')
                : String.format(Locale.ROOT, Math.abs(number) >= 100 ? "%.0f" : "%.3g", number);
    }

    /** Numbers to places: by powers of ten where the greatest is twenty times the least or more, evenly otherwise. */
    private record Scale(boolean powers, double least, double most) {
        static Scale of(List<Room.Question> questions) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (Room.Question question : questions) {
                least = Math.min(least, Math.min(question.predicted().getFirst(), question.measured()));
                most = Math.max(most, Math.max(question.predicted().getLast(), question.measured()));
                if (question.model() != null) {
                    least = Math.min(least, question.model());
                    most = Math.max(most, question.model());
                }
            }
            if (least > 0 && most / least >= 20) {
                return new Scale(
                        true, Math.pow(10, Math.floor(Math.log10(least))), Math.pow(10, Math.ceil(Math.log10(most))));
            }
            double low = Math.min(0, least);
            return new Scale(false, low, most > low ? most : low + 1);
        }

        double x(double number) {
            double part =
                    powers ? Math.log(number / least) / Math.log(most / least) : (number - least) / (most - least);
            return LEFT + part * (WIDTH - RIGHT - LEFT);
        }

        List<Double> ticks() {
            var ticks = new ArrayList<Double>();
            if (powers) {
                for (double tick = least; tick <= most * 1.001; tick *= 10) {
                    ticks.add(tick);
                }
            } else {
                ticks.addAll(List.of(least, (least + most) / 2, most));
            }
            return ticks;
        }
    }
}

package interleave.schedule;

import java.util.ArrayList;
import java.util.List;

/** The steps of an order as a table in plain text: a column an actor, a row a step, with the learner's line. */
final class Tables {
    private Tables() {}

    static String of(List<Interleavings.Step> steps) {
        List<List<String>> rows = rows(steps);
        List<String> header = rows.getFirst();
        var table = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            table.append('|');
            for (int c = 0; c < header.size(); c++) {
                int column = c;
                int width = rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(1);
                String cell = rows.get(r).get(c);
                String gap = " ".repeat(width - cell.length());
                table.append(' ').append(c == 0 ? gap + cell : cell + gap).append(" |");
            }
            table.append('\n');
            if (r == 0) {
                table.append(separator(rows)).append('\n');
            }
        }
        return table.toString();
    }

    /** The cells, with a row of headers: the step's number, a column an actor, what is shared, the line. */
    static List<List<String>> rows(List<Interleavings.Step> steps) {
        List<String> actors =
                steps.stream().map(Interleavings.Step::actor).distinct().toList();
        String one = onlyShared(steps);
        boolean shares = steps.stream().anyMatch(step -> !step.shared().isEmpty());
        var rows = new ArrayList<List<String>>();
        var header = new ArrayList<String>(List.of("#"));
        header.addAll(actors);
        if (shares) {
            header.add(one.isEmpty() ? "shared" : one);
        }
        header.add("line");
        rows.add(header);
        for (Interleavings.Step step : steps) {
            var row = new ArrayList<String>(List.of(Integer.toString(rows.size())));
            actors.forEach(actor -> row.add(actor.equals(step.actor()) ? step.label() : ""));
            if (shares) {
                row.add(one.isEmpty() ? step.shared() : value(step.shared()));
            }
            row.add(line(step.place()));
            rows.add(row);
        }
        return rows;
    }

    private static String line(Place place) {
        // the JVM's name of what a notebook's cell runs as is none of the learner's
        boolean named = !place.method().contains("$");
        return place.line() == 0 ? "" : place.line() + (named ? " " + place.method() : "");
    }

    /** The name of what is shared, if it is one thing only; else empty. */
    private static String onlyShared(List<Interleavings.Step> steps) {
        List<String> names = steps.stream()
                .map(Interleavings.Step::shared)
                .filter(shared -> !shared.isEmpty())
                .map(shared -> shared.contains(", ") ? "" : shared.substring(0, shared.indexOf(" = ")))
                .distinct()
                .toList();
        return names.size() == 1 ? names.getFirst() : "";
    }

    private static String value(String shared) {
        return shared.isEmpty() ? "" : shared.substring(shared.indexOf(" = ") + " = ".length());
    }

    private static String separator(List<? extends List<String>> rows) {
        var line = new StringBuilder("|");
        for (int c = 0; c < rows.getFirst().size(); c++) {
            int column = c;
            int width = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(1);
            line.append("-".repeat(width + 2)).append('|');
        }
        return line.toString();
    }
}

package interleave.schedule;

import java.util.ArrayList;
import java.util.List;

/** The steps of an order as a table in plain text: a column an actor, a row a step, with the learner's line. */
final class Tables {
    private Tables() {}

    static String of(List<Interleavings.Step> steps) {
        List<String> actors =
                steps.stream().map(Interleavings.Step::actor).distinct().toList();
        var rows = new ArrayList<List<String>>();
        var header = new ArrayList<String>(List.of("#"));
        header.addAll(actors);
        header.add("line");
        rows.add(header);
        int number = 0;
        for (Interleavings.Step step : steps) {
            var row = new ArrayList<String>(List.of(Integer.toString(++number)));
            actors.forEach(actor -> row.add(actor.equals(step.actor()) ? step.label() : ""));
            row.add(
                    step.place().line() == 0
                            ? ""
                            : step.place().line() + " " + step.place().method());
            rows.add(row);
        }
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

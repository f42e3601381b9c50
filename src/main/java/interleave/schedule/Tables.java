package interleave.schedule;

import interleave.schedule.Interleavings.Failure;
import interleave.schedule.Interleavings.Step;
import interleave.schedule.message.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The steps of an order as a table: a column an actor, a row a step, what they share, the learner's line.
 *
 * <p>Row 0 has what they share before the first step; it is left out where that cannot be known, or is what it still is after that step.
 */
final class Tables {
    private Tables() {}

    /** In plain text. */
    static String of(Failure failure) {
        List<List<String>> rows = rows(failure);
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        var table = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            List<String> row = rows.get(r);
            table.append('|');
            for (int c = 0; c < widths.length; c++) {
                String cell = row.get(c);
                String gap = " ".repeat(widths[c] - cell.length());
                table.append(' ').append(c == 0 ? gap + cell : cell + gap).append(" |");
            }
            table.append('\n');
            if (r == 0) {
                separator(table, widths);
            }
        }
        return table.toString();
    }

    private static void separator(StringBuilder table, int[] widths) {
        table.append('|');
        for (int width : widths) {
            table.append("-".repeat(width + 2)).append('|');
        }
        table.append('\n');
    }

    /** Whether there is a row 0. */
    static boolean hasBeginning(Failure failure) {
        return !failure.initially().isEmpty()
                && !failure.steps().isEmpty()
                && !failure.initially().equals(failure.steps().getFirst().shared());
    }

    /** The cells, with a row of headers. */
    static List<List<String>> rows(Failure failure) {
        List<Step> steps = failure.steps();
        List<String> actors = steps.stream().map(Step::actor).distinct().toList();
        List<String> shared = Stream.concat(
                        Stream.of(hasBeginning(failure) ? failure.initially() : ""),
                        steps.stream().map(Step::shared))
                .toList();
        String one = onlyShared(shared);
        boolean shares = shared.stream().anyMatch(values -> !values.isEmpty());
        boolean coded = steps.stream().anyMatch(step -> !step.code().isEmpty());
        var rows = new ArrayList<List<String>>();
        var header = new ArrayList<String>(List.of("#"));
        header.addAll(actors);
        if (shares) {
            header.add(one.isEmpty() ? "shared" : one);
        }
        header.add("line");
        if (coded) {
            header.add("code");
        }
        rows.add(header);
        Function<String, String> values = all -> one.isEmpty() ? all : value(all);
        if (hasBeginning(failure)) {
            var row = new ArrayList<String>(List.of("0"));
            actors.forEach(actor -> row.add(""));
            row.add(values.apply(failure.initially()));
            row.addAll(coded ? List.of("", "") : List.of(""));
            rows.add(row);
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            var row = new ArrayList<String>(List.of(Integer.toString(i + 1)));
            actors.forEach(actor -> row.add(actor.equals(step.actor()) ? step.label() : ""));
            if (shares) {
                row.add(values.apply(step.shared()));
            }
            row.add(line(step.place()));
            if (coded) {
                row.add(step.code());
            }
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
    private static String onlyShared(List<String> shared) {
        List<String> names = shared.stream()
                .filter(values -> !values.isEmpty())
                .map(values -> values.contains(", ") ? "" : values.substring(0, values.indexOf(" = ")))
                .distinct()
                .toList();
        return names.size() == 1 ? names.getFirst() : "";
    }

    private static String value(String shared) {
        return shared.isEmpty() ? "" : shared.substring(shared.indexOf(" = ") + " = ".length());
    }
}

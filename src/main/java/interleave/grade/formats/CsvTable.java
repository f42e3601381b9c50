package interleave.grade.formats;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as CSV (RFC 4180).
 *
 * <p>A text that a spreadsheet would take for a formula is given a leading apostrophe: names are chosen by learners.
 */
public final class CsvTable {
    private final StringBuilder text = new StringBuilder();

    /** Adds a row. */
    public CsvTable row(List<String> fields) {
        text.append(fields.stream().map(CsvTable::field).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    /** The whole table. */
    @Override
    public String toString() {
        return text.toString();
    }

    private static String field(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}

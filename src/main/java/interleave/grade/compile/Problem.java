package interleave.grade.compile;

/**
 * Something wrong with a source, at a place in it: what a caret is drawn from.
 *
 * @param line line from 1; 0 when it concerns the whole
 * @param column column from 1, in characters; 0 when unknown
 * @param length characters that are underlined, {@code >= 1}
 * @param message what is wrong, in one sentence or clause
 * @param sourceLine the line's text, empty when {@code line} is 0
 */
public record Problem(int line, int column, int length, String message, String sourceLine) {

    /** A problem of the whole source. */
    static Problem ofWhole(String message) {
        return new Problem(0, 0, 1, message, "");
    }

    /** {@code line 3: cannot find symbol: variable x}, with the line and a caret below it when the place is known. */
    public String render() {
        if (line == 0) {
            return message;
        }
        var text = new StringBuilder("line ").append(line).append(": ").append(message);
        if (!sourceLine.isBlank()) {
            text.append("\n    ").append(sourceLine);
            if (column > 0 && column <= sourceLine.length() + 1) {
                text.append("\n    ");
                sourceLine.substring(0, column - 1).chars().forEach(c -> text.append(c == '\t' ? '\t' : ' '));
                text.append("^".repeat(Math.max(1, Math.min(length, sourceLine.length() - column + 1))));
            }
        }
        return text.toString();
    }
}

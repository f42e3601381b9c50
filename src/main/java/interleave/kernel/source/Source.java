package interleave.kernel.source;

/** The text of a cell, by line and column. */
public record Source(String label, String text) {

    /** The line, from 1, on which a position stands. */
    public int line(int position) {
        int line = 1;
        int end = Math.clamp(position, 0, text.length());
        for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
            line++;
        }
        return line;
    }

    /** The text of a line, from 1; empty when the cell has no such line. */
    public String lineText(int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return "";
            }
        }
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /**
     * A sentence about a place in the cell, with the line it stands in and a caret under it.
     *
     * @param start where the place begins
     * @param end where it ends; the caret is drawn to the end of the line at most
     */
    public String point(String sentence, int start, int end) {
        int line = line(start);
        String lineText = lineText(line);
        int lineStart = start <= 0 ? 0 : text.lastIndexOf('\n', Math.min(start, text.length()) - 1) + 1;
        int column = Math.clamp(start - lineStart, 0, lineText.length());
        int width = Math.clamp(
                (long) end - start, 1, Math.max(1, lineText.stripTrailing().length() - column));
        StringBuilder pointed = new StringBuilder(sentence.length() + 2 * lineText.length() + 40);
        pointed.append(label)
                .append(", line ")
                .append(line)
                .append(": ")
                .append(sentence.lines().findFirst().orElse(""));
        pointed.append("\n    ").append(lineText.stripTrailing()).append("\n    ");
        for (int i = 0; i < column; i++) {
            pointed.append(lineText.charAt(i) == '\t' ? '\t' : ' ');
        }
        pointed.repeat('^', width);
        sentence.lines().skip(1).forEach(more -> pointed.append("\n    ").append(more.strip()));
        return pointed.toString();
    }
}

package interleave.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jdk.jshell.SourceCodeAnalysis;

/** Splits a cell into its Java code and its magics, in the order in which they run. */
sealed interface Parts {

    /** Java code that begins at {@code offset} of the cell. */
    record Java(int offset, String text) implements Parts {}

    /**
     * A magic.
     *
     * @param offset where what belongs to it begins: after its line
     * @param wholeCell whether the rest of the cell belongs to it
     */
    record Command(String name, String arguments, int offset, boolean wholeCell) implements Parts {}

    /** Splits a cell. A line that begins with a percent sign in the middle of a statement, as in a text block, is Java. */
    static List<Parts> of(Supplier<SourceCodeAnalysis> analysis, String cell) {
        if (cell.indexOf('%') < 0) {
            return List.of(new Java(0, cell));
        }
        int first = JavaText.firstVisible(JavaText.bare(cell));
        if (isMagic(cell, first, "%%") && isLineStart(cell, first)) {
            return List.of(command(cell, first, 2));
        }
        List<Parts> parts = new ArrayList<>();
        int from = 0;
        for (int line = 0; line < cell.length(); line = after(cell, line)) {
            if (isMagic(cell, line, "%") && ends(analysis.get(), cell.substring(from, line))) {
                if (line > from) {
                    parts.add(new Java(from, cell.substring(from, line)));
                }
                Command command = command(cell, line, 1);
                parts.add(command);
                from = command.offset();
            }
        }
        if (from < cell.length()) {
            parts.add(new Java(from, cell.substring(from)));
        }
        return parts;
    }

    private static boolean isMagic(String cell, int at, String sign) {
        int name = at + sign.length();
        return cell.startsWith(sign, at) && name < cell.length() && Character.isJavaIdentifierStart(cell.charAt(name));
    }

    private static boolean isLineStart(String cell, int at) {
        return cell.substring(cell.lastIndexOf('\n', Math.max(0, at - 1)) + 1, at)
                .isBlank();
    }

    private static boolean ends(SourceCodeAnalysis analysis, String java) {
        List<Pieces.Piece> pieces = java.isBlank() ? List.of() : Pieces.split(analysis, java);
        return pieces.isEmpty() || pieces.getLast().whole();
    }

    private static Command command(String cell, int at, int signs) {
        int next = after(cell, at);
        String line = cell.substring(at + signs, next).strip();
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return new Command(line.substring(0, end), line.substring(end).strip(), next, signs == 2);
    }

    private static int after(String cell, int line) {
        int end = cell.indexOf('\n', line);
        return end < 0 ? cell.length() : end + 1;
    }
}

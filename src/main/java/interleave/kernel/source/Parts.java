package interleave.kernel.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jdk.jshell.SourceCodeAnalysis;

/** Splits a cell into its Java code and its magics, in the order in which they run. */
public sealed interface Parts {

    /** Java code that begins at {@code offset} of the cell. */
    record Java(int offset, String text) implements Parts {}

    /**
     * A magic.
     *
     * @param offset where what belongs to it begins: after its line
     * @param wholeCell whether the rest of the cell belongs to it
     */
    record Command(String name, String arguments, int offset, boolean wholeCell) implements Parts {}

    /**
     * A statement that takes what a magic gives, as in {@code List<String> added = %jars lib/*.jar}.
     *
     * @param offset where the statement begins
     * @param text the statement up to the magic
     */
    record Assigned(int offset, String text, Command command) implements Parts {}

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
        String bare = JavaText.bare(cell);
        int from = 0;
        for (int line = 0; line < cell.length(); line = after(cell, line)) {
            int sign = cell.indexOf('%', line);
            if (sign < 0) {
                break;
            }
            boolean begins =
                    sign < after(cell, line) && cell.substring(line, sign).isBlank();
            if (begins && isMagic(cell, sign, "%") && ends(analysis.get(), cell.substring(from, line))) {
                if (line > from) {
                    parts.add(new Java(from, cell.substring(from, line)));
                }
                Command command = command(cell, sign, 1);
                parts.add(command);
                from = command.offset();
                bare = bareFrom(cell, from);
                continue;
            }
            int given = given(cell, bare, line);
            List<Pieces.Piece> before =
                    given < 0 ? List.of() : Pieces.split(analysis.get(), cell.substring(from, given));
            if (!before.isEmpty() && !before.getLast().whole()) {
                int statement = from + before.getLast().offset();
                if (statement > from) {
                    parts.add(new Java(from, cell.substring(from, statement)));
                }
                Command command = command(cell, given, 1);
                parts.add(new Assigned(statement, cell.substring(statement, given), command));
                from = command.offset();
                bare = bareFrom(cell, from);
            }
        }
        if (from < cell.length()) {
            parts.add(new Java(from, cell.substring(from)));
        }
        return parts;
    }

    /** The cell as bare text from a position on: what stands before may be no Java, and may look like the begin of a comment. */
    private static String bareFrom(String cell, int from) {
        return " ".repeat(from) + JavaText.bare(cell.substring(from));
    }

    /** Where in a line the magic stands whose result is assigned; -1 when there is none. */
    private static int given(String cell, String bare, int line) {
        int end = after(cell, line);
        for (int at = bare.indexOf('%', line); at >= 0 && at < end; at = bare.indexOf('%', at + 1)) {
            int before = at - 1;
            while (before >= 0 && Character.isWhitespace(bare.charAt(before))) {
                before--;
            }
            boolean assigned = before > 0 && bare.charAt(before) == '=' && "=!<>".indexOf(bare.charAt(before - 1)) < 0;
            if (assigned && isMagic(cell, at, "%")) {
                return at;
            }
        }
        return -1;
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

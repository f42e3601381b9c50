package interleave.kernel.source;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Splits the Java text of a cell into the snippets that JShell takes one at a time. */
public final class Pieces {
    private static final String RETURN = "return";

    private Pieces() {}

    /**
     * One snippet.
     *
     * @param source what JShell is given
     * @param offset where it begins in the text that was split
     * @param whole whether it can be run; if not it is the rest of the text, which ends in the middle of something or is no Java
     * @param ended whether the learner wrote a semicolon at its end: an expression that ends with one is a statement, and shows nothing
     */
    public record Piece(String source, int offset, boolean whole, boolean ended) {}

    /** Splits Java text; a {@code return x;} at its end is the expression {@code x}, as in IJava. */
    public static List<Piece> split(SourceCodeAnalysis analysis, String text) {
        List<Piece> pieces = splitAsWritten(analysis, text);
        if (!pieces.isEmpty()) {
            Piece last = pieces.getLast();
            String bare = JavaText.bare(last.source());
            int at = JavaText.firstVisible(bare);
            int semicolon = bare.lastIndexOf(';');
            if (last.ended()
                    && JavaText.word(bare, "return", at) == at
                    && !bare.substring(at + RETURN.length(), semicolon).isBlank()) {
                StringBuilder expression = new StringBuilder(last.source());
                expression.replace(at, at + RETURN.length(), " ".repeat(RETURN.length()));
                expression.setCharAt(semicolon, ' ');
                pieces.set(pieces.size() - 1, new Piece(expression.toString(), last.offset(), true, false));
            }
        }
        return pieces;
    }

    private static List<Piece> splitAsWritten(SourceCodeAnalysis analysis, String text) {
        List<Piece> pieces = new ArrayList<>();
        String rest = text;
        while (true) {
            int offset = text.length() - rest.length();
            CompletionInfo info = analysis.analyzeCompletion(rest);
            switch (info.completeness()) {
                case EMPTY -> {
                    return pieces;
                }
                case COMPLETE, CONSIDERED_INCOMPLETE, COMPLETE_WITH_SEMI -> {
                    boolean last = info.completeness() != SourceCodeAnalysis.Completeness.COMPLETE
                            || info.remaining().isEmpty();
                    String source = info.source();
                    boolean ended = info.completeness() != SourceCodeAnalysis.Completeness.COMPLETE_WITH_SEMI
                            && JavaText.bare(source).stripTrailing().endsWith(";");
                    pieces.add(new Piece(source, offset, true, ended));
                    if (last) {
                        return pieces;
                    }
                    rest = info.remaining();
                }
                case DEFINITELY_INCOMPLETE, UNKNOWN -> {
                    pieces.add(new Piece(rest, offset, false, false));
                    return pieces;
                }
            }
        }
    }
}

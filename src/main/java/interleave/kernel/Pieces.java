package interleave.kernel;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Splits the Java text of a cell into the snippets that JShell takes one at a time. */
final class Pieces {
    private Pieces() {}

    /**
     * One snippet.
     *
     * @param source what JShell is given
     * @param offset where it begins in the text that was split
     * @param whole whether it can be run; if not it is the rest of the text, which ends in the middle of something or is no Java
     * @param ended whether the learner wrote a semicolon at its end: an expression that ends with one is a statement, and shows nothing
     */
    record Piece(String source, int offset, boolean whole, boolean ended) {}

    static List<Piece> split(SourceCodeAnalysis analysis, String text) {
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

package interleave.kernel;

import java.util.function.IntUnaryOperator;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** From the lines of the class that JShell wraps around a snippet to the lines of the cell. */
final class LineMap {
    /** Lines that JShell writes before the learner's: package, imports, class, and a modifier or a method's head. */
    private static final int BEFORE_A_DECLARATION = 4;

    private LineMap() {}

    /**
     * For a snippet that JShell has wrapped. A line of the wrapper that is none of the learner's takes the number of the learner's line before it.
     *
     * @param firstLine the line of the cell on which the snippet's source begins, from 1
     */
    static IntUnaryOperator of(SnippetWrapper wrapper, int firstLine) {
        String wrapped = wrapper.wrapped();
        String source = wrapper.source();
        int[] cellLines = new int[count(wrapped) + 2];
        int line = firstLine;
        for (int start = 0; start <= source.length(); line++) {
            int end = source.indexOf('\n', start);
            end = end < 0 ? source.length() : end;
            for (int at = start; at < end; at++) {
                if (!Character.isWhitespace(source.charAt(at))) {
                    int wrappedAt = wrapper.sourceToWrappedPosition(at);
                    int wrappedLine = wrappedAt <= 0 || wrappedAt > wrapped.length() ? 0 : lineOf(wrapped, wrappedAt);
                    if (wrappedLine >= BEFORE_A_DECLARATION && cellLines[wrappedLine] == 0) {
                        cellLines[wrappedLine] = line;
                    }
                    break;
                }
            }
            start = end + 1;
        }
        int previous = firstLine;
        for (int i = 0; i < cellLines.length; i++) {
            previous = cellLines[i] == 0 ? previous : cellLines[i];
            cellLines[i] = previous;
        }
        return wrappedLine -> cellLines[Math.clamp(wrappedLine, 0, cellLines.length - 1)];
    }

    /**
     * For a method or class that JShell is about to wrap: there its text follows the wrapper's first lines as it is.
     *
     * @param firstLine the line of the cell on which the first word of the snippet stands, from 1
     */
    static IntUnaryOperator ofDeclaration(int firstLine) {
        return wrappedLine -> Math.max(firstLine, wrappedLine - BEFORE_A_DECLARATION - 1 + firstLine);
    }

    private static int count(String text) {
        return lineOf(text, text.length());
    }

    private static int lineOf(String text, int position) {
        int line = 1;
        for (int at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) {
            line++;
        }
        return line;
    }
}

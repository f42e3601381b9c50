package interleave.kernel.source;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** From the lines of the class that JShell wraps around a snippet to the lines of the cell. */
public final class LineMap {
    /** Lines that JShell writes before the learner's: package, imports, class, and a modifier or a method's head. */
    private static final int BEFORE_A_DECLARATION = 4;

    /** The method that computes a value whose type is not written. */
    private static final String INFERRED = "do_it$Aux()";

    private LineMap() {}

    /**
     * For a snippet that JShell has wrapped. A line of the wrapper that is none of the learner's takes the number of the learner's line before it,
     * or of the first where there is none before.
     *
     * @param firstLine the line of the cell on which the snippet's source begins, from 1
     */
    public static IntUnaryOperator of(SnippetWrapper wrapper, int firstLine) {
        String wrapped = wrapper.wrapped();
        String source = wrapper.source();
        int[] starts = lineStarts(wrapped);
        int[] cellLines = new int[starts.length + 2];
        if (wrapped.contains(INFERRED)) {
            markInitializer(wrapped, source, starts, cellLines, firstLine);
        } else {
            mark(wrapper, starts, cellLines, firstLine);
        }
        int previous =
                Arrays.stream(cellLines).filter(line -> line > 0).findFirst().orElse(firstLine);
        for (int i = 0; i < cellLines.length; i++) {
            previous = cellLines[i] == 0 ? previous : cellLines[i];
            cellLines[i] = previous;
        }
        return wrappedLine -> cellLines[Math.clamp(wrappedLine, 0, cellLines.length - 1)];
    }

    private static void mark(SnippetWrapper wrapper, int[] starts, int[] cellLines, int firstLine) {
        String wrapped = wrapper.wrapped();
        String source = wrapper.source();
        int line = firstLine;
        for (int at = 0; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '\n') {
                line++;
            } else if (!Character.isWhitespace(c)) {
                int position = wrapper.sourceToWrappedPosition(at);
                // what JShell left out has no position of its own
                boolean there = position > 0 && position < wrapped.length() && wrapped.charAt(position) == c;
                int wrappedLine = there ? lineOf(starts, position) : 0;
                if (wrappedLine >= BEFORE_A_DECLARATION && cellLines[wrappedLine] == 0) {
                    cellLines[wrappedLine] = line;
                }
            }
        }
    }

    /** Of a {@code var} JShell tells no true positions, but what it is set to stands in the wrapper word for word. */
    private static void markInitializer(String wrapped, String source, int[] starts, int[] cellLines, int firstLine) {
        String bare = JavaText.bare(source);
        int begin = bare.indexOf('=') + 1;
        begin += JavaText.firstVisible(source.substring(begin));
        String text = source.substring(
                begin, Math.max(begin, bare.lastIndexOf(';') < begin ? source.length() : bare.lastIndexOf(';')));
        int found = wrapped.indexOf(text.strip(), wrapped.indexOf(INFERRED));
        if (found >= 0) {
            int line = firstLine
                    + (int) source.substring(0, begin)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            int first = lineOf(starts, found);
            Arrays.fill(cellLines, 0, first, line);
            for (int i = 0; i < text.strip().lines().count(); i++) {
                cellLines[first + i] = line + i;
            }
        }
    }

    /**
     * For a method or class that JShell is about to wrap: there its text follows the wrapper's first lines as it is.
     *
     * @param firstLine the line of the cell on which the first word of the snippet stands, from 1
     */
    public static IntUnaryOperator ofDeclaration(int firstLine) {
        return wrappedLine -> Math.max(firstLine, wrappedLine - BEFORE_A_DECLARATION - 1 + firstLine);
    }

    private static int[] lineStarts(String text) {
        return IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(at -> text.charAt(at) == '\n')
                                .map(at -> at + 1))
                .toArray();
    }

    /** The line, from 1, that a position is on. */
    private static int lineOf(int[] starts, int position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found + 1 : -found - 1;
    }
}

package interleave.grade.compile;

import interleave.link.Struct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the learner's lines in an exception that came as data. */
public final class AnswerLines {
    private static final String FILE = "Answer.java";

    private AnswerLines() {}

    /** The line of the innermost frame in the answer, 0 if there is none. */
    public static int innermost(Struct exception) {
        for (Object each : frames(exception)) {
            int line = line(each);
            if (line > 0) {
                return line;
            }
        }
        return 0;
    }

    /** The line that most frames are at, the first of them in the source if several are: where a recursion recurs. */
    public static int most(Struct exception) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (Object each : frames(exception)) {
            int line = line(each);
            if (line > 0) {
                counts.merge(line, 1, Integer::sum);
            }
        }
        // the frame in which the stack ended, and rounding, make two lines of one circle differ by one
        int top = counts.values().stream().mapToInt(n -> n).max().orElse(0);
        return counts.entrySet().stream()
                .filter(e -> e.getValue() >= top - 1)
                .mapToInt(Map.Entry::getKey)
                .min()
                .orElse(0);
    }

    private static List<?> frames(Struct exception) {
        return exception.get("frames") instanceof List<?> frames ? frames : List.of();
    }

    private static int line(Object frame) {
        return frame instanceof Struct f
                        && FILE.equals(f.get("file"))
                        && f.get("line") instanceof Long line
                        && line > 0
                        && line < Integer.MAX_VALUE
                ? line.intValue()
                : 0;
    }
}

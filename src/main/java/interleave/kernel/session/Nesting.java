package interleave.kernel.session;

import interleave.kernel.source.JavaText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How deep brackets stand in one another: the compiler looks ahead at each for its end, and goes down into each, so thousands of them take minutes or all of its stack. */
public final class Nesting {
    /** Deeper than what any hand has written, and shallow enough to be compiled at once. */
    private static final int DEEPEST = 500;

    private Nesting() {}

    /** Whether code is nested deeper than the compiler is asked to follow. */
    public static boolean isTooDeep(String java) {
        return java.length() > DEEPEST && depth(JavaText.bare(java)) > DEEPEST;
    }

    /** What is said of code that is nested too deep; null when it is not. */
    public static Outcome.@Nullable Failed refuse(String java) {
        if (!isTooDeep(java)) {
            return null;
        }
        return tooDeep(String.format(
                Locale.ROOT,
                "This cell opens %,d brackets inside one another, and the compiler can follow %d",
                depth(JavaText.bare(java)),
                DEEPEST));
    }

    /** What is said when the compiler has used up its stack. */
    public static Outcome.Failed stackUsedUp() {
        return tooDeep("This cell has an expression that is deeper, or longer, than the compiler can follow");
    }

    private static Outcome.Failed tooDeep(String what) {
        return Outcome.Failed.of(
                "CodeTooDeep",
                what + "; it was not run. Give parts of it names of their own, or read what is data from a file.");
    }

    private static int depth(String bare) {
        int open = 0;
        int deepest = 0;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                deepest = Math.max(deepest, ++open);
            } else if ((c == ')' || c == ']' || c == '}') && open > 0) {
                open--;
            }
        }
        return deepest;
    }
}

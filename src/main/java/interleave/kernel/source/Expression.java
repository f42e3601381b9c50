package interleave.kernel.source;

import java.util.Set;

/**
 * The expression that a cell ends in, evaluated the short way: as what a variable of type {@code Object} is set to, which is dropped at once.
 *
 * <p>JShell evaluates an expression by four runs of the compiler: one for its type, one for the type that a variable for it can have, one for errors, one for
 * the class. A variable whose type is written needs the last two. What looks like an expression and is none does not compile as the value of a variable, and
 * then goes JShell's own way, so it is enough to be right nearly always here; only an assignment must never be taken for a value to show.
 */
public final class Expression {
    /** What the names of the variables begin with. */
    private static final String PREFIX = "interleave$value";

    /** Words that begin a statement or a declaration. */
    private static final Set<String> BEGIN_OTHERS = Set.of(
            "abstract",
            "break",
            "class",
            "continue",
            "do",
            "enum",
            "final",
            "for",
            "if",
            "import",
            "interface",
            "non",
            "package",
            "private",
            "protected",
            "public",
            "record",
            "return",
            "sealed",
            "static",
            "synchronized",
            "throw",
            "transient",
            "try",
            "var",
            "void",
            "volatile",
            "while",
            "yield");

    /** Words that a name may follow, or that may follow a name, within an expression. */
    private static final Set<String> BETWEEN_NAMES = Set.of("new", "instanceof", "extends", "super");

    /** Words after which an expression's type depends on where it stands: {@code Object} is not the place where the learner put it. */
    private static final Set<String> DEPEND_ON_THEIR_PLACE = Set.of("switch");

    private Expression() {}

    /**
     * The name of the variable that holds a value while it is rendered. Never the same twice: JShell would redefine the class of the one before, and tasks that an
     * earlier cell left running would go on in the code of the later.
     */
    public static String variable(int number) {
        return PREFIX + number;
    }

    /** The source of the variable's declaration. */
    public static String asVariable(String variable, String expression) {
        String bare = JavaText.bare(expression);
        // next to the expression, so that both are on one line
        int begin = JavaText.firstVisible(bare);
        boolean ended = bare.stripTrailing().endsWith(";");
        // on a line of its own, for a comment may end the last one
        String end = ended ? "" : "\n;";
        return expression.substring(0, begin) + "Object " + variable + " = " + expression.substring(begin) + end;
    }

    /** Whether a snippet is an expression other than an assignment, as far as its text tells. */
    public static boolean is(String source) {
        String bare = JavaText.bare(source).strip();
        if (bare.endsWith(";")) {
            bare = bare.substring(0, bare.length() - 1).stripTrailing();
        }
        boolean made = bare.startsWith("new ");
        return !bare.isEmpty()
                && !bare.startsWith("@")
                && !bare.startsWith("{")
                && (made || !bare.endsWith("}"))
                && new Scan(bare).isExpression();
    }

    /** Looks at the words and signs of bare Java text that stand outside of all brackets. */
    private static final class Scan {
        private final String bare;
        private int at;
        private int depth;
        private boolean afterName;

        Scan(String bare) {
            this.bare = bare;
        }

        boolean isExpression() {
            for (; at < bare.length(); at++) {
                char c = bare.charAt(at);
                if (Character.isJavaIdentifierStart(c)) {
                    if (!word()) {
                        return false;
                    }
                } else if (!Character.isWhitespace(c)) {
                    if (depth == 0 && assigns(c)) {
                        return false;
                    }
                    depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                    // a type may end so, and a name after it is declared
                    afterName = c == ']' || (c == '>' && !arrow());
                }
            }
            return true;
        }

        private boolean word() {
            int begin = at;
            int end = JavaText.endOfWord(bare, begin);
            at = end - 1;
            String word = bare.substring(begin, end);
            boolean first = begin == 0;
            if (depth > 0) {
                return true;
            }
            if ((first && BEGIN_OTHERS.contains(word)) || DEPEND_ON_THEIR_PLACE.contains(word)) {
                return false;
            }
            boolean between = BETWEEN_NAMES.contains(word);
            boolean declares = afterName && !between;
            afterName = !between;
            return !declares;
        }

        private boolean arrow() {
            return at > 0 && bare.charAt(at - 1) == '-';
        }

        /** Whether this sign is the {@code =} of an assignment or of an initializer. */
        private boolean assigns(char c) {
            if (c != '=') {
                return false;
            }
            char before = at == 0 ? ' ' : bare.charAt(at - 1);
            char after = at + 1 == bare.length() ? ' ' : bare.charAt(at + 1);
            boolean shifted = at > 1 && "<>".indexOf(before) >= 0 && bare.charAt(at - 2) == before;
            boolean compares =
                    after == '=' || before == '=' || before == '!' || ("<>".indexOf(before) >= 0 && !shifted);
            return !compares;
        }
    }
}

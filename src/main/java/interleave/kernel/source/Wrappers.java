package interleave.kernel.source;

/** The names that JShell gives to the classes around snippets: {@code REPL.$JShell$17B.Point}. A learner never sees them. */
public final class Wrappers {
    private static final String PACKAGE = "REPL.";
    private static final String CLASS = "$JShell$";
    /** The method of such a class that holds what a snippet does. */
    public static final String TOP_LEVEL_METHOD = "do_it$";

    private Wrappers() {}

    /** The text with every wrapper's name removed from names that it qualifies. */
    public static String withoutThem(String text) {
        int at = text.indexOf(CLASS);
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            int start = text.startsWith(PACKAGE, at - PACKAGE.length()) && at - PACKAGE.length() >= from
                    ? at - PACKAGE.length()
                    : at;
            int end = at + CLASS.length();
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            boolean qualifies = end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == '$');
            out.append(text, from, start);
            from = qualifies ? end + 1 : end;
            at = text.indexOf(CLASS, from);
        }
        return out.append(text, from, text.length()).toString();
    }

    /** The outermost class of a binary name: {@code REPL.$JShell$3} of {@code REPL.$JShell$3$Point}. */
    public static String outermost(String binaryName) {
        int start = binaryName.indexOf(CLASS);
        int inner = start < 0 ? -1 : binaryName.indexOf('$', start + CLASS.length());
        return inner < 0 ? binaryName : binaryName.substring(0, inner);
    }
}

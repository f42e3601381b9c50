package interleave.kernel.source;

/** Looks at Java source as text, where a parser would be too much. */
public final class JavaText {
    private JavaText() {}

    /** The same text, of the same length, with comments and the insides of string and character literals as blanks. Line ends stay. */
    public static String bare(String source) {
        char[] bare = source.toCharArray();
        int at = 0;
        while (at < bare.length) {
            int end;
            if (source.startsWith("//", at)) {
                end = source.indexOf('\n', at);
                blank(bare, at, end < 0 ? bare.length : end);
            } else if (source.startsWith("/*", at)) {
                end = source.indexOf("*/", at + 2);
                end = end < 0 ? bare.length : end + 2;
                blank(bare, at, end);
            } else if (source.startsWith("\"\"\"", at)) {
                end = endOfLiteral(source, at + 3, "\"\"\"", true);
                blank(bare, at + 3, end - 3);
            } else if (bare[at] == '"' || bare[at] == '\'') {
                end = endOfLiteral(source, at + 1, String.valueOf(bare[at]), false);
                blank(bare, at + 1, end - 1);
            } else {
                end = at + 1;
            }
            at = end < 0 ? bare.length : Math.max(end, at + 1);
        }
        return new String(bare);
    }

    private static int endOfLiteral(String source, int from, String quote, boolean overLines) {
        for (int at = from; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '\\') {
                at++;
            } else if (source.startsWith(quote, at)) {
                return at + quote.length();
            } else if (c == '\n' && !overLines) {
                return at;
            }
        }
        return source.length();
    }

    private static void blank(char[] text, int from, int to) {
        for (int at = Math.max(0, from); at < Math.min(to, text.length); at++) {
            if (text[at] != '\n') {
                text[at] = ' ';
            }
        }
    }

    /** The position of a name as a word of its own in bare text, at or after {@code from}; -1 when it is not there. */
    public static int word(String bare, String name, int from) {
        for (int at = bare.indexOf(name, from); at >= 0; at = bare.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || !Character.isJavaIdentifierPart(bare.charAt(at - 1));
            boolean ends = end == bare.length() || !Character.isJavaIdentifierPart(bare.charAt(end));
            if (begins && ends) {
                return at;
            }
        }
        return -1;
    }

    /** The position behind the word that begins, or goes on, at {@code from}; {@code from} itself where there is none. */
    public static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The first position that is not blank; the length when all is. */
    public static int firstVisible(String bare) {
        int at = 0;
        while (at < bare.length() && Character.isWhitespace(bare.charAt(at))) {
            at++;
        }
        return at;
    }

    /** A text as a string literal. */
    public static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                default -> literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}

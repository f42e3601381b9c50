package interleave.schedule;

/** Text in a piece of HTML: in the room that every other one may enter, so that all of ours escape alike. */
public final class HtmlText {
    private HtmlText() {}

    /** The text with everything escaped that means something in HTML, inside an attribute too. */
    public static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}

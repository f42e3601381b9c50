package interleave.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/** The arguments of a magic: words, or what stands between double quotes. */
public final class Arguments {
    private Arguments() {}

    /** Splits what stands behind a magic's name. */
    public static List<String> of(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (begun) {
                    arguments.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            arguments.add(word.toString());
        }
        return arguments;
    }
}

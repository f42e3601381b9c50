package interleave.grade;

import interleave.grade.submission.Texts;
import interleave.schedule.message.Place;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values and figures as a learner reads them: short, with a unit, on one line. */
public final class Words {
    /** Characters of a value that a sentence shows at most. */
    private static final int SHOWN = 200;

    private static final Pattern IDENTITY = Pattern.compile(" ?@[0-9a-f]{5,8}\\b");

    private Words() {}

    /** {@code 200 ms}, {@code 1.5 ms}, {@code 10,000 ms}: one unit throughout, so that figures compare at a glance. */
    static String duration(Duration d) {
        var format = new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(BigDecimal.valueOf(d.toNanos(), 6)) + " ms";
    }

    /** A value, quoted where it is text, cut where it is long. */
    static String value(@Nullable Object value) {
        return Texts.cut(
                switch (value) {
                    case null -> "null";
                    case String s -> '"' + s + '"';
                    case Duration d -> duration(d);
                    case Object array when array.getClass().isArray() -> array(array);
                    default -> String.valueOf(value);
                },
                SHOWN);
    }

    /** {@code IllegalStateException: no such profile}. */
    public static String thrown(Throwable t) {
        String name =
                t instanceof LearnerException l ? l.className() : t.getClass().getName();
        return thrown(name, t.getMessage());
    }

    /** The same of an exception that is known by name only. */
    public static String thrown(String className, @Nullable String message) {
        String simple = Place.simpleName(className);
        return message == null || message.isBlank() ? simple : simple + ": " + Texts.cut(stable(message), SHOWN);
    }

    /** Without the identity hashes that the JDK puts into messages, which differ from run to run: {@code loader 'learner' @694f9431}. */
    static String stable(String message) {
        return IDENTITY.matcher(message).replaceAll("");
    }

    /** {@code 1 point}, {@code 2 points}. */
    public static String points(int n) {
        return n == 1 ? "1 point" : n + " points";
    }

    private static String array(Object array) {
        var text = new StringBuilder("[");
        int length = Math.min(Array.getLength(array), SHOWN);
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : ", ").append(value(Array.get(array, i)));
        }
        return text.append(']').toString();
    }
}

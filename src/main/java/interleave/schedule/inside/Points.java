package interleave.schedule.inside;

import static java.nio.charset.StandardCharsets.UTF_8;

import interleave.schedule.message.Place;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls where another thread may come in between: {@link interleave.schedule.weave.PointWeaving} says where that is.
 *
 * <p>At a point a thread of an {@linkplain Exploring exploration} says what it is about to do and lets the exploration choose who goes on. Elsewhere a
 * point does nothing. What the JMM allows beyond an order of steps (stale reads of plain fields, reordering) is out of reach. Public because woven code, wherever it is
 * loaded, must reach it; nobody writes these calls by hand.
 */
public final class Points {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);

    private Points() {}

    /** A field is about to be read: of {@code target}, an object, or a class where it is static; at that line, {@code >= 0}, of that method of {@code type}. */
    public static void read(@Nullable Object target, String field, String type, String method, int line) {
        announceRead(target, field, type, method, line);
    }

    /** A field is about to be written, with that value. */
    public static void write(
            @Nullable Object target, @Nullable Object value, String field, String type, String method, int line) {
        announceWrite(value, target, field, type, method, line);
    }

    /** That element of an array is about to be read; {@code index} may be out of its bounds, as the learner's code may be wrong. */
    public static void element(@Nullable Object array, int index, String type, String method, int line) {
        announceRead(array, "[" + index + "]", type, method, line);
    }

    /** That element of an array is about to be written, with that value. */
    public static void writeElement(
            @Nullable Object array, int index, @Nullable Object value, String type, String method, int line) {
        announceWrite(value, array, "[" + index + "]", type, method, line);
    }

    /** The value that the access or call just announced gave. */
    public static void got(@Nullable Object value) {
        Exploring.got(value);
    }

    /** A field that never changes holds that object. */
    public static void named(@Nullable Object value, String field) {
        Telling.named(value, field);
    }

    /** A method of that name is about to be called, of a receiver that threads may share, with these arguments, boxed. */
    public static void call(
            @Nullable Object receiver,
            String name,
            @Nullable Object[] arguments,
            String type,
            String method,
            int line) {
        LearnerThread me = Exploring.explored();
        Exploring exploring = me == null ? null : me.inside.exploring();
        if (me != null && exploring != null) {
            Intent intent = JdkCalls.intent(me, exploring, receiver, name, arguments, new Place(type, method, line));
            if (intent != null && JdkCalls.keepsOthersOut(intent, name, arguments)) {
                exploring.atChange(me, intent, name);
            } else if (intent != null) {
                Exploring.at(intent);
            }
        }
    }

    /** What may concern any object. */
    public static void any(String label, String type, String method, int line) {
        Exploring.at(Intent.toAnything(label, new Place(type, method, line)));
    }

    /** From here on it matters in what order futures are completed. */
    public static void firstWins() {
        LearnerThread me = Exploring.explored();
        Exploring exploring = me == null ? null : me.inside.exploring();
        if (exploring != null) {
            exploring.completionsRace();
        }
    }

    /** What is printed by thousands of orders is read by nobody: only the one that a reader is told prints. */
    public static PrintStream out() {
        return Exploring.isMuted() ? NOWHERE : System.out;
    }

    /** The same for errors. */
    public static PrintStream err() {
        return Exploring.isMuted() ? NOWHERE : System.err;
    }

    private static void announceRead(@Nullable Object target, String member, String type, String method, int line) {
        if (Exploring.explored() != null) {
            String label = Exploring.telling() != null ? "read " + member : "";
            Exploring.at(Intent.to(label, target, member, false, new Place(type, method, line)));
        }
    }

    private static void announceWrite(
            @Nullable Object value, @Nullable Object target, String member, String type, String method, int line) {
        if (Exploring.explored() != null) {
            boolean told = Exploring.telling() != null;
            String label = told ? "write " + member + " = " + words(value) : "";
            Exploring.at(Intent.to(label, target, member, true, new Place(type, method, line)));
            if (told && target != null) {
                Telling.named(value, member);
                Telling.is(target, member, value, true);
            }
        }
    }

    /** A value as a reader is shown it: what is no text, number or constant by its class alone. */
    public static String words(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> '"' + text + '"';
            case Number number -> number.toString();
            case Boolean yes -> yes.toString();
            case Character one -> "'" + one + "'";
            case Enum<?> constant -> constant.name();
            default -> something(value.getClass());
        };
    }

    private static String something(Class<?> type) {
        if (type.isArray()) {
            return "an array";
        }
        String name = typeName(type);
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    /** Whether a class of that name is ours in place of one that the learner knows, which it extends. */
    private static boolean isStandIn(String type) {
        return type.startsWith("interleave.schedule.inside.Sim") || type.startsWith("interleave.schedule.Sim");
    }

    /** The name of a class as the learner knows it. */
    static String typeName(Class<?> type) {
        if (type.isSynthetic() || type.isHidden()) {
            return "lambda";
        }
        Class<?> known = isStandIn(type.getName()) ? type.getSuperclass() : type;
        String name = known.getSimpleName();
        return name.isEmpty() ? "nameless object" : name;
    }
}

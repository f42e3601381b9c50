package interleave.guest;

import interleave.link.Struct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exception as data: its real name, its message, where, and why.
 *
 * <p>Asks a learner's exception class as little as possible, and survives one whose {@code getMessage} throws.
 */
public final class Failure {
    private static final int FRAMES = 1024;
    private static final int CAUSES = 20;
    private static final String RESOLUTION = "jdk.jshell.spi.SPIResolutionException";

    private Failure() {}

    /** The body of an ERROR frame for what was thrown: {@code exception}, or {@code unresolved} where a snippet lacks a name. */
    public static Struct of(Throwable thrown) {
        if (thrown.getClass().getName().equals(RESOLUTION)) {
            return Struct.of(
                    "unresolved", "id", unresolvedId(thrown), "frames", frames(thrown.getStackTrace(), FRAMES));
        }
        return describe(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** A stack as {@code frame{class, method, file, line}}, without frames of ours and of reflection beneath the learner's. */
    static List<Struct> frames(StackTraceElement[] stack, int most) {
        var frames = new ArrayList<Struct>();
        for (StackTraceElement frame : stack) {
            if (frames.size() == most) {
                break;
            }
            if (!frame.getClassName().startsWith("interleave.guest.")) {
                frames.add(Struct.of(
                        "frame",
                        "class",
                        frame.getClassName(),
                        "method",
                        frame.getMethodName(),
                        "file",
                        frame.getFileName(),
                        "line",
                        frame.getLineNumber()));
            }
        }
        while (!frames.isEmpty() && startsThreads(frames.getLast().string("class"))) {
            frames.removeLast();
        }
        return frames;
    }

    private static Struct describe(Throwable thrown, Set<Throwable> seen) {
        seen.add(thrown);
        Throwable cause = seen.size() < CAUSES ? ask(thrown::getCause) : null;
        var suppressed = new ArrayList<Struct>();
        for (Throwable each : thrown.getSuppressed()) {
            if (seen.size() < CAUSES && !seen.contains(each)) {
                suppressed.add(describe(each, seen));
            }
        }
        return Struct.of(
                "exception",
                "class",
                thrown.getClass().getName(),
                "message",
                ask(thrown::getMessage),
                "frames",
                frames(thrown.getStackTrace(), FRAMES),
                "cause",
                cause == null || seen.contains(cause) ? null : describe(cause, seen),
                "suppressed",
                suppressed);
    }

    /** Whether a frame at the very bottom of a stack is only there because that is how code of ours calls learner code. */
    private static boolean startsThreads(String type) {
        return type.startsWith("jdk.internal.reflect.")
                || type.equals("java.lang.reflect.Method")
                || type.equals("java.lang.Thread");
    }

    private static int unresolvedId(Throwable thrown) {
        try {
            return (Integer) thrown.getClass().getMethod("id").invoke(thrown);
        } catch (ReflectiveOperationException e) {
            return -1;
        }
    }

    private static <T> @Nullable T ask(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (Throwable e) {
            return null;
        }
    }
}

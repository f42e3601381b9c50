package interleave.guest;

import interleave.link.Struct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
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
            return Struct.of("unresolved", "id", unresolvedId(thrown), "frames", frames(thrown));
        }
        return describe(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
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
                frames(thrown),
                "cause",
                cause == null || seen.contains(cause) ? null : describe(cause, seen),
                "suppressed",
                suppressed);
    }

    private static List<Struct> frames(Throwable thrown) {
        var frames = new ArrayList<Struct>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frames.size() == FRAMES || frame.getClassName().startsWith("interleave.guest.")) {
                break;
            }
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
        while (!frames.isEmpty() && callsByReflection(frames.getLast().string("class"))) {
            frames.removeLast();
        }
        return frames;
    }

    private static boolean callsByReflection(String type) {
        return type.startsWith("jdk.internal.reflect.") || type.equals("java.lang.reflect.Method");
    }

    private static int unresolvedId(Throwable thrown) {
        try {
            return (Integer) thrown.getClass().getMethod("id").invoke(thrown);
        } catch (ReflectiveOperationException e) {
            return -1;
        }
    }

    private static <T> @Nullable T ask(java.util.function.Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (Throwable e) {
            return null;
        }
    }
}

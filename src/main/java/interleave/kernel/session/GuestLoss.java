package interleave.kernel.session;

import interleave.link.GuestJvm;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one sentence how a guest ended, and what is gone with it. */
public final class GuestLoss {
    /** What the error of a cell is called whose JVM ended under it. */
    public static final String NAME = "JvmEnded";

    private static final String GONE =
            " Variables, classes and imports of this notebook are gone; the next cell runs in a new JVM.";

    /** What the JVM prints of a crash of its own. */
    private static final Pattern CRASH =
            Pattern.compile("A fatal error has been detected by the Java Runtime Environment:\\s*#\\s*#\\s*(\\w+)");

    private GuestLoss() {}

    /** Describes the end of a guest that has ended, or is about to. */
    public static String describe(GuestJvm jvm) {
        return how(jvm) + GONE;
    }

    private static String how(GuestJvm jvm) {
        String tail = jvm.rawTail();
        if (tail.contains("OutOfMemoryError")) {
            return "The JVM that runs your cells ran out of memory" + heap(tail) + " and ended.";
        }
        Matcher crash = CRASH.matcher(tail);
        if (crash.find()) {
            return "The JVM that runs your cells crashed (" + crash.group(1) + ")."
                    + jvm.crashReport()
                            .map(report -> " Its own report lies in " + report + ".")
                            .orElse("");
        }
        try {
            int code = jvm.onExit().get(2, TimeUnit.SECONDS);
            return switch (code) {
                case 134, 139, 136, 135 -> "The JVM that runs your cells crashed (signal " + (code - 128) + ").";
                case 137 ->
                    "The JVM that runs your cells was killed from outside, most often because the machine ran out of"
                            + " memory.";
                case 143 -> "The JVM that runs your cells was asked to end from outside.";
                default ->
                    "The JVM that runs your cells ended with exit code " + code
                            + ": your code called System.exit or Runtime.halt.";
            };
        } catch (ExecutionException | TimeoutException e) {
            return "The JVM that runs your cells is gone.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "The JVM that runs your cells is gone.";
        }
    }

    private static String heap(String tail) {
        int at = tail.lastIndexOf("OutOfMemoryError: ");
        if (at < 0) {
            return "";
        }
        String what = tail.substring(at + "OutOfMemoryError: ".length())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return what.isEmpty() ? "" : " (" + what.toLowerCase(Locale.ROOT) + ")";
    }
}

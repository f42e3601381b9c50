package interleave.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a guest JVM is to be started: the one place where its command line is made.
 *
 * @param javaHome the JDK that runs it, 25 or newer
 * @param guestJar {@code interleave-guest.jar}
 * @param jvmOptions what the learner or the exercise asked for, such as {@code -Xmx64m}; they come last, so they win over our own
 * @param startupCache an archive of loaded classes, trained with this JDK and jar; one that does not fit is silently not used. Null for none
 * @param debugger whether the guest hands out a debugger connection, which is what ends a spinning cell; the grader's guest has none
 * @param purpose what it is to run
 */
public record GuestOptions(
        Path javaHome,
        Path guestJar,
        List<String> jvmOptions,
        @Nullable Path startupCache,
        boolean debugger,
        Purpose purpose) {
    /** What a guest runs. */
    public enum Purpose {
        /** Cells of a notebook. */
        CELLS,
        /** An answer that is judged: it gets no agent. */
        ANSWER
    }

    /** A last word on the command line of an answer's guest: it makes no socket once it has its link. For where the system would let it reach others that lie on the disk. */
    public static final String LAST_SOCKET = "--last-socket";

    /** The newest JDK that is known to let a class gain a lambda and keep its objects; deprecated there, so the next may refuse to start with it. */
    private static final int LAST_TO_ADD_METHODS = 25;

    /** A plain guest on the JDK that runs this JVM: no options, no cache, no debugger, no sandbox. */
    public static GuestOptions plain(Path guestJar) {
        return new GuestOptions(
                Path.of(System.getProperty("java.home")), guestJar, List.of(), null, false, Purpose.CELLS);
    }

    /** The same with these JVM options. */
    public GuestOptions withJvmOptions(List<String> options) {
        return new GuestOptions(javaHome, guestJar, options, startupCache, debugger, purpose);
    }

    /** The same with this start-up cache, null for none. */
    public GuestOptions withStartupCache(@Nullable Path cache) {
        return new GuestOptions(javaHome, guestJar, jvmOptions, cache, debugger, purpose);
    }

    /**
     * The same, but to train a start-up cache, which is written when the guest has been sent BYE; its exit may take seconds then.
     *
     * <p>For cells a dynamic class-data archive and not an AOT cache: the JVM refuses the linked classes of an AOT cache when it has a debugger connection or an agent,
     * and without them the cache holds no lambda, which is most of what a guest does until it is ready.
     */
    public GuestOptions training(Path cache) {
        return withStartupCache(null)
                .withDebugger(false)
                .withJvmOptions(List.of(
                        (purpose == Purpose.CELLS ? "-XX:ArchiveClassesAtExit=" : "-XX:AOTCacheOutput=") + cache));
    }

    /** The same for an answer that is judged. */
    public GuestOptions forAnswer() {
        return new GuestOptions(javaHome, guestJar, jvmOptions, startupCache, false, Purpose.ANSWER);
    }

    /** The same with or without a debugger connection. */
    public GuestOptions withDebugger(boolean wanted) {
        return new GuestOptions(javaHome, guestJar, jvmOptions, startupCache, wanted, purpose);
    }

    /**
     * The whole command line.
     *
     * <p>The guest of a notebook is {@code java -jar}: its manifest asks for an agent of its own, and neither {@code -javaagent} nor {@code --add-opens} is on the
     * line, either of which would keep the archived module graph from being used. That of an answer has no agent; an AOT cache holds its module graph with
     * {@code --add-opens}. Preview features are on, so that a lesson needs no flag for StructuredTaskScope.
     *
     * @param socket where the guest is to connect to
     * @param debuggerPort the loopback port that waits for the debugger connection, if one is wanted
     */
    List<String> command(Path socket, int debuggerPort) {
        var command = new ArrayList<String>();
        command.add(javaHome.resolve("bin/java").toString());
        if (debugger && Runtime.version().feature() <= LAST_TO_ADD_METHODS) {
            // the first keeps the JVM from calling the second deprecated, in front of every other word
            command.addAll(List.of("-XX:-PrintWarnings", "-XX:+AllowRedefinitionToAddDeleteMethods"));
        }
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "--enable-preview",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                // a crash is told by whoever started the guest; a report in the learner's folder would be handed in
                // with it
                "-XX:ErrorFile=" + GuestJvm.CRASH_REPORTS,
                "-XX:-CreateCoredumpOnCrash",
                "-Xlog:disable",
                "-Xlog:all=error,aot*=off,cds*=off:stderr"));
        if (startupCache != null) {
            command.add((purpose == Purpose.CELLS ? "-XX:SharedArchiveFile=" : "-XX:AOTCache=") + startupCache);
        }
        if (debugger) {
            command.add("-agentlib:jdwp=transport=dt_socket,server=n,suspend=n,address=127.0.0.1:" + debuggerPort);
        }
        command.addAll(jvmOptions);
        switch (purpose) {
            case CELLS -> command.addAll(List.of("-jar", guestJar.toString()));
            case ANSWER ->
                command.addAll(List.of(
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        guestJar.toString(),
                        "interleave.guest.answer.AnswerMain"));
        }
        command.add(socket.toString());
        return command;
    }
}

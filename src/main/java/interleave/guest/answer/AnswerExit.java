package interleave.guest.answer;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Tells the host at which of the learner's lines an answer ends its JVM: the host has woven answers so that calls of {@code System.exit}, {@code Runtime.exit}
 * and {@code Runtime.halt} come to {@link #exit} and {@link #leave} instead, which say so and then do what was asked.
 *
 * <p>For words only. An exit that comes another way ends the guest as well, and the host sees that it has ended.
 */
public final class AnswerExit {
    private static volatile @Nullable Link told;

    private AnswerExit() {}

    /** Where an exit is told. */
    static void tell(Link link) {
        told = link;
    }

    /** Stands in for {@link System#exit}; called by woven code. */
    public static void exit(int status) {
        Link link = told;
        if (link != null) {
            StackTraceElement caller = StackWalker.getInstance()
                    .walk(frames -> frames.filter(f -> !f.getClassName().equals(AnswerExit.class.getName()))
                            .findFirst()
                            .map(StackWalker.StackFrame::toStackTraceElement))
                    .orElse(null);
            int line = caller == null ? 0 : Math.max(0, caller.getLineNumber());
            tellAndHalt(link, status, line);
        }
        Runtime.getRuntime().halt(status);
    }

    /**
     * The learner's thread is a virtual one, carried by the thread that drives the run: if it parked here, the run would be quiet and go on without
     * it. So another thread does what may wait, and this one keeps its carrier until the JVM is gone.
     */
    private static void tellAndHalt(Link link, int status, int line) {
        Thread.ofPlatform().name("interleave-exit").daemon().start(() -> {
            try {
                link.send(new Frame(Kind.EVENT, 0, Struct.of("exit", "status", status, "line", line)));
                link.flush();
            } finally {
                Runtime.getRuntime().halt(status);
            }
        });
        while (true) {
            Thread.onSpinWait();
        }
    }

    /** Stands in for {@link Runtime#exit} and {@link Runtime#halt}; called by woven code. */
    public static void leave(Runtime runtime, int status) {
        exit(status);
    }
}

package interleave.grade.sandbox;

import interleave.grade.exercise.Limits;
import interleave.link.GuestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Starts guests ahead of need: while an answer compiles, or a report is read, the guest comes up that serves next.
 *
 * <p>A guest serves one answer only. All have the same limits. Used by one thread.
 */
public final class Guests implements AutoCloseable {
    /** Whose processors it is that guests run on, and so how soon they compile what they run. */
    public enum Pace {
        /** One verdict is waited for: as soon as anything is run often, for a processor is free for the compiler. */
        ALONE("1"),
        /** Many answers are judged side by side, each in a few calls: only what loops. */
        AMONG_MANY("10");

        private final String threshold;

        Pace(String threshold) {
            this.threshold = threshold;
        }
    }

    private final GuestOptions options;
    private final Limits limits;
    private final Sandbox sandbox;
    private @Nullable CompletableFuture<AnswerGuest> next;

    /**
     * Guests of one kind. None is started yet.
     *
     * @param options how a guest is started, without the limits; its own JVM options are the last word
     * @param pace whether many are judged side by side
     */
    public Guests(GuestOptions options, Limits limits, Sandbox sandbox, Pace pace) {
        var jvm = new ArrayList<>(List.of(
                "-Xmx" + limits.heapMiB() + "m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileThresholdScaling=" + pace.threshold,
                "-XX:MaxJavaStackTraceDepth=1024",
                "-XX:+DisableAttachMechanism"));
        jvm.addAll(options.jvmOptions());
        this.options = options.forAnswer().withJvmOptions(List.copyOf(jvm));
        this.limits = limits;
        this.sandbox = sandbox;
    }

    /** Begins to start a guest, unless one is on its way. */
    public void prepare() {
        if (next == null) {
            var made = new CompletableFuture<AnswerGuest>();
            next = made;
            Thread.ofPlatform().name("interleave-grade-start").daemon().start(() -> {
                try {
                    made.complete(AnswerGuest.start(options, limits, sandbox));
                } catch (RuntimeException | Error e) {
                    made.completeExceptionally(e);
                }
            });
        }
    }

    /** What they are limited to. */
    public Limits limits() {
        return limits;
    }

    /**
     * A guest that nobody has used.
     *
     * @throws NotJudgedException if it cannot be started
     */
    public AnswerGuest take() {
        AnswerGuest taken = next();
        // one that has waited long may have been ended meanwhile
        return taken.usable() ? taken : next();
    }

    private AnswerGuest next() {
        prepare();
        CompletableFuture<AnswerGuest> coming = next;
        next = null;
        if (coming == null) {
            throw new IllegalStateException("prepare() makes one");
        }
        try {
            return coming.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NotJudgedException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        CompletableFuture<AnswerGuest> coming = next;
        next = null;
        if (coming != null) {
            var _ = coming.thenAccept(AnswerGuest::close);
        }
    }
}

package interleave.grade;

import interleave.link.GuestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Starts guests ahead of need: while an answer compiles, its guest comes up.
 *
 * <p>A guest serves one answer only. Used by one thread.
 */
final class Guests implements AutoCloseable {
    private final GuestOptions options;
    private final Limits limits;
    private final Sandbox sandbox;
    private @Nullable CompletableFuture<AnswerGuest> next;

    Guests(GuestOptions options, Limits limits, Sandbox sandbox) {
        var jvm = new ArrayList<>(List.of(
                "-Xmx" + limits.heapMiB() + "m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxJavaStackTraceDepth=1024",
                "-XX:+DisableAttachMechanism",
                "--illegal-native-access=deny"));
        jvm.addAll(options.jvmOptions());
        this.options = options.withJvmOptions(List.copyOf(jvm));
        this.limits = limits;
        this.sandbox = sandbox;
    }

    /** Begins to start a guest, unless one is on its way. */
    void prepare() {
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

    /**
     * A guest that nobody has used.
     *
     * @throws NotJudgedException if it cannot be started
     */
    AnswerGuest take() {
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

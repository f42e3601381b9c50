package interleave.kernel.session;

import interleave.link.GuestJvm;
import interleave.link.GuestOptions;
import interleave.link.GuestStartException;
import interleave.link.Kind;
import interleave.link.Struct;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Starts guests for notebooks: with a debugger connection, the learner's JVM options, and the class path that cells see. */
public final class GuestStarter {
    private final Settings settings;
    private final Guest.Listener listener;
    private final Consumer<byte[]> rawOutput;

    /** Starts guests that report to {@code listener}; what the JVM itself prints goes to {@code rawOutput}. */
    public GuestStarter(Settings settings, Guest.Listener listener, Consumer<byte[]> rawOutput) {
        this.settings = settings;
        this.listener = listener;
        this.rawOutput = rawOutput;
    }

    /** Starts a guest; returns at once. The future fails with {@link GuestStartException} when it cannot be started. */
    CompletableFuture<Guest> start(List<String> jvmOptions, List<Path> classPath) {
        var started = new CompletableFuture<Guest>();
        Thread.ofPlatform().name("kernel-guest-start").daemon().start(() -> {
            try {
                GuestOptions plain = GuestOptions.plain(settings.guestJar());
                GuestOptions options = settings.training() != null
                        ? plain.training(settings.training())
                        : plain.withJvmOptions(jvmOptions)
                                .withStartupCache(settings.guestCache())
                                .withDebugger(true);
                Guest guest = new Guest(GuestJvm.start(options, rawOutput), listener);
                if (!classPath.isEmpty()) {
                    List<String> entries =
                            classPath.stream().map(Path::toString).toList();
                    var _ = guest.request(Kind.DEFINE, 0, Struct.of("path", "entries", entries));
                }
                if (!started.complete(guest)) {
                    guest.close();
                }
            } catch (GuestStartException | RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }
}

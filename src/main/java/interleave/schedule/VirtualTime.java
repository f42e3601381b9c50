package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.message.Move;
import interleave.schedule.message.Step;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs code in virtual time within this JVM: both halves of a run, joined directly.
 *
 * <pre>{@code
 * var profiles = SimulatedRemote.of("profiles", Integer.class, id -> "user " + id).latency(Duration.ofMillis(200));
 * var run = VirtualTime.run(() -> new FanOut().load(profiles, ids));
 * assertEquals(Duration.ofMillis(200), run.took());
 * assertEquals(50, profiles.maxInFlight());
 * }</pre>
 *
 * <p>Unlike a test that measures, it takes no real time and has no tolerance: the same code gives the same run, always. Time passes in calls to simulated
 * services and, in classes that a {@link WovenLoader} has loaded, in the JDK's own sleeps and time limits; computing takes none.
 */
public final class VirtualTime {
    private VirtualTime() {}

    /**
     * A run that came to its end.
     *
     * @param value what the code returned; null if it did not
     * @param failure what it threw; null if it did not
     * @param ending how it ended
     */
    public record Run<T>(@Nullable T value, @Nullable Throwable failure, Ending ending) {
        /** Virtual time from beginning to end. */
        public Duration took() {
            return ending.took();
        }

        /**
         * What the code returned.
         *
         * @throws IllegalStateException if it did not return; the message is the {@linkplain Ending#message ending's}
         */
        @SuppressWarnings("NullAway") // T is nullable if the code returns null
        public T get() {
            if (ending.kind() != Ending.Kind.RETURNED) {
                throw new IllegalStateException(ending.kind() + ": " + ending.message(), failure);
            }
            return value;
        }
    }

    /** Runs {@code body} on a machine of four processors. */
    public static <T> Run<T> run(Callable<T> body) {
        return run(Inside.Settings.DEFAULT, Outside.Limits.DEFAULT, body);
    }

    /**
     * Runs {@code body}.
     *
     * @throws UnsupportedOperationException if this JVM cannot; the message says what to do
     */
    public static <T> Run<T> run(Inside.Settings settings, Outside.Limits limits, Callable<T> body) {
        var outside = new Outside(limits);
        try (var inside = new Inside(settings, ServiceException::new)) {
            outside.join(inside);
            outside.begin();
            Step step = inside.begin(body);
            for (Move move = outside.next(step); move.kind() != Move.Kind.END; move = outside.next(step)) {
                step = inside.apply(move);
            }
            @SuppressWarnings("unchecked") // the body made it
            T value = (T) inside.result();
            return new Run<>(value, inside.failure(), outside.ending().orElseThrow());
        }
    }
}

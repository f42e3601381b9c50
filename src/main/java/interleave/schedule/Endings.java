package interleave.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the end of a run into words: who waits where for what, in the learner's lines. */
final class Endings {
    private Endings() {}

    static Ending of(Ending.Kind kind, Duration took, String message, Step last) {
        Optional<Wait> main = last.waits().stream().filter(Wait::main).findFirst();
        Place place = main.map(Endings::place).orElse(null);
        if (kind != Ending.Kind.STUCK) {
            return new Ending(kind, took, message, place, last.waits());
        }
        String died = last.problem() == null ? "" : "; " + last.problem();
        long locks = last.waits().stream()
                .filter(wait -> wait.what() == Wait.What.LOCK)
                .count();
        if (locks > 0) {
            String sides = last.waits().stream()
                    .filter(wait -> wait.what() == Wait.What.LOCK)
                    .map(Wait::toString)
                    .collect(Collectors.joining("; "));
            return new Ending(Ending.Kind.DEADLOCK, took, "nothing can go on: " + sides + died, place, last.waits());
        }
        if (main.isPresent() && main.get().what() == Wait.What.FUTURE) {
            return new Ending(
                    Ending.Kind.NEVER_COMPLETED,
                    took,
                    main.get() + " for a future that nobody completes" + died,
                    place,
                    last.waits());
        }
        String waits = last.waits().stream()
                .filter(wait -> wait.what() != Wait.What.WORK)
                .map(Wait::toString)
                .collect(Collectors.joining("; "));
        return new Ending(Ending.Kind.STUCK, took, "nothing can go on: " + waits + died, place, last.waits());
    }

    private static @Nullable Place place(Wait wait) {
        return wait.place();
    }
}

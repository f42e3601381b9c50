package interleave.schedule;

import interleave.schedule.message.Place;
import interleave.schedule.message.Step;
import interleave.schedule.message.Wait;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the end of a run into words: who waits where for what, in the learner's lines. */
final class Endings {
    private Endings() {}

    static Ending of(Ending.Kind kind, Duration took, String message, Step last) {
        Optional<Wait> main = last.waits().stream().filter(Wait::main).findFirst();
        Place place = last.place() != null ? last.place() : place(last.waits());
        if (kind != Ending.Kind.STUCK) {
            return new Ending(kind, took, message, place, last.waits());
        }
        String died = last.problem() == null ? "" : "; " + last.problem();
        if (circle(last.waits())) {
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

    /** Whether somebody waits for a lock of somebody who waits for a lock, and so on, of somebody met before. */
    private static boolean circle(List<Wait> waits) {
        for (Wait first : waits) {
            Optional<Wait> next = Optional.of(first);
            for (int i = 0; i < waits.size() && next.isPresent(); i++) {
                String holder = next.get().what() == Wait.What.LOCK ? next.get().holder() : null;
                next = waits.stream()
                        .filter(wait -> wait.thread().equals(holder))
                        .findFirst();
                if (next.isPresent() && next.get().equals(first)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where main waits, or, if that is no line of the learner's, whoever else does. */
    private static @Nullable Place place(List<Wait> waits) {
        return waits.stream()
                .sorted(Comparator.comparing(wait -> !wait.main()))
                .flatMap(wait -> Stream.ofNullable(wait.place()))
                .findFirst()
                .orElse(null);
    }
}

package exercise;

import interleave.grade.Rejection;
import interleave.schedule.Interleavings.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an answer used its locks in an order in which a sale went wrong.
 *
 * @param used whether it locked anything
 * @param bothInside whether both buyers held a lock at the same time: then it was not the same one
 * @param writesInside whether every write to the store was made with a lock held
 * @param unlocked whether somebody called {@code unlock}
 */
record Locks(boolean used, boolean bothInside, boolean writesInside, boolean unlocked) {

    private static final String UNLOCK = ".unlock()";

    static Locks of(List<Step> steps) {
        boolean used = false;
        boolean both = false;
        boolean inside = true;
        boolean unlocked = false;
        Map<String, Integer> held = new HashMap<>();
        for (Step step : steps) {
            if (isEnter(step.label())) {
                used = true;
                held.merge(step.actor(), 1, Integer::sum);
                both |= held.values().stream().filter(n -> n > 0).count() > 1;
            } else if (isLeave(step.label())) {
                held.merge(step.actor(), -1, Integer::sum);
                unlocked |= step.label().contains(UNLOCK);
            } else if (step.label().startsWith("seats.write")) {
                inside &= held.getOrDefault(step.actor(), 0) > 0;
            }
        }
        return new Locks(used, both, inside, unlocked);
    }

    private static boolean isEnter(String label) {
        return label.startsWith("enter synchronized") || label.contains(".lock()");
    }

    private static boolean isLeave(String label) {
        return label.startsWith("leave synchronized") || label.contains(UNLOCK);
    }

    /** The rejection in the words of the wrong idea behind it. */
    Rejection named(Rejection found) {
        if (found.idea() != null) {
            return found;
        }
        return switch (found.outcome()) {
            case RACE -> named(found, found.happened() + ": ");
            case DEADLOCK ->
                unlocked
                        ? found.withHappened("The lock is never given back: the callback that does so runs on another"
                                        + " thread than the one that holds it")
                                .withIdea("40-a-lock-can-be-carried-over")
                        : found;
            default -> found;
        };
    }

    private Rejection named(Rejection race, String what) {
        if (!used) {
            return race.withHappened(what + "between the read and the write of one sale came the other sale")
                    .withIdea("31-one-thread-no-races");
        }
        if (bothInside) {
            return race.withHappened(what + "both buyers were inside at once, for each had a lock of its own")
                    .withIdea("38-any-lock-will-do");
        }
        if (!writesInside) {
            return race.withHappened(what + "the lock was given back when the method returned, before the write")
                    .withIdea("37-synchronized-covers-the-callback");
        }
        return race.withHappened(what + "the lock was given back between the read and the write of one sale")
                .withIdea("39-lock-each-step");
    }
}

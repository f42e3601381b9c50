package interleave.schedule.inside;

import interleave.schedule.message.Place;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread of an exploration says that it is about to do, before it gives way to others.
 *
 * @param label in words; may be empty if nobody is told
 * @param target what it is done to, told apart by identity; or null
 * @param member the part of it
 * @param write whether it may change it; without a target: whether it may change anything, else nothing
 * @param place the learner's line, or null if nobody is told
 * @param possible whether it could be done now; a thread whose intent is not possible is no candidate. Asked by the run's driver
 */
record Intent(
        String label,
        @Nullable Object target,
        String member,
        boolean write,
        @Nullable Place place,
        BooleanSupplier possible) {
    /** What may be done at any time. */
    static Intent to(String label, @Nullable Object target, String member, boolean write, @Nullable Place place) {
        return new Intent(label, target, member, write, place, () -> true);
    }

    /** What may concern any object: its order with whatever others do matters. */
    static Intent toAnything(String label, @Nullable Place place) {
        return to(label, null, "", true, place);
    }

    /** What concerns only who does it. */
    static Intent toNothing(String label, @Nullable Place place) {
        return to(label, null, "", false, place);
    }
}

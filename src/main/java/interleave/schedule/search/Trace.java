package interleave.schedule.search;

import interleave.schedule.message.Place;
import interleave.schedule.message.Wire;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link Schedule}: plain data, all that a {@link Search} needs to know of a run and all that a reader is shown of it.
 *
 * @param end how the run ended
 * @param message what went wrong, or the empty string
 * @param choices those made after the schedule's prefix, one a step; all if the schedule was to be told
 * @param heldBack whether a time limit or a delay could have been over while somebody could go on, but more than the schedule's {@linkplain Schedule#limits number}
 * @param stuck whether nobody could do what he wanted at some step: what was done then is not among the choices
 * @param wishes what those wanted who could not do it when the run ended, or was given up
 * @param initially what the actors share before the first step, as far as it is known; empty unless told
 * @param steps what a reader is shown, from the first step on; empty unless the schedule was to be {@linkplain Schedule#told told}
 */
public record Trace(
        End end,
        String message,
        List<Choice> choices,
        boolean heldBack,
        boolean stuck,
        List<Candidate> wishes,
        String initially,
        List<Told> steps) {
    /** How a run can end. */
    public enum End {
        /** All actors are at their end, and what must hold holds. */
        PASSED,
        /** What must hold does not, an actor threw, or nothing can go on. */
        FAILED,
        /** It was given up: all that could go on was asleep, so this order has been seen. */
        SEEN,
        /** The program is not the one that the prefix was made for: it must be the same in every run. */
        ANOTHER,
        /** The program can see which future is complete first: it must be run by schedules {@linkplain Schedule#racing made for that}. */
        RACING;

        /** Whether it was run up to its end. */
        public boolean isEnding() {
            return this == PASSED || this == FAILED;
        }
    }

    /**
     * One step: who could go on, and who did.
     *
     * @param candidates those of the actor that ran last first, else in the order they became ready, then what is over after a time; never empty
     * @param own how many of them are of the actor that ran last
     * @param chosen the number of the one that went on, in {@code candidates}
     */
    public record Choice(List<Candidate> candidates, int own, int chosen) {
        /** @throws IndexOutOfBoundsException if {@code chosen} is no index of a candidate, or {@code own} is more than there are */
        public Choice {
            candidates = List.copyOf(candidates);
            Objects.checkIndex(chosen, candidates.size());
            Objects.checkIndex(own, candidates.size() + 1);
        }

        /** Whether it is a switch to take that one: an actor that could have gone on must wait. */
        boolean isSwitch(int candidate) {
            return (own > 0 && candidate >= own) || candidates.get(candidate).isTime();
        }

        /** Whether a time limit or a delay is among the candidates. */
        public boolean hasTime() {
            return candidates.getLast().isTime();
        }

        /** The same step with another choice. */
        Choice with(int other) {
            return new Choice(candidates, own, other);
        }

        /** The candidate that went on. */
        public Candidate taken() {
            return candidates.get(chosen);
        }

        /** The fingerprint of all candidates up to here, from that of those before. */
        public int fingerprint(int before) {
            int hash = 31 * before + own;
            for (Candidate each : candidates) {
                Operation operation = each.operation();
                hash = 31 * hash + each.task();
                hash = 31 * hash + operation.object();
                hash = 31 * hash + operation.member().hashCode() + (operation.write() ? 1 : 0);
            }
            return hash == 0 ? 1 : hash;
        }
    }

    /**
     * A thread that could go on, or a time limit or delay that could be over.
     *
     * @param task its number; the same in every run with the same choices
     * @param actor on whose behalf it runs, or who has set it
     * @param isTime whether it is no thread: that it goes on means that time passes, while all others do nothing
     * @param wanted how many steps had been taken when it came to want that, or {@link #EVER}
     * @param operation what it is about to do
     */
    public record Candidate(int task, String actor, boolean isTime, int wanted, Operation operation) {
        /** It wants that ever since it could go on. */
        public static final int EVER = -1;

        /** Whether the order of the two may matter. */
        boolean dependent(Candidate other) {
            return task == other.task || actor.equals(other.actor) || operation.dependent(other.operation);
        }
    }

    /**
     * What a thread is about to do to what it shares with others.
     *
     * @param object a number for what it is done to, the same in every run with the same choices; {@link #ANYTHING} or {@link #NOTHING}
     * @param member the part of it: a field, an element, a key
     * @param write whether it may change it
     * @param label in words, or empty unless told
     * @param place the learner's line, or null unless told
     */
    public record Operation(
            int object,
            String member,
            boolean write,
            String label,
            @Nullable Place place) {
        /** It may do something to any object: its order with all others matters. */
        public static final int ANYTHING = 0;

        /** It does nothing that another actor sees, unless that one may look at anything. */
        public static final int NOTHING = -1;

        /** Whether the order of the two, by two actors, may matter. */
        boolean dependent(Operation other) {
            if (object == ANYTHING || other.object == ANYTHING) {
                return true;
            }
            return object != NOTHING && object == other.object && (write || other.write) && member.equals(other.member);
        }
    }

    /**
     * One step, for a reader.
     *
     * @param actor who took it
     * @param label what was done, with the value read or written: {@code read n = 0}
     * @param place the learner's line; its text is known where the reader is
     * @param shared what two actors or more share, after the step, as far as it is known: {@code n = 1, done = false}
     */
    public record Told(String actor, String label, Place place, String shared) {
        /** The same step, after which they share that. */
        public Told with(String values) {
            return new Told(actor, label, place, values);
        }

        Map<String, Object> toMap() {
            return Map.of("actor", actor, "label", label, "place", place.toMap(), "shared", shared);
        }

        static Told fromMap(Map<?, ?> map) {
            if (!(map.get("place") instanceof Map<?, ?> place)) {
                throw Wire.wrong(map, "place", "a place");
            }
            return new Told(
                    Wire.text(map, "actor"), Wire.text(map, "label"), Place.fromMap(place), Wire.text(map, "shared"));
        }
    }

    public Trace {
        choices = List.copyOf(choices);
        wishes = List.copyOf(wishes);
        steps = List.copyOf(steps);
    }

    /** The same run, of which another says how it ended and what went wrong. */
    public Trace judged(End how, String why) {
        return new Trace(how, why, choices, heldBack, stuck, wishes, initially, steps);
    }

    /** As plain data, for a wire: what repeats is written once. */
    public Map<String, @Nullable Object> toMap() {
        return new TraceWriter().write(this);
    }

    /**
     * From plain data.
     *
     * @throws IllegalArgumentException if it is not what {@link #toMap} makes
     */
    public static Trace fromMap(Map<?, ?> map) {
        return TraceWriter.read(map);
    }
}

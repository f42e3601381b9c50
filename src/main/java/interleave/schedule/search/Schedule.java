package interleave.schedule.search;

import interleave.schedule.message.Packed;
import interleave.schedule.message.Wire;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Search} asks for: one run of a program, by the choices it begins with. A {@link Trace} is the answer.
 *
 * <p>At each step of a run the threads that could go on are its {@linkplain Trace.Candidate candidates}, those of the actor that ran last first. A choice is
 * a number in that list. After the prefix the first candidate that is not asleep goes on, so a run without choices has no switches; with a seed, a random
 * one does.
 *
 * @param choices the prefix: each {@code >= 0}
 * @param asleep candidates, by their task, that are not to go on after the prefix before something happens that {@linkplain Trace.Candidate#dependent
 *     depends} on what they are about to do: that order has been seen
 * @param seed of the choices after the prefix, or null
 * @param told whether the trace is to have what a reader wants: labels, lines, values. It takes longer
 * @param racing whether no two steps are independent, and tasks of pools begin with a step of their own, because the program can see which future is complete first
 * @param limits time limits and delays that may be over, in one run, while somebody could go on; all others are over only where nobody can; {@code >= 0}
 * @param fingerprint of the candidates that the prefix was taken from, or 0: a run that meets others is {@link Trace.End#ANOTHER}
 */
public record Schedule(
        List<Integer> choices,
        Set<Integer> asleep,
        @Nullable Long seed,
        boolean told,
        boolean racing,
        int limits,
        int fingerprint) {
    /** No choices: the run without switches. */
    public static final Schedule FIRST = new Schedule(List.of(), Set.of(), null, false, false, 0, 0);

    /** @throws IllegalArgumentException if a choice {@code < 0} or {@code limits < 0} */
    public Schedule {
        choices = List.copyOf(choices);
        asleep = Set.copyOf(asleep);
        for (int choice : choices) {
            if (choice < 0) {
                throw new IllegalArgumentException("a choice is at least 0, not " + choice);
            }
        }
        if (limits < 0) {
            throw new IllegalArgumentException("at least 0 time limits are over early, not " + limits);
        }
    }

    /** The run with these choices, and then none but what {@code asleep} forbids. */
    static Schedule of(List<Integer> choices, Set<Integer> asleep, int fingerprint) {
        return new Schedule(choices, asleep, null, false, false, 0, fingerprint);
    }

    /** The same for a program that can see which future is complete first. */
    public Schedule whereCompletionsRace() {
        return new Schedule(choices, asleep, seed, told, true, limits, fingerprint);
    }

    /** The same, but so many time limits may be over early. */
    public Schedule withLimits(int most) {
        return new Schedule(choices, asleep, seed, told, racing, most, fingerprint);
    }

    /** A run that takes a random candidate at each step; the same seed gives the same run. */
    static Schedule random(long seed) {
        return new Schedule(List.of(), Set.of(), seed, false, false, 0, 0);
    }

    /** The run with these choices once more, told in full. */
    public static Schedule replay(List<Integer> choices) {
        return new Schedule(choices, Set.of(), null, true, false, 0, 0);
    }

    /** As plain data, for a wire. */
    public Map<String, @Nullable Object> toMap() {
        var map = new HashMap<String, @Nullable Object>();
        map.put("choices", Packed.of(choices));
        map.put("asleep", Packed.of(new TreeSet<>(asleep)));
        map.put("seed", seed);
        map.put("told", told);
        map.put("racing", racing);
        map.put("limits", (long) limits);
        map.put("fingerprint", (long) fingerprint);
        return map;
    }

    /**
     * From plain data.
     *
     * @throws IllegalArgumentException if it is not what {@link #toMap} makes
     */
    public static Schedule fromMap(Map<?, ?> map) {
        return new Schedule(
                Wire.integers(map, "choices"),
                new HashSet<>(Wire.integers(map, "asleep")),
                map.get("seed") == null ? null : Wire.whole(map, "seed"),
                Boolean.TRUE.equals(map.get("told")),
                Boolean.TRUE.equals(map.get("racing")),
                Wire.integer(map, "limits"),
                Wire.integer(map, "fingerprint"));
    }
}

package interleave.schedule.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the inside hands over each time that no learner thread can run any more: the question of the protocol, {@link Move} is the answer.
 *
 * @param state how far the run is
 * @param calls made to services since the last step, in the order they were made
 * @param timer when the inside's earliest own timer is due, in nanoseconds of virtual time, or {@link #NO_TIMER}
 * @param threads learner threads not yet at their end
 * @param waits what they wait for, if the last move asked ({@link Move.Kind#EXPLAIN}), else empty
 * @param problem for {@link State#ENDLESS} and {@link State#ESCAPED}: one sentence, else null
 * @param wants in an exploration, the call whose answer is to come now, or {@link #GOES_ON} if nothing but the calls is to be seen to; null if the run is
 *     quiet
 * @param place the learner's line that the problem is at, or null; words only, a hostile inside may lie
 */
public record Step(
        State state,
        List<Call> calls,
        long timer,
        int threads,
        List<Wait> waits,
        @Nullable String problem,
        @Nullable Place place,
        @Nullable Long wants) {
    /** No answer is wanted: the run goes on at once. */
    public static final long GOES_ON = 0;

    /** No timer is set. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    /** How far a run is. */
    public enum State {
        /** It goes on when an answer comes or a timer is due. */
        WAITING,
        /** The body returned. */
        RETURNED,
        /** The body threw. */
        THREW,
        /** A loop used up its fuel. */
        ENDLESS,
        /** Learner code did something that virtual time does not cover. */
        ESCAPED
    }

    public Step {
        calls = List.copyOf(calls);
        waits = List.copyOf(waits);
    }

    /** The same with other arguments of its calls, as given for each. */
    public Step withArguments(Function<Call, ? extends List<? extends @Nullable Object>> arguments) {
        return calls.isEmpty()
                ? this
                : new Step(
                        state,
                        calls.stream()
                                .map(call -> call.withArguments(arguments.apply(call)))
                                .toList(),
                        timer,
                        threads,
                        waits,
                        problem,
                        place,
                        wants);
    }

    /** As plain data, but for the arguments of the calls, which are in it as they are; what most steps do not have is left out. */
    public Map<String, Object> toMap() {
        var map = new HashMap<String, Object>();
        map.put("state", state.name());
        map.put("threads", (long) threads);
        if (!calls.isEmpty()) {
            map.put("calls", calls.stream().map(Call::toMap).toList());
        }
        if (timer != NO_TIMER) {
            map.put("timer", timer);
        }
        if (!waits.isEmpty()) {
            map.put("waits", waits.stream().map(Wait::toMap).toList());
        }
        if (problem != null) {
            map.put("problem", problem);
        }
        if (place != null) {
            map.put("place", place.toMap());
        }
        if (wants != null) {
            map.put("wants", wants);
        }
        return map;
    }

    /**
     * From plain data.
     *
     * @throws IllegalArgumentException if it is not what {@link #toMap} makes
     */
    public static Step fromMap(Map<?, ?> map) {
        return new Step(
                Wire.choice(map, "state", State.class),
                Wire.listOrNone(map, "calls", Call::fromMap),
                map.get("timer") == null ? NO_TIMER : Wire.whole(map, "timer"),
                Wire.integer(map, "threads"),
                Wire.listOrNone(map, "waits", Wait::fromMap),
                Wire.textOrNull(map, "problem"),
                map.get("place") instanceof Map<?, ?> place ? Place.fromMap(place) : null,
                map.get("wants") == null ? null : (Long) Wire.whole(map, "wants"));
    }
}

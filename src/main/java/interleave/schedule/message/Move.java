package interleave.schedule.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the outside decides on a {@link Step}: the time, and which calls are answered at it.
 *
 * @param kind whether the run goes on
 * @param now virtual time, in nanoseconds; never less than in the move before
 * @param answers in the order they are to arrive; empty unless the run goes on
 */
public record Move(Kind kind, long now, List<Answer> answers) {
    /** Whether the run goes on. */
    public enum Kind {
        /** Deliver the answers, fire the timers due, run until quiet. */
        GO,
        /** Change nothing; say what every learner thread waits for. */
        EXPLAIN,
        /** The run is over: no step follows. */
        END
    }

    /**
     * The answer to one call.
     *
     * @param call its id
     * @param value what was answered; null if it failed, or if that is the answer
     * @param failure the failure's message, or null if it was answered
     */
    public record Answer(
            long call, @Nullable Object value, @Nullable String failure) {
        /** As plain data, but for the value, which is in it as it is. */
        public Map<String, Object> toMap() {
            var map = new HashMap<String, Object>();
            map.put("call", call);
            if (value != null) {
                map.put("value", value);
            }
            if (failure != null) {
                map.put("failure", failure);
            }
            return map;
        }

        /**
         * From plain data.
         *
         * @throws IllegalArgumentException if it is not what {@link #toMap} makes
         */
        public static Answer fromMap(Map<?, ?> map) {
            return new Answer(Wire.whole(map, "call"), map.get("value"), Wire.textOrNull(map, "failure"));
        }
    }

    public Move {
        answers = List.copyOf(answers);
    }

    /** The same with other values in its answers, as given for each that is no failure. */
    public Move withValues(Function<Answer, @Nullable Object> values) {
        return answers.isEmpty()
                ? this
                : new Move(
                        kind,
                        now,
                        answers.stream()
                                .map(answer -> answer.failure() != null
                                        ? answer
                                        : new Answer(answer.call(), values.apply(answer), null))
                                .toList());
    }

    /** As plain data, but for the answers' values, which are in it as they are. */
    public Map<String, Object> toMap() {
        var map = new HashMap<String, Object>();
        map.put("kind", kind.name());
        map.put("now", now);
        if (!answers.isEmpty()) {
            map.put("answers", answers.stream().map(Answer::toMap).toList());
        }
        return map;
    }

    /**
     * From plain data.
     *
     * @throws IllegalArgumentException if it is not what {@link #toMap} makes
     */
    public static Move fromMap(Map<?, ?> map) {
        return new Move(
                Wire.choice(map, "kind", Kind.class),
                Wire.whole(map, "now"),
                Wire.listOrNone(map, "answers", Answer::fromMap));
    }
}

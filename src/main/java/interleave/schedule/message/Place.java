package interleave.schedule.message;

import interleave.schedule.weave.SourceNames;
import java.lang.StackWalker.StackFrame;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A line of the learner's code.
 *
 * @param type the class, as the JVM names it
 * @param method the method, as the learner named it: of a lambda, the method that holds it
 * @param line {@code >= 1}, or 0 if the class was compiled without lines
 */
public record Place(String type, String method, int line) {
    private static final StackWalker WALKER = StackWalker.getInstance();

    public Place {
        Objects.requireNonNull(type);
        Objects.requireNonNull(method);
    }

    /** The innermost learner line of the calling thread. */
    public static Optional<Place> here(Predicate<String> learner) {
        return WALKER.walk(frames -> {
            // asked at each call of a service, often before anything is compiled: a pipeline takes five times as long
            var found = new Found(learner);
            for (var each = frames.spliterator(); found.frame == null && each.tryAdvance(found); ) {
                // on to the next
            }
            StackFrame frame = found.frame;
            return frame == null
                    ? Optional.empty()
                    : Optional.of(of(frame.getClassName(), frame.getMethodName(), frame.getLineNumber()));
        });
    }

    /** Takes in frames up to the first of the learner's. */
    private static final class Found implements Consumer<StackFrame> {
        private final Predicate<String> learner;
        private @Nullable StackFrame frame;

        Found(Predicate<String> learner) {
            this.learner = learner;
        }

        @Override
        public void accept(StackFrame each) {
            if (learner.test(each.getClassName())) {
                frame = each;
            }
        }
    }

    /** The line of that frame. */
    public static Place of(StackTraceElement frame) {
        return of(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
    }

    private static Place of(String type, String method, int line) {
        return new Place(type, SourceNames.method(method), Math.max(0, line));
    }

    /** The name of a class without its package and the classes around it. */
    public static String simpleName(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    /** As plain data, for a wire. */
    public Map<String, Object> toMap() {
        return Map.of("type", type, "method", method, "line", (long) line);
    }

    /**
     * From plain data.
     *
     * @throws IllegalArgumentException if it is not what {@link #toMap} makes
     */
    public static Place fromMap(Map<?, ?> map) {
        return new Place(Wire.text(map, "type"), Wire.text(map, "method"), Wire.integer(map, "line"));
    }

    /** In words: {@code line 12 (load)}. */
    @Override
    public String toString() {
        return line > 0 ? "line " + line + " (" + method + ")" : type + "." + method;
    }
}

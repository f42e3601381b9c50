package interleave.grade;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers which exceptions came out of an answer, as opposed to out of a test: they look alike, for they are of the same classes. */
final class AnswerFailure {
    private static final Map<Throwable, Rejection> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private AnswerFailure() {}

    /** Notes that this exception is the answer's, and what to say if the test does not catch it. */
    static void remember(Throwable thrown, Rejection words) {
        KNOWN.put(thrown, words);
    }

    /** What to say about an exception of the answer's; null if it is not one. */
    static @Nullable Rejection of(Throwable thrown) {
        return KNOWN.get(thrown);
    }
}

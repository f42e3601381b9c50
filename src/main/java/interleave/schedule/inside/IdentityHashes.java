package interleave.schedule.inside;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hash codes of objects whose class has none of its own: numbered in the order they are asked for, so that a table is walked through in the same order in every run. The
 * JVM's would be others each time.
 */
final class IdentityHashes {
    /** 2^32 divided by the golden ratio: neighbours are spread over a table. */
    private static final int SPREAD = 0x9E3779B9;

    private final IdentityHashMap<Object, Integer> known = new IdentityHashMap<>();
    private int last;

    /** For an object that keeps it. */
    static int next(Object object) {
        IdentityHashes here = here();
        return here == null ? System.identityHashCode(object) : here.next();
    }

    /** For an object of any class. */
    static int of(@Nullable Object object) {
        IdentityHashes here = here();
        return here == null || object == null
                ? System.identityHashCode(object)
                : here.known.computeIfAbsent(object, each -> here.next());
    }

    private static @Nullable IdentityHashes here() {
        LearnerThread me = LearnerThread.currentOrNull();
        return me == null ? null : me.inside.hashes();
    }

    private int next() {
        return ++last * SPREAD & Integer.MAX_VALUE;
    }
}

package interleave.guest;

import java.util.ArrayList;
import java.util.List;

/**
 * What failed on threads and in futures that nobody waited for, kept until a lesson's check asks for it.
 *
 * <p>Each failure has been reported under its cell as well; the check is for whoever does not read along, such as a notebook that is run by a build.
 */
public final class Background {
    /** A loop that fails forever is told as that many. */
    private static final int MOST = 100;

    private static final List<Throwable> FAILURES = new ArrayList<>();

    private Background() {}

    static void failed(Throwable failure) {
        synchronized (FAILURES) {
            if (FAILURES.size() < MOST) {
                FAILURES.add(failure);
            }
        }
    }

    /** All that has failed since this was last asked, oldest first; what failed in a future only if nobody has looked at it. */
    public static List<Throwable> take() {
        FailureWatch.keepUnseen();
        synchronized (FAILURES) {
            List<Throwable> taken = List.copyOf(FAILURES);
            FAILURES.clear();
            return taken;
        }
    }
}

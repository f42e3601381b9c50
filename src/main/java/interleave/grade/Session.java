package interleave.grade;

import interleave.grade.sandbox.NotJudgedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * One test being judged on the calling thread: what {@link Check} speaks to.
 *
 * <p>Judging runs every test on the thread that started it, so several answers may be judged side by side, one a thread.
 */
abstract class Session {
    private static final ThreadLocal<@Nullable Session> CURRENT = new ThreadLocal<>();

    /** Takes no call; for what is not judged. */
    static final Session NONE = new Session() {
        @Override
        <T> T learner(Class<T> contract) {
            throw new IllegalStateException("no answer is being judged");
        }

        @Override
        Duration took() {
            throw new IllegalStateException("no answer is being judged");
        }

        @Override
        Orders.Explored explore(Orders orders, @Nullable String id, Orders.Program program) {
            throw new IllegalStateException("no answer is being judged");
        }

        @Override
        boolean ended() {
            return false;
        }

        @Override
        void end() {}
    };

    private int maxPoints;
    private int partPoints;
    private int lostPoints;
    private @Nullable Throwable firstLoss;
    private @Nullable String verdict;

    static Session current() {
        Session session = CURRENT.get();
        if (session == null) {
            throw new IllegalStateException("no answer is being judged on thread "
                    + Thread.currentThread().getName()
                    + ": a test of an exercise is run by `interleave grade`, and calls Check on its own thread only");
        }
        return session;
    }

    /** Makes this the session of the calling thread; null for none. */
    static void bind(@Nullable Session session) {
        if (session == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(session);
        }
    }

    abstract <T> T learner(Class<T> contract);

    abstract Duration took();

    /** Explores, or, with an id, takes the one order of it. */
    abstract Orders.Explored explore(Orders orders, @Nullable String id, Orders.Program program);

    /** Whether the guest is gone, or what it runs cannot be called again: the test cannot go on. */
    abstract boolean ended();

    /** The test has ended: what it left running in the guest must not reach the next one. */
    abstract void end();

    /** A new test begins, worth {@code points}. */
    void begin(int points) {
        maxPoints = points;
        partPoints = 0;
        lostPoints = 0;
        firstLoss = null;
        verdict = null;
    }

    /** What was looked at, to be said even if nothing was found: "no failure in the 312 orders with at most 2 switches". */
    void verdict(String words) {
        verdict = words;
    }

    /** What the test that ended looked at; null if it explored no orders. */
    @Nullable
    String verdict() {
        return verdict;
    }

    void part(int points, Executable body) {
        partPoints += points;
        if (points < 0 || partPoints > maxPoints) {
            throw new IllegalStateException(
                    "the parts of this test have " + Words.points(partPoints) + ", the test has " + maxPoints);
        }
        try {
            body.execute();
        } catch (Throwable failure) {
            lostPoints += points;
            if (firstLoss == null) {
                firstLoss = failure;
            }
            if (ended() || NotJudgedException.in(failure) != null) {
                throw Session.<RuntimeException>unchecked(failure);
            }
        }
    }

    /** Points earned by the test that ended: those of the parts that passed, and, if the rest of it passed, all that no part names. */
    int earned(boolean restPassed) {
        return (partPoints - lostPoints) + (restPassed ? maxPoints - partPoints : 0);
    }

    /** The failure of the first part that failed, or null. */
    @Nullable
    Throwable firstLoss() {
        return firstLoss;
    }

    static <X extends Throwable> X requireThrows(Class<X> type, ThrowingSupplier<?> call, String happened) {
        Object result;
        try {
            result = call.get();
        } catch (Rejection rejection) {
            throw rejection;
        } catch (Throwable thrown) {
            if (type.isInstance(thrown)) {
                return type.cast(thrown);
            }
            throw Rejection.of(
                    Outcome.WRONG,
                    type.getSimpleName() + " is thrown",
                    happened + ": it threw " + Words.thrown(thrown));
        }
        throw Rejection.of(
                Outcome.WRONG, type.getSimpleName() + " is thrown", happened + ": it returned " + Words.value(result));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X unchecked(Throwable t) throws X {
        throw (X) t;
    }
}

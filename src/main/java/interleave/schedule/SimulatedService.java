package interleave.schedule;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service on the trusted side: it sees every call, and decides what is answered and when.
 *
 * <p>What it counts (calls, order, how many at once) it counts itself, on the outside's clock: nothing of it can be forged by whoever calls. It serves one
 * {@link Outside} at a time; when it is registered at another, its records begin anew.
 */
public abstract class SimulatedService {
    private final String name;
    private @Nullable Outside outside;

    SimulatedService(String name) {
        this.name = Objects.requireNonNull(name);
    }

    /** Answers the calls of an interface that only an exercise knows. */
    public interface Handler {
        /**
         * The answer to one call, given at the very moment it was made.
         *
         * @param arguments as they came from the answer's JVM: anything may be in them
         * @throws ServiceException to fail the call
         */
        @Nullable
        Object answer(String method, List<@Nullable Object> arguments);
    }

    /** A service that takes no virtual time, for the interfaces of an exercise's own contract. Its calls are made by {@link Inside#call}. */
    public static SimulatedService immediate(String name, Handler handler) {
        return new SimulatedService(name) {
            @Override
            ServiceKind kind() {
                throw new IllegalStateException(
                        name + " is an interface of the exercise: the inside has its own stand-in for it");
            }

            @Override
            void accept(Call call, Outside outside) {
                try {
                    outside.answer(call, handler.answer(call.method(), call.arguments()));
                } catch (ServiceException e) {
                    outside.fail(call, String.valueOf(e.getMessage()));
                }
            }
        };
    }

    /** Its name in reports and in calls. */
    public String name() {
        return name;
    }

    /** What can be asked of it. */
    abstract ServiceKind kind();

    /** What its stand-in must know of it, if anything. */
    int size() {
        return 0;
    }

    /**
     * Takes a call in; answers it now, or sees to it that it is answered later.
     *
     * @throws IllegalArgumentException if this is no call that our own stand-in makes: the inside is hostile
     */
    abstract void accept(Call call, Outside outside);

    /** Forgets what was recorded. */
    void reset() {}

    final void attach(Outside to) {
        if (!to.equals(outside)) {
            outside = to;
            reset();
        }
    }

    /**
     * What learner code of this JVM calls when it was given the service itself.
     *
     * @throws IllegalStateException if the calling thread is in no run that both halves share
     */
    final Object direct() {
        return Inside.joinedService(this);
    }

    @Override
    public String toString() {
        return name;
    }
}

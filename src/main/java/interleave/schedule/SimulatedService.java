package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.message.Call;
import interleave.schedule.message.Wire;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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

    /**
     * A service that answers as another does in an exploration, where no time passes: for the inside's JVM, so that its runs need not ask. What it answered there
     * counts for nothing until the other one has been asked the same.
     *
     * @param name as it was registered there
     * @param map what {@link #toMap} made of the other one
     * @throws IllegalArgumentException if it is not that
     */
    public static SimulatedService copy(String name, Map<?, ?> map) {
        return switch (Wire.choice(map, "kind", ServiceKind.class)) {
            case CLOCK -> SimulatedClock.create();
            case CPU -> SimulatedCpu.of(name, Wire.integer(map, "cores"));
            case LOOP -> SimulatedLoop.of(name, Wire.integer(map, "workers"));
            case POOL -> SimulatedPool.fromMap(name, map);
            case STORE -> SimulatedStore.fromMap(name, map);
            case REMOTE -> throw Wire.wrong(map, "kind", "a service that can be copied");
        };
    }

    /**
     * How it is set up, for a {@link #copy}; empty where its answers are code of the test's.
     *
     * @param values what stands for a value of a store where the copy is
     */
    public Optional<Map<String, Object>> toMap(Function<Object, @Nullable Object> values) {
        return Optional.empty();
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

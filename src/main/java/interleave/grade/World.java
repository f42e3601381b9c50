package interleave.grade;

import interleave.link.CallTypes;
import interleave.link.Signature;
import interleave.link.Struct;
import interleave.schedule.Outside;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/**
 * One world in which a few actors call the learner's answer at the same time: where the program of an exploration says who they are.
 *
 * <p>Nothing runs while it is set up: the calls of the answer in {@link #before}, {@link #actor} and {@link #after} are written down, and made in the guest,
 * in an order of its own. So they return nothing here ({@code null}, zero); what they gave is known to {@link #check}, by {@link Called#result}.
 * Everything else, the services above all, belongs to this one world.
 */
public final class World {
    private final Outside outside = new Outside();
    private final HostServices services;
    private final List<Recorded> before = new ArrayList<>();
    private final Map<String, List<Recorded>> actors = new LinkedHashMap<>();
    private final List<Recorded> after = new ArrayList<>();
    private final List<Called<?>> handles = new ArrayList<>();
    private @Nullable Executable check;
    private @Nullable List<Recorded> recording;
    private int instances;

    /** A call of the answer that was written down. */
    static final class Recorded {
        final Method method;
        final Signature signature;
        final Struct request;

        @Nullable
        Struct result;

        Recorded(Method method, Signature signature, Struct request) {
            this.method = method;
            this.signature = signature;
            this.request = request;
        }
    }

    /** @param types what is known of the types of services' calls, from the worlds before */
    World(CallTypes types) {
        services = new HostServices(outside, types.again());
        outside.explore();
        outside.begin();
    }

    /**
     * What an actor's calls, or those before or after all of them, gave.
     *
     * @param <T> what the last of them returns
     */
    public static final class Called<T> {
        private final List<Recorded> calls;
        private boolean asked;

        private Called(List<Recorded> calls) {
            this.calls = calls;
        }

        /**
         * What the last of the calls returned; of a future, what it held.
         *
         * @throws Exception what the answer threw, if it did; not asked for in a check, that makes the order fail
         * @throws IllegalStateException outside of a check
         */
        @SuppressWarnings({"unchecked", "NullAway"}) // its declared type is what the call's lambda returned
        public T result() throws Exception {
            asked = true;
            Object last = null;
            for (Recorded call : calls) {
                last = value(call);
            }
            return (T) last;
        }

        /** Whether a check has asked for it. */
        boolean asked() {
            return asked;
        }

        private static @Nullable Object value(Recorded call) throws Exception {
            Struct result = call.result;
            if (result == null) {
                throw new IllegalStateException(
                        "what a call gave is known in the check, not while the world is set up");
            }
            if (result.name().equals("answered")) {
                return Answered.value(call.method, call.signature, result);
            }
            throw Answered.thrown(call.method, result).exception();
        }
    }

    /** Calls that are made before the actors begin, one after another. */
    public <T> Called<T> before(Callable<T> calls) {
        return record(before, "before", calls);
    }

    /**
     * Adds an actor: whoever calls the answer, at the same time as the others.
     *
     * @param name its name in reports, and that of its thread
     * @param calls one call of the answer, or several, one after another, of which none needs what another returned
     * @throws IllegalArgumentException if there is an actor of that name
     */
    public <T> Called<T> actor(String name, Callable<T> calls) {
        var own = new ArrayList<Recorded>();
        if (actors.putIfAbsent(name, own) != null) {
            throw new IllegalArgumentException("two actors are named " + name);
        }
        return record(own, "actor " + name, calls);
    }

    /** The same for calls that return nothing. */
    public void actor(String name, Executable calls) {
        Called<@Nullable Void> _ = actor(name, () -> {
            run(calls);
            return null;
        });
    }

    /** Calls that are made when all actors are at their end, one after another. */
    public <T> Called<T> after(Callable<T> calls) {
        return record(after, "after", calls);
    }

    /**
     * What must hold in the end, in each order: what it throws makes the order fail, as does what a call of the answer threw, unless it asked for that.
     */
    public void check(Executable holds) {
        check = Objects.requireNonNull(holds);
    }

    private <T> Called<T> record(List<Recorded> into, String what, Callable<T> calls) {
        if (recording != null) {
            throw new IllegalStateException(what + " is set up inside of another");
        }
        int from = into.size();
        recording = into;
        try {
            T _ = calls.call();
        } catch (Exception e) {
            throw new IllegalStateException(
                    what + " cannot be set up: calls of the answer return nothing while they are written down", e);
        } finally {
            recording = null;
        }
        if (into.size() == from) {
            throw new IllegalStateException(what + " calls the learner's answer, at least once");
        }
        var called = new Called<T>(List.copyOf(into.subList(from, into.size())));
        handles.add(called);
        return called;
    }

    private static void run(Executable calls) throws Exception {
        try {
            calls.execute();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- for who makes the runs ----

    /** The answer, as it is called while the world is set up. */
    <T> T learner(Class<T> contract) {
        int instance = instances++;
        return JudgeSession.stand(contract, (method, arguments) -> {
            List<Recorded> into = recording;
            if (into == null) {
                throw new IllegalStateException(
                        "in an exploration the answer is called in before(), actor() and after()");
            }
            Signature signature = Signature.of(contract, method);
            into.add(new Recorded(
                    method,
                    signature,
                    JudgeSession.request(
                            "call", instance, method, signature.convert(arguments, services.shape()::toData))));
            return nothing(method.getReturnType());
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is returned to the program, which may read it
    private static @Nullable Object nothing(Class<?> type) {
        if (Signature.isFuture(type)) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "nothing is known of it while the world is set up: ask for it in the check"));
        }
        return type.isPrimitive() && type != void.class
                ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
                : null;
    }

    /** Who calls what, as data: the same for each world of an exploration. */
    Struct program() {
        if (actors.size() < 2) {
            throw new IllegalStateException("orders are those of two actors or more, not of " + actors.size());
        }
        return Struct.of(
                "program",
                "before",
                requests(before),
                "actors",
                actors.entrySet().stream()
                        .map(each -> Struct.of("actor", "name", each.getKey(), "calls", requests(each.getValue())))
                        .toList(),
                "after",
                requests(after),
                "copies",
                services.copies());
    }

    private static List<Struct> requests(List<Recorded> calls) {
        return calls.stream().map(call -> call.request).toList();
    }

    /** All calls, in the order of their results. */
    List<Recorded> calls() {
        var all = new ArrayList<>(before);
        actors.values().forEach(all::addAll);
        all.addAll(after);
        return all;
    }

    Outside outside() {
        return outside;
    }

    HostServices services() {
        return services;
    }

    /**
     * Checks what must hold, now that the results are known.
     *
     * @throws Throwable if it does not
     */
    void requireHolds() throws Throwable {
        Throwable failed = null;
        if (check != null) {
            try {
                check.execute();
            } catch (Throwable e) {
                failed = e;
            }
        }
        for (Called<?> each : handles) {
            if (!each.asked()) {
                Object _ = each.result();
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}

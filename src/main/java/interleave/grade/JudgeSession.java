package interleave.grade;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.MalformedDataException;
import interleave.link.Shape;
import interleave.link.ShapeException;
import interleave.link.Signature;
import interleave.link.Struct;
import interleave.schedule.Ending;
import interleave.schedule.Move;
import interleave.schedule.Outside;
import interleave.schedule.Place;
import interleave.schedule.Step;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judging one answer: each test gets instances behind a proxy, services of its own, a clock at zero and, when the one before broke it, a fresh guest.
 *
 * <p>Lives on the thread that runs the tests.
 */
final class JudgeSession extends Session {
    private final ExerciseClasses exercise;
    private final Compilation.Compiled answer;
    private final Limits limits;
    private final Guests guests;
    private @Nullable AnswerGuest guest;
    private @Nullable World world;
    private int lastId;

    /** The answer in the guest during one test. */
    private static final class World {
        final Outside outside = new Outside();
        final HostServices services = new HostServices(outside);
        final long deadline;
        int instances;
        Duration took = Duration.ZERO;
        boolean called;
        /** What ended the answer for good in this test; every further call ends the same way. */
        @Nullable
        Rejection ended;

        World(Limits limits) {
            deadline = System.nanoTime() + limits.realTime().toNanos();
        }
    }

    JudgeSession(ExerciseClasses exercise, Compilation.Compiled answer, Limits limits, Guests guests) {
        this.exercise = exercise;
        this.answer = answer;
        this.limits = limits;
        this.guests = guests;
    }

    @Override
    void begin(int points) {
        super.begin(points);
        world = null;
    }

    @Override
    void end() {
        World ending = world;
        world = null;
        if (ending != null && ending.ended != null) {
            discard();
        }
    }

    /** Ends the guest. */
    void close() {
        discard();
    }

    private void discard() {
        AnswerGuest old = guest;
        guest = null;
        if (old != null) {
            old.close();
        }
    }

    @Override
    boolean ended() {
        World now = world;
        return now != null && now.ended != null;
    }

    @Override
    Duration took() {
        World now = world;
        if (now == null || !now.called) {
            throw new IllegalStateException("took() before any call of the answer");
        }
        return now.took;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a proxy equals itself alone
    <T> T learner(Class<T> contract) {
        if (!contract.isInterface() || !contract.getName().equals(exercise.contractName())) {
            throw new IllegalArgumentException(
                    contract.getName() + " is not this exercise's contract, " + exercise.contractName());
        }
        World here = world();
        int instance = here.instances++;
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() != Object.class) {
                return call(here, contract, instance, method, arguments == null ? new Object[0] : arguments);
            }
            return switch (method.getName()) {
                case "toString" -> "the learner's " + contract.getSimpleName();
                case "hashCode" -> System.identityHashCode(proxy);
                default -> arguments != null && proxy == arguments[0];
            };
        };
        return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, handler));
    }

    private World world() {
        World known = world;
        if (known != null) {
            return known;
        }
        var made = new World(limits);
        world = made;
        AnswerGuest running = guest;
        if (running == null || !running.usable()) {
            discard();
            running = guests.take();
            guest = running;
        }
        running.begin();
        List<Struct> classes = Stream.concat(exercise.contract().stream(), answer.classes().stream())
                .map(c -> Struct.of("class", "name", c.name(), "bytes", c.bytes()))
                .toList();
        int id = ++lastId;
        running.send(new Frame(
                Kind.DEFINE,
                id,
                Struct.of(
                        "answer",
                        "contract",
                        exercise.contractName(),
                        "main",
                        answer.main(),
                        "fuel",
                        limits.fuel(),
                        "processors",
                        PROCESSORS,
                        "classes",
                        classes)));
        switch (running.await(made.deadline)) {
            case AnswerGuest.Event.Gone gone -> made.ended = rejection(gone);
            case AnswerGuest.Event.Arrived arrived -> {
                if (arrived.frame().kind() != Kind.RESULT) {
                    made.ended = Rejection.of(
                            Outcome.MISSING,
                            "the answer's classes can be loaded",
                            "the answer's classes cannot be loaded: " + message(arrived.frame()));
                }
            }
        }
        return made;
    }

    /** Processors of the simulated machine: the same everywhere. */
    private static final int PROCESSORS = 4;

    @SuppressWarnings("FutureReturnValueIgnored") // it is returned to the test, which reads it
    private @Nullable Object call(
            World here, Class<?> contract, int instance, Method method, @Nullable Object[] arguments) throws Throwable {
        if (world != here) {
            throw new IllegalStateException("an answer is called in the test that asked for it, not later");
        }
        Signature signature = Signature.of(contract, method);
        List<@Nullable Object> given = signature.convert(Arrays.asList(arguments), here.services.shape()::toData);
        try {
            Object value = exchange(here, instance, method, signature, given);
            Class<?> returned = method.getReturnType();
            if (value == null && returned != void.class && signature.result() != Void.class) {
                throw Rejection.of(
                        Outcome.WRONG,
                        method.getName() + " returns " + an(signature.result()),
                        method.getName() + " returned null");
            }
            return Signature.isFuture(returned) ? CompletableFuture.completedFuture(value) : value;
        } catch (Rejection rejection) {
            throw rejection;
        } catch (Thrown thrown) {
            if (Signature.isFuture(method.getReturnType())) {
                return CompletableFuture.failedFuture(thrown.exception);
            }
            throw thrown.exception;
        }
    }

    private static String an(Type type) {
        String name = Shape.name(type);
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    /** An exception that the answer's method ended with. */
    private static final class Thrown extends Exception {
        private static final long serialVersionUID = 1;
        private final Exception exception;

        Thrown(Exception exception) {
            super(exception);
            this.exception = exception;
        }
    }

    private @Nullable Object exchange(
            World here, int instance, Method method, Signature signature, List<@Nullable Object> given) throws Thrown {
        AnswerGuest running = guest;
        if (here.ended != null) {
            throw here.ended;
        }
        if (running == null) {
            throw new IllegalStateException("no guest runs");
        }
        int id = ++lastId;
        here.outside.begin();
        running.send(new Frame(
                Kind.INVOKE,
                id,
                Struct.of(
                        "answer",
                        "instance",
                        instance,
                        "method",
                        method.getName(),
                        "parameters",
                        Stream.of(method.getParameterTypes())
                                .map(Class::getName)
                                .toList(),
                        "arguments",
                        given)));
        while (true) {
            Frame frame;
            switch (running.await(here.deadline)) {
                case AnswerGuest.Event.Gone gone -> {
                    here.ended = rejection(gone);
                    throw here.ended;
                }
                case AnswerGuest.Event.Arrived arrived -> frame = arrived.frame();
            }
            try {
                if (frame.id() != id) {
                    throw new MalformedDataException("an answer to nothing that was asked");
                }
                if (frame.kind() == Kind.SERVICE_CALL) {
                    Move move = here.outside.next(here.services.incoming(step(frame)));
                    running.send(new Frame(
                            Kind.SERVICE_ANSWER,
                            id,
                            here.services.outgoing(move).toMap()));
                } else {
                    return finish(here, method, signature, frame);
                }
            } catch (ShapeException | IllegalArgumentException | IllegalStateException | MalformedDataException e) {
                here.ended = Rejection.of(
                        Outcome.FORBIDDEN,
                        "the answer keeps to its contract",
                        "the answer's JVM broke the protocol: " + e.getMessage());
                throw here.ended;
            }
        }
    }

    private static Step step(Frame frame) {
        if (frame.body() instanceof Map<?, ?> map) {
            return Step.fromMap(map);
        }
        throw new MalformedDataException("a step is a map");
    }

    private @Nullable Object finish(World here, Method method, Signature signature, Frame frame) throws Thrown {
        Struct body = frame.struct();
        if (body.name().equals("large")) {
            here.ended = Rejection.of(
                    Outcome.FLOOD,
                    "what the answer returns or hands to a service has at most " + (Frame.MAX_ANSWER >> 20) + " MiB",
                    method.getName() + " returned more than that, or handed it to a service at once");
            throw here.ended;
        }
        if (body.name().equals("refused")
                || (body.name().equals("shape") && here.outside.ending().isEmpty())) {
            here.ended = Rejection.of(
                    Outcome.MISSING, "the answer can be called", "the answer cannot be called: " + message(frame));
            throw here.ended;
        }
        Ending ending = here.outside
                .ending()
                .orElseThrow(() -> new MalformedDataException("a result before the run had ended"));
        here.took = ending.took();
        here.called = true;
        return switch (ending.kind()) {
            case RETURNED -> {
                if (frame.kind() != Kind.RESULT || !body.name().equals("answered")) {
                    throw new MalformedDataException("it returned, and its result is an " + body.name());
                }
                yield value(method, signature, body.get("value"));
            }
            case THREW -> throw thrown(here, method, body);
            case NEVER_COMPLETED, DEADLOCK, STUCK, ENDLESS, OVER_LIMIT, ESCAPED, BROKEN -> {
                here.ended = Endings.rejection(ending, method.getName());
                throw here.ended;
            }
        };
    }

    private static @Nullable Object value(Method method, Signature signature, @Nullable Object data) {
        if (method.getReturnType() == void.class) {
            return null;
        }
        try {
            return new Shape(Shape.References.NONE).fromData(data, signature.result());
        } catch (ShapeException e) {
            throw shape(method, signature, String.valueOf(e.getMessage()));
        }
    }

    private static Rejection shape(Method method, Signature signature, String message) {
        return Rejection.of(
                Outcome.WRONG,
                method.getName() + " returns " + an(signature.result()),
                "what " + method.getName() + " returned cannot be read: " + message);
    }

    private Thrown thrown(World here, Method method, Struct body) {
        if (body.name().equals("shape")) {
            throw Rejection.of(
                    Outcome.WRONG,
                    method.getName() + " returns what its contract declares",
                    "what " + method.getName() + " returned is not what the contract declares: " + body.get("message"));
        }
        String type = body.string("class");
        int line = AnswerLines.innermost(body);
        if (type.equals("java.lang.StackOverflowError")) {
            throw Rejection.of(
                            Outcome.STACK,
                            "calls come to an end",
                            method.getName() + " called itself, or others in a circle, without end")
                    .atLine(AnswerLines.most(body));
        }
        if (type.equals("java.lang.OutOfMemoryError")) {
            here.ended = Rejection.of(
                            Outcome.MEMORY,
                            "the answer manages with " + limits.heapMiB() + " MiB",
                            "the answer used up all memory it was given")
                    .atLine(line);
            throw here.ended;
        }
        Exception exception = AnswerExceptions.make(body, loader());
        AnswerFailure.remember(
                exception,
                Rejection.of(
                                Outcome.WRONG,
                                method.getName() + " returns",
                                method.getName() + " threw "
                                        + Words.thrown(type, body.get("message") instanceof String s ? s : null))
                        .atLine(line));
        return new Thrown(exception);
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    private static Rejection rejection(AnswerGuest.Event.Gone gone) {
        String expected = switch (gone.outcome()) {
            case EXIT -> "the answer returns, and the program goes on";
            case FLOOD -> "the answer prints and sends little";
            case MEMORY -> "the answer manages with the memory it is given";
            default -> "the answer keeps to its contract";
        };
        return Rejection.of(gone.outcome(), expected, gone.why()).atLine(gone.line());
    }

    private static String message(Frame frame) {
        return frame.body() instanceof Struct s && s.get("message") instanceof String m
                ? Words.cut(m, 200)
                : "no reason given";
    }

    /** The end of a run, other than by returning or throwing, as a rejection. */
    static final class Endings {
        private Endings() {}

        static Rejection rejection(Ending ending, String method) {
            String message = Words.cut(ending.message(), 1000);
            Rejection made = switch (ending.kind()) {
                case NEVER_COMPLETED -> Rejection.of(Outcome.DEADLOCK, method + " comes to an end", message);
                case DEADLOCK -> Rejection.of(Outcome.DEADLOCK, "nobody waits for ever", message);
                case STUCK -> Rejection.of(Outcome.DEADLOCK, method + " comes to an end", message);
                case ENDLESS -> Rejection.of(Outcome.ENDLESS, "every loop comes to an end", message);
                case OVER_LIMIT -> Rejection.of(Outcome.LATE, method + " comes to an end", message);
                case ESCAPED -> Rejection.of(Outcome.FORBIDDEN, "only what the exercise covers is used", message);
                case BROKEN -> Rejection.of(Outcome.FORBIDDEN, "the answer keeps to its contract", message);
                case RETURNED, THREW -> throw new IllegalArgumentException(ending.kind() + " is no failure of its own");
            };
            Place place = ending.place();
            return place == null ? made : made.atLine(place.line());
        }
    }
}

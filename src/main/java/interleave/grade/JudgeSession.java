package interleave.grade;

import interleave.grade.compile.Compilation;
import interleave.grade.compile.ExerciseClasses;
import interleave.grade.compile.ForbiddenCheck;
import interleave.grade.compile.Problem;
import interleave.grade.compile.WovenAnswer;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.Limits;
import interleave.grade.sandbox.AnswerGuest;
import interleave.grade.sandbox.Guests;
import interleave.link.CallTypes;
import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.MalformedDataException;
import interleave.link.ShapeException;
import interleave.link.Signature;
import interleave.link.Struct;
import interleave.schedule.Ending;
import interleave.schedule.Outside;
import interleave.schedule.message.Move;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
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
    /** A step across the link takes 0.1 to 0.2 ms: an answer that waits for ever meets its end before the {@linkplain Limits#realTime() clock} does. */
    private static final Outside.Limits LIMITS = Outside.Limits.DEFAULT.withSteps(20_000);

    private final List<String> allow;
    private final ExerciseClasses exercise;
    private final Compilation.Compiled answer;
    private final Limits limits;
    private final Guests guests;
    private final Map<Boolean, WovenAnswer> woven = new HashMap<>();
    private @Nullable AnswerGuest guest;
    private @Nullable World world;

    /** The answer in the guest during one test. */
    private static final class World {
        final Line line;
        final Outside outside = new Outside(LIMITS);
        final HostServices services = new HostServices(outside, new CallTypes());
        /** What is being explored in this test; then the answer is not called otherwise. */
        @Nullable
        OrderJudge explored;

        int instances;
        Duration took = Duration.ZERO;
        boolean called;
        /** What ended the answer for good in this test; every further call ends the same way. */
        @Nullable
        Rejection ended;

        /** Whether the guest is as good as before all the same. */
        boolean guestStands;

        World(Line line) {
            this.line = line;
        }
    }

    JudgeSession(Exercise judged, ExerciseClasses exercise, Compilation.Compiled answer, Guests guests) {
        this.allow = judged.allow();
        this.exercise = exercise;
        this.answer = answer;
        this.limits = judged.limits();
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
        if (ending != null && ending.ended != null && !ending.guestStands) {
            discard();
            guests.prepare();
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
    <T> T learner(Class<T> contract) {
        if (!contract.isInterface() || !contract.getName().equals(exercise.contractName())) {
            throw new IllegalArgumentException(
                    contract.getName() + " is not this exercise's contract, " + exercise.contractName());
        }
        World here = world == null ? begun(limits.fuel(), false) : world;
        if (here.explored != null) {
            return here.explored.learner(contract);
        }
        int instance = here.instances++;
        return stand(contract, (method, arguments) -> call(here, contract, instance, method, arguments));
    }

    /** What is called in place of the learner's object. */
    interface Calls {
        @Nullable
        Object call(Method method, List<@Nullable Object> arguments) throws Throwable;
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals itself alone
    static <T> T stand(Class<T> contract, Calls calls) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() != Object.class) {
                return calls.call(method, arguments == null ? List.of() : Arrays.asList(arguments));
            }
            return switch (method.getName()) {
                case "toString" -> "the learner's " + contract.getSimpleName();
                case "hashCode" -> System.identityHashCode(proxy);
                default -> arguments != null && proxy == arguments[0];
            };
        };
        return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, handler));
    }

    /** A new world in the guest, or in a fresh one where the last test broke it. */
    private World begun(long fuel, boolean explored) {
        var made = new World(new Line(running(), limits.realTime()));
        world = made;
        try {
            WovenAnswer classes = woven(explored);
            while (!made.line.define(classes, fuel)) {
                discard();
                made = new World(new Line(running(), limits.realTime()));
                world = made;
            }
        } catch (IllegalArgumentException e) {
            made.ended = Line.unloadable(String.valueOf(e.getMessage()));
        } catch (Rejection rejection) {
            made.ended = rejection;
        }
        return made;
    }

    private AnswerGuest running() {
        AnswerGuest running = guest;
        if (running == null || !running.usable()) {
            discard();
            running = guests.take();
            guest = running;
        }
        return running;
    }

    private WovenAnswer woven(boolean explored) {
        return woven.computeIfAbsent(explored, e -> WovenAnswer.of(exercise, answer, e));
    }

    @Override
    Orders.Explored explore(Orders orders, @Nullable String id, Orders.Program program) {
        if (world != null) {
            throw new IllegalStateException(
                    "a test that explores orders calls the answer in these orders only, and explores" + " once");
        }
        List<Problem> unseen = ForbiddenCheck.unseen(answer.classes(), allow, answer.source());
        if (!unseen.isEmpty()) {
            throw Rejection.of(
                            Outcome.FORBIDDEN,
                            "all that an answer does to its fields can be seen",
                            unseen.getFirst().message())
                    .atLine(unseen.getFirst().line());
        }
        World here = begun(OrderJudge.FUEL, true);
        if (here.ended != null) {
            throw here.ended;
        }
        var judge = new OrderJudge(here.line, answer, program, orders, limits);
        here.explored = judge;
        try {
            Orders.Explored found = id == null ? judge.explore() : judge.replay(id);
            verdict(found.verdict());
            return found;
        } catch (OrderJudge.EndedException ended) {
            here.ended = ended.rejection();
            throw ended.rejection();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is returned to the test, which reads it
    private @Nullable Object call(
            World here, Class<?> contract, int instance, Method method, List<@Nullable Object> arguments)
            throws Throwable {
        if (world != here) {
            throw new IllegalStateException("an answer is called in the test that asked for it, not later");
        }
        Signature signature = Signature.of(contract, method);
        List<@Nullable Object> given = signature.convert(arguments, here.services.shape()::toData);
        try {
            Object value = exchange(here, instance, method, signature, given);
            return Signature.isFuture(method.getReturnType()) ? CompletableFuture.completedFuture(value) : value;
        } catch (Rejection rejection) {
            throw rejection;
        } catch (Answered.Thrown thrown) {
            if (Signature.isFuture(method.getReturnType())) {
                return CompletableFuture.failedFuture(thrown.exception());
            }
            throw thrown.exception();
        }
    }

    private @Nullable Object exchange(
            World here, int instance, Method method, Signature signature, List<@Nullable Object> given)
            throws Answered.Thrown {
        if (here.ended != null) {
            throw here.ended;
        }
        here.outside.begin();
        int id = here.line.send(Kind.INVOKE, request("answer", instance, method, given));
        while (true) {
            Frame frame = received(here, id);
            try {
                if (frame.kind() != Kind.SERVICE_CALL) {
                    return finish(here, method, signature, frame);
                }
                Move move = here.outside.next(here.services.incoming(Line.step(frame.body())));
                here.line.answer(id, here.services.outgoing(move).toMap());
            } catch (ShapeException | IllegalArgumentException | IllegalStateException | MalformedDataException e) {
                here.ended = Line.broken(e.getMessage());
                throw here.ended;
            }
        }
    }

    private static Frame received(World here, int id) {
        try {
            return here.line.receive(id);
        } catch (Rejection end) {
            here.ended = end;
            throw end;
        }
    }

    /** A call as the guest is asked for it. */
    static Struct request(String name, int instance, Method method, List<@Nullable Object> arguments) {
        return Struct.of(
                name,
                "instance",
                instance,
                "method",
                method.getName(),
                "parameters",
                Stream.of(method.getParameterTypes()).map(Class::getName).toList(),
                "arguments",
                arguments);
    }

    private @Nullable Object finish(World here, Method method, Signature signature, Frame frame)
            throws Answered.Thrown {
        Struct body = frame.struct();
        if (body.name().equals("refused")
                || (body.name().equals("shape") && here.outside.ending().isEmpty())) {
            here.ended = Line.uncallable(frame);
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
                yield Answered.value(method, signature, body);
            }
            case THREW -> {
                Rejection memory = Answered.outOfMemory(limits, body);
                if (memory != null) {
                    here.ended = memory;
                    throw memory;
                }
                throw Answered.thrown(method, body);
            }
            // what ran there waits and can be unwound: the next test begins a world of its own beside what is left
            case NEVER_COMPLETED, DEADLOCK, STUCK, ENDLESS, OVER_LIMIT -> throw ended(here, ending, method, true);
            case ESCAPED, BROKEN -> throw ended(here, ending, method, false);
        };
    }

    private Rejection ended(World here, Ending ending, Method method, boolean guestStands) {
        Rejection why = EndingWords.rejection(ending, method.getName(), answer);
        here.ended = why;
        here.guestStands = guestStands;
        return why;
    }
}

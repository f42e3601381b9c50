package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.inside.Timer;
import interleave.schedule.inside.Timers;
import interleave.schedule.message.Call;
import interleave.schedule.message.Move;
import interleave.schedule.message.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The half of a run that can be trusted: it owns the clock and the simulated services, and decides what happens next.
 *
 * <p>It is asked with a {@link Step} each time the inside is quiet, and answers with a {@link Move}: time goes to the next event, an answer of a service or
 * a timer of the inside, whichever is first; at the same moment answers come first. Durations and counts are taken here. What the inside says is checked, and
 * serves for words.
 *
 * <p>One outside serves the bodies of one test, one after another, with one clock. Not thread-safe.
 */
public final class Outside {
    /**
     * What a run may use.
     *
     * @param calls calls to services, in all, {@code >= 1}
     * @param time virtual time of one body, {@code > 0}
     * @param steps steps of the protocol for one body, {@code >= 1}: one each time that all its threads wait
     */
    public record Limits(int calls, Duration time, int steps) {
        /** 100,000 calls, a day, a million steps. */
        public static final Limits DEFAULT = new Limits(100_000, Duration.ofDays(1), 1_000_000);

        /** The same with that many steps, {@code >= 1}. */
        public Limits withSteps(int number) {
            return new Limits(calls, time, number);
        }

        /** @throws IllegalArgumentException if {@code calls < 1}, {@code time <= 0} or {@code steps < 1} */
        public Limits {
            if (calls < 1 || steps < 1 || !time.isPositive()) {
                throw new IllegalArgumentException(
                        "limits are positive, not " + calls + " calls, " + time + ", " + steps + " steps");
            }
        }
    }

    private static final int MAX_WAITS = 10_000;

    private final Limits limits;
    private final Map<String, SimulatedService> services = new LinkedHashMap<>();
    private final Timers events = new Timers();
    private final Set<Long> open = new HashSet<>();
    private List<Move.Answer> answers = new ArrayList<>();
    private long now;
    private long began;
    private long lastCall;
    private int calls;
    private int steps;
    private boolean asked;
    private boolean timeless;
    private final Map<Long, Held> held = new HashMap<>();
    private @Nullable Kind wanted;
    private @Nullable Ending ending;

    /** Why the inside is asked to explain: how the run will end once it has. */
    private record Kind(Ending.Kind kind, String message) {}

    /** In an exploration, what comes of a call once its answer is wanted. */
    private static final class Held {
        boolean wanted;

        @Nullable
        Runnable event;

        Move.@Nullable Answer answer;
    }

    /** With {@link Limits#DEFAULT}. */
    public Outside() {
        this(Limits.DEFAULT);
    }

    /** A clock at 0, and no service yet. */
    public Outside(Limits limits) {
        this.limits = limits;
    }

    /**
     * Takes a service in, once; it is known to the inside by the name in the reference. A second one of the same name gets a number.
     *
     * @throws IllegalStateException for a service made by {@link SimulatedService#immediate}, which has no stand-in of ours: see {@link #registerImmediate}
     */
    public ServiceRef register(SimulatedService service) {
        return new ServiceRef(service.kind(), registerImmediate(service), service.size());
    }

    /** Lets learner code of this JVM use simulated services directly in that run. */
    void join(Inside inside) {
        inside.join(service -> register((SimulatedService) service).connect(inside));
    }

    /** Takes in any service, and says the name by which {@link Inside#call} reaches it. */
    public String registerImmediate(SimulatedService service) {
        for (Map.Entry<String, SimulatedService> each : services.entrySet()) {
            if (each.getValue().equals(service)) {
                return each.getKey();
            }
        }
        String name = service.name();
        for (int i = 2; services.containsKey(name); i++) {
            name = service.name() + "-" + i;
        }
        services.put(name, service);
        service.attach(this);
        return name;
    }

    /**
     * From here on services take no time: each call has its effect when it comes, and is answered when the inside, whose exploration decides on all orders,
     * {@linkplain Step#wants wants} that. Time passes only where nobody can go on.
     */
    public void explore() {
        timeless = true;
    }

    /** A body begins now: what came before is no part of its time, and its limits are full again. */
    public void begin() {
        began = now;
        steps = 0;
        asked = false;
        wanted = null;
        ending = null;
    }

    /**
     * Decides what happens next.
     *
     * @throws IllegalStateException if the run has ended
     */
    public Move next(Step step) {
        if (ending != null) {
            throw new IllegalStateException("this body has ended: " + ending.message());
        }
        steps++;
        try {
            accept(step);
        } catch (IllegalArgumentException e) {
            return end(Ending.Kind.BROKEN, "the answer's JVM broke the protocol: " + e.getMessage(), step);
        }
        Long wants = step.wants();
        if (wants != null && steps <= limits.steps()) {
            return answerNow(wants);
        }
        if (wanted != null) {
            return end(wanted.kind(), wanted.message(), step);
        }
        return switch (step.state()) {
            case RETURNED -> finish(Ending.Kind.RETURNED, "it returned", step);
            case THREW -> finish(Ending.Kind.THREW, "it threw", step);
            case ENDLESS -> finish(Ending.Kind.ENDLESS, words(step, "a loop does not end"), step);
            case ESCAPED -> finish(Ending.Kind.ESCAPED, words(step, "it did what virtual time does not cover"), step);
            case WAITING -> {
                if (calls > limits.calls()) {
                    yield finish(Ending.Kind.OVER_LIMIT, "it made more than " + limits.calls() + " calls", step);
                }
                yield steps > limits.steps()
                        ? explain(
                                Ending.Kind.OVER_LIMIT, "it waited " + limits.steps() + " times and still did not end")
                        : advance(step);
            }
        };
    }

    /** How the body ended, once {@link #next} has answered {@link Move.Kind#END}. */
    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** Virtual time since the first body began. */
    public Duration now() {
        return Duration.ofNanos(now);
    }

    private void accept(Step step) {
        if (step.timer() < now) {
            throw new IllegalArgumentException("a timer is due in the past");
        }
        if (step.waits().size() > MAX_WAITS || (!asked && !step.waits().isEmpty())) {
            throw new IllegalArgumentException("waits that nobody asked for");
        }
        if (step.wants() != null && (!timeless || asked || step.state() != Step.State.WAITING)) {
            throw new IllegalArgumentException("an answer is wanted out of order");
        }
        for (Call call : step.calls()) {
            if (asked || call.id() <= lastCall) {
                throw new IllegalArgumentException("call " + call.id() + " comes out of order");
            }
            lastCall = call.id();
            if (++calls > limits.calls()) {
                return;
            }
            SimulatedService service = services.get(call.service());
            if (service == null) {
                throw new IllegalArgumentException("there is no service " + call.service());
            }
            open.add(call.id());
            if (timeless) {
                held.put(call.id(), new Held());
            }
            service.accept(call, this);
        }
    }

    private Move answerNow(long call) {
        want(call);
        return go();
    }

    private void want(long call) {
        Held waiting = held.get(call);
        if (waiting != null) {
            waiting.wanted = true;
            Runnable event = waiting.event;
            if (event != null) {
                waiting.event = null;
                event.run();
            }
            if (waiting.answer != null) {
                answers.add(waiting.answer);
                held.remove(call);
            }
        }
    }

    private Move go() {
        List<Move.Answer> due = answers;
        answers = new ArrayList<>();
        return new Move(Move.Kind.GO, now, due);
    }

    private Move advance(Step step) {
        // whoever waits now, when nobody explored can go on, is not explored: no order is asked for
        List.copyOf(new TreeSet<>(held.keySet())).forEach(this::want);
        while (answers.isEmpty()) {
            long event = events.next();
            long next = Math.min(event, step.timer());
            if (next == Step.NO_TIMER) {
                return explain(Ending.Kind.STUCK, "");
            }
            if (next - began > limits.time().toNanos()) {
                return explain(Ending.Kind.OVER_LIMIT, "it would go on after " + limits.time() + " of virtual time");
            }
            now = next;
            events.fireUntil(now);
            if (step.timer() <= now) {
                break;
            }
        }
        return go();
    }

    private Move finish(Ending.Kind kind, String message, Step step) {
        return step.threads() == 0 ? end(kind, message, step) : explain(kind, message);
    }

    private Move explain(Ending.Kind kind, String message) {
        asked = true;
        wanted = new Kind(kind, message);
        return new Move(Move.Kind.EXPLAIN, now, List.of());
    }

    private Move end(Ending.Kind kind, String message, Step step) {
        ending = Endings.of(kind, Duration.ofNanos(now - began), message, step);
        return new Move(Move.Kind.END, now, List.of());
    }

    private static String words(Step step, String otherwise) {
        return step.problem() == null ? otherwise : step.problem();
    }

    // ---- for the services ----

    long nanos() {
        return now;
    }

    /** Has something happen later; of events at the same moment, the one asked for first comes first. */
    Timer after(long nanos, Runnable event) {
        long at = now + nanos;
        return events.set(at < now ? Step.NO_TIMER - 1 : at, event);
    }

    /** Has the effect of a call happen later; in an exploration, now. */
    void effect(long nanos, Runnable effect) {
        if (timeless) {
            effect.run();
        } else {
            after(nanos, effect);
        }
    }

    /** Has a call be answered later, by {@code event}; in an exploration, as soon as its answer is wanted. */
    void answerAfter(Call call, long nanos, Runnable event) {
        Held waiting = held.get(call.id());
        if (waiting == null) {
            after(nanos, event);
        } else if (waiting.wanted) {
            event.run();
        } else {
            waiting.event = event;
        }
    }

    /** Answers a call now. */
    void answer(Call call, @Nullable Object value) {
        answer(new Move.Answer(call.id(), value, null));
    }

    /** Fails a call now. */
    void fail(Call call, String message) {
        answer(new Move.Answer(call.id(), null, message));
    }

    private void answer(Move.Answer answer) {
        if (open.remove(answer.call())) {
            Held waiting = held.get(answer.call());
            if (waiting == null || waiting.wanted) {
                held.remove(answer.call());
                answers.add(answer);
            } else {
                waiting.answer = answer;
            }
        }
    }
}

package interleave.schedule.inside;

import interleave.schedule.message.Call;
import interleave.schedule.message.Move;
import interleave.schedule.message.Place;
import interleave.schedule.message.Step;
import interleave.schedule.message.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of services in one run: numbered as the learner's threads make them, handed to the outside with the next {@link Step}, and answered by a {@link Move}.
 *
 * <p>In an exploration a call is two steps of whoever makes it, its effect and its answer, and the run is quiet as soon as an effect is to come: {@link #wants()}.
 */
public final class ServiceCalls {
    private final Inside inside;
    private final LinkedHashMap<Long, Pending> pending = new LinkedHashMap<>();

    /** Makes what is thrown at who made a call that failed. */
    private final Function<String, ? extends RuntimeException> failures;

    /** The services whose calls meet only where their first argument is the same. */
    private final Set<String> keyed = new HashSet<>();

    /** For each service what its calls meet at in an exploration. */
    private final Map<String, Object> targets = new HashMap<>();

    private List<Call> made = new ArrayList<>();
    private long last;
    private Inside.Encoding encoding = (call, service, method, arguments) -> new ArrayList<>(arguments);
    private @Nullable Long wants;
    private @Nullable LearnerThread first;

    /** A call that waits for its answer: either a thread, or a future. */
    private static final class Pending {
        final @Nullable LearnerThread caller;
        final @Nullable SimFuture<Object> future;
        boolean answered;

        @Nullable
        Object value;

        @Nullable
        String failure;

        @Nullable
        Consumer<@Nullable Object> late;

        /** In an order that a reader is told, the number of the step that was its effect. */
        int stepsTillEffect;

        Pending(@Nullable LearnerThread caller, @Nullable SimFuture<Object> future) {
            this.caller = caller;
            this.future = future;
        }
    }

    ServiceCalls(Inside inside, Function<String, ? extends RuntimeException> failures) {
        this.inside = inside;
        this.failures = failures;
    }

    /** Encodes arguments that way from here on. */
    void encode(Inside.Encoding how) {
        encoding = how;
    }

    /**
     * From here on this is a service that calls are made of.
     *
     * @param store whether two of its calls meet only where their first argument, a key, is the same
     */
    public void connected(String service, boolean store) {
        if (store) {
            keyed.add(service);
        } else {
            keyed.remove(service);
        }
    }

    // ---- for the driver of the run ----

    /** What was called since this was last asked. */
    List<Call> take() {
        List<Call> taken = made;
        made = new ArrayList<>();
        return taken;
    }

    /** The call whose answer the run needs before anybody goes on, {@link Step#GOES_ON} if only its effect, or null. */
    @Nullable
    Long wants() {
        return wants;
    }

    /** What was wanted has been given. */
    void satisfied() {
        wants = null;
    }

    /** Who goes on before anybody else is asked, now that it got what it wanted. */
    @Nullable
    LearnerThread takeFirst() {
        LearnerThread taken = first;
        first = null;
        return taken;
    }

    /**
     * Brings an answer to whoever waits for it.
     *
     * @throws IllegalArgumentException if nobody does
     */
    void deliver(Move.Answer answer) {
        Pending waiting = pending.remove(answer.call());
        if (waiting == null) {
            throw new IllegalArgumentException("call " + answer.call() + " does not wait for an answer");
        }
        if (waiting.caller != null) {
            waiting.value = answer.value();
            waiting.failure = answer.failure();
            waiting.answered = true;
            Consumer<@Nullable Object> late = waiting.late;
            if (late == null) {
                waiting.caller.wake();
            } else if (answer.failure() == null) {
                inside.start("answer-" + answer.call(), answer.call(), () -> late.accept(answer.value()));
            }
        }
        SimFuture<Object> future = waiting.future;
        if (future != null) {
            // not here but on a learner thread: the stages that hang on this future run where it is completed
            inside.start("answer-" + answer.call(), answer.call(), () -> complete(future, answer));
        }
    }

    @SuppressWarnings("NullAway") // a future may hold null
    private void complete(SimFuture<Object> future, Move.Answer answer) {
        if (answer.failure() != null) {
            future.completeExceptionally(failures.apply(answer.failure()));
        } else {
            future.complete(answer.value());
        }
    }

    // ---- for the learner's threads ----

    /** As {@link Inside#call}. */
    public @Nullable Object call(String service, String method, List<? extends @Nullable Object> arguments) {
        return call(service, method, arguments, tooLate -> {});
    }

    /** The same; {@code late} takes, on a learner thread, an answer that comes after its caller was interrupted. */
    public @Nullable Object call(
            String service,
            String method,
            List<? extends @Nullable Object> arguments,
            Consumer<@Nullable Object> late) {
        LearnerThread me = LearnerThread.current();
        var waiting = new Pending(me, null);
        long id = added(service, method, arguments, me, waiting, inside.placeHere());
        try {
            me.await(Wait.What.SERVICE, service + "." + method, () -> waiting.answered);
        } catch (InterruptedException e) {
            waiting.late = late;
            Thread.currentThread().interrupt();
            throw failures.apply("interrupted while waiting for " + service + "." + method);
        }
        tellStored(service, method, arguments, waiting);
        received(me, id, waiting);
        return value(waiting);
    }

    /** The same, deaf to interrupts: one that comes is kept for later. */
    @Nullable
    public Object callUninterruptibly(String service, String method, List<? extends @Nullable Object> arguments) {
        return value(answered(service, method, arguments, inside.placeHere()));
    }

    private Pending answered(
            String service, String method, List<? extends @Nullable Object> arguments, @Nullable Place place) {
        LearnerThread me = LearnerThread.current();
        var waiting = new Pending(me, null);
        long id = added(service, method, arguments, me, waiting, place);
        me.awaitUninterruptibly(Wait.What.SERVICE, service + "." + method, () -> waiting.answered);
        tellStored(service, method, arguments, waiting);
        received(me, id, waiting);
        return waiting;
    }

    private static void received(LearnerThread me, long id, Pending waiting) {
        me.cause = id;
        if (waiting.failure != null || waiting.value != null) {
            Exploring.got(waiting.failure == null ? waiting.value : waiting.failure);
        }
    }

    private @Nullable Object value(Pending answered) {
        if (answered.failure != null) {
            throw failures.apply(answered.failure);
        }
        return answered.value;
    }

    /** As {@link Inside#callAsync}. */
    public CompletableFuture<@Nullable Object> callAsync(
            String service, String method, List<? extends @Nullable Object> arguments) {
        LearnerThread me = LearnerThread.current();
        Place place = inside.placeHere();
        if (Exploring.explored() != null) {
            SimFuture<@Nullable Object> answer = SimFuture.ofOneActor();
            LearnerThread answering =
                    inside.start(me.actor(), me.cause, () -> answerWith(answer, service, method, arguments, place));
            answering.actor = me.actor();
            return answer;
        }
        var future = new SimFuture<@Nullable Object>();
        add(service, method, arguments, me, new Pending(null, future), place);
        return future;
    }

    /** On a thread of its own: a call of an exploration, whose effect and answer others may come before. */
    @SuppressWarnings("NullAway") // a future may hold null
    private void answerWith(
            SimFuture<@Nullable Object> future,
            String service,
            String method,
            List<? extends @Nullable Object> arguments,
            @Nullable Place place) {
        Pending answer;
        try {
            answer = answered(service, method, arguments, place);
        } catch (NotCoveredException e) {
            throw e;
        } catch (RuntimeException e) {
            // an argument that cannot be handed over: of what this thread throws nobody would hear
            future.completeExceptionally(e);
            return;
        }
        if (answer.failure != null) {
            future.completeExceptionally(failures.apply(answer.failure));
        } else {
            future.complete(answer.value);
        }
    }

    /** Tells a service something that it does not answer. */
    public void tell(String service, String method, List<? extends @Nullable Object> arguments) {
        if (!inside.closed()) {
            Place place = inside.placeHere();
            boolean explored = exploredEffect(service, method, arguments, place);
            note(service, method, arguments, LearnerThread.current(), place);
            if (explored) {
                // who waits for what this gives back could go on at once
                wants = Step.GOES_ON;
                first = LearnerThread.current();
                Exploring.giveWay();
            }
        }
    }

    /** Adds a call; in an exploration, once its effect is to come, and returns once its answer is to come. */
    private long added(
            String service,
            String method,
            List<? extends @Nullable Object> arguments,
            LearnerThread me,
            Pending waiting,
            @Nullable Place place) {
        boolean explored = exploredEffect(service, method, arguments, place);
        long id = add(service, method, arguments, me, waiting, place);
        if (explored) {
            waiting.stepsTillEffect = Telling.stepsSoFar();
            Object target = keyed.contains(service) ? null : target(service);
            Exploring.at(Intent.to("answer", target, "", target != null, place));
            wants = id;
            first = me;
        }
        return id;
    }

    private long add(
            String service,
            String method,
            List<? extends @Nullable Object> arguments,
            LearnerThread me,
            Pending waiting,
            @Nullable Place place) {
        inside.requireOpen();
        long id = note(service, method, arguments, me, place);
        pending.put(id, waiting);
        return id;
    }

    private long note(
            String service,
            String method,
            List<? extends @Nullable Object> arguments,
            LearnerThread me,
            @Nullable Place place) {
        long id = ++last;
        List<@Nullable Object> encoded = encoding.encode(id, service, method, arguments);
        made.add(new Call(id, service, method, encoded, place, me.cause));
        return id;
    }

    // ---- what an exploration knows of a call ----

    private boolean exploredEffect(
            String service, String method, List<? extends @Nullable Object> arguments, @Nullable Place place) {
        if (Exploring.explored() == null) {
            return false;
        }
        // operations on a store meet where they have the same key, all else where the service is the same
        boolean store = keyed.contains(service);
        String key = store && !arguments.isEmpty() ? String.valueOf(arguments.getFirst()) : "";
        String label = Exploring.telling() != null ? label(service, method, arguments) : "";
        boolean write = !(store && method.equals("read"));
        Exploring.at(Intent.to(label, target(service), key, write, place));
        if (store && method.equals("write")) {
            Telling.is(target(service), key, arguments.getLast(), true);
        }
        return true;
    }

    /** For the reader: what the answer says of the store's value since the call's effect. */
    private void tellStored(
            String service, String method, List<? extends @Nullable Object> arguments, Pending answered) {
        if (!keyed.contains(service) || answered.value == null) {
            return;
        }
        String key = String.valueOf(arguments.getFirst());
        if (method.equals("read")) {
            Telling.was(answered.stepsTillEffect, target(service), key, answered.value, false);
        } else if (method.equals("replace") && answered.value.equals(true)) {
            Telling.was(answered.stepsTillEffect, target(service), key, arguments.getLast(), true);
        }
    }

    private Object target(String service) {
        return targets.computeIfAbsent(service, name -> new Object());
    }

    private static String label(String service, String method, List<? extends @Nullable Object> arguments) {
        return service + "." + method
                + arguments.stream().map(Points::words).collect(Collectors.joining(", ", "(", ")"));
    }
}

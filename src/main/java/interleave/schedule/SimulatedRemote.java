package interleave.schedule;

import interleave.schedule.message.Call;
import interleave.schedule.message.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Remote} whose latency and failures are set, and which remembers every call.
 *
 * <pre>{@code
 * var profiles = SimulatedRemote.of("profiles", Integer.class, id -> "user " + id)
 *         .latency(Duration.ofMillis(200))
 *         .failing(id -> id == 13, "profile 13 is gone");
 * }</pre>
 *
 * <p>It answers any number of calls at once, each after its own latency; calls that end at the same moment are answered in the order they were made.
 * Learner code of the same JVM may call it directly inside {@link VirtualTime#run}; under the grader it is handed over by reference.
 *
 * @param <Q> what a request is
 * @param <A> what an answer is
 */
public final class SimulatedRemote<Q, A> extends SimulatedService implements Remote<Q, A> {
    /**
     * One call, as the service saw it.
     *
     * @param request what was asked
     * @param started virtual time when it came
     * @param ended virtual time when it was answered, or null if that has not happened
     * @param place the learner's line that made it, or null; for words only, never for marks
     * @param cause which of these calls, counted from 1, had to be answered before this one was made, or 0 for none; for words only
     */
    public record Seen<Q>(
            Q request,
            Duration started,
            @Nullable Duration ended,
            @Nullable Place place,
            int cause) {}

    private static final class Entry<Q> {
        final Q request;
        final Call call;
        final long started;
        long ended = -1;

        Entry(Q request, Call call, long started) {
            this.request = request;
            this.call = call;
            this.started = started;
        }
    }

    private final Class<Q> requestType;
    private final Function<? super Q, ? extends A> answers;
    private Function<? super Q, Duration> latency = request -> Duration.ZERO;
    private final List<Function<Q, @Nullable String>> failures = new ArrayList<>();
    private final List<Entry<Q>> entries = new ArrayList<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private int inFlight;
    private int maxInFlight;

    private SimulatedRemote(String name, Class<Q> requestType, Function<? super Q, ? extends A> answers) {
        super(name);
        this.requestType = requestType;
        this.answers = answers;
    }

    /**
     * A service without latency.
     *
     * @param name its name in reports
     * @param requestType whatever else a call asks with is refused
     * @param answers from request to answer; it may throw {@link ServiceException} to fail a call
     */
    public static <Q, A> SimulatedRemote<Q, A> of(
            String name, Class<Q> requestType, Function<? super Q, ? extends A> answers) {
        return new SimulatedRemote<>(name, requestType, answers);
    }

    /**
     * Every call takes that long from now on.
     *
     * @throws IllegalArgumentException if {@code each < 0}
     */
    public SimulatedRemote<Q, A> latency(Duration each) {
        requireNotNegative(each);
        return latency(request -> each);
    }

    /** A call takes as long as its request says: {@code >= 0}. */
    public SimulatedRemote<Q, A> latency(Function<? super Q, Duration> ofRequest) {
        latency = ofRequest;
        return this;
    }

    /** Calls with such a request fail, after their latency, with a {@link ServiceException} of that message. */
    public SimulatedRemote<Q, A> failing(Predicate<? super Q> which, String message) {
        failures.add(request -> which.test(request) ? message : null);
        return this;
    }

    /** All calls so far, in the order they came. */
    public List<Seen<Q>> calls() {
        return entries.stream()
                .map(entry -> new Seen<>(
                        entry.request,
                        Duration.ofNanos(entry.started),
                        entry.ended < 0 ? null : Duration.ofNanos(entry.ended),
                        entry.call.place(),
                        numbers.getOrDefault(entry.call.cause(), 0)))
                .toList();
    }

    /** Calls that wait for their answer now. */
    public int inFlight() {
        return inFlight;
    }

    /** The most calls that have waited at the same time. */
    public int maxInFlight() {
        return maxInFlight;
    }

    @Override
    ServiceKind kind() {
        return ServiceKind.REMOTE;
    }

    @Override
    void accept(Call call, Outside outside) {
        if (!call.method().equals("call")
                || call.arguments().size() != 1
                || !requestType.isInstance(call.arguments().getFirst())) {
            throw new IllegalArgumentException(
                    name() + " is asked with one " + requestType.getSimpleName() + " a call");
        }
        Q request = requestType.cast(call.arguments().getFirst());
        var entry = new Entry<>(request, call, outside.nanos());
        entries.add(entry);
        numbers.put(call.id(), entries.size());
        maxInFlight = Math.max(maxInFlight, ++inFlight);
        Duration takes = latency.apply(request);
        requireNotNegative(takes);
        outside.answerAfter(call, takes.toNanos(), () -> {
            inFlight--;
            entry.ended = outside.nanos();
            answer(call, request, outside);
        });
    }

    private void answer(Call call, Q request, Outside outside) {
        for (Function<Q, @Nullable String> failure : failures) {
            String message = failure.apply(request);
            if (message != null) {
                outside.fail(call, message);
                return;
            }
        }
        try {
            outside.answer(call, answers.apply(request));
        } catch (ServiceException e) {
            outside.fail(call, String.valueOf(e.getMessage()));
        }
    }

    @Override
    void reset() {
        entries.clear();
        numbers.clear();
        inFlight = 0;
        maxInFlight = 0;
    }

    @Override
    public A call(Q request) {
        return stub().call(request);
    }

    @Override
    public CompletableFuture<A> callAsync(Q request) {
        return stub().callAsync(request);
    }

    @SuppressWarnings("unchecked") // a stub is of whatever types its service is
    private Remote<Q, A> stub() {
        return (Remote<Q, A>) direct();
    }

    private static void requireNotNegative(Duration latency) {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("a latency is at least 0, not " + latency);
        }
    }
}

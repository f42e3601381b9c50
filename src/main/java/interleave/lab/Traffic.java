package interleave.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Requests that come when they come: a shape in time, and a generator that keeps to it whether those before have been answered or not.
 *
 * <p>That is an <b>open loop</b>, as users are one. A closed loop, whose every sender waits for its answer before it asks again, slows down together with
 * the service that it measures: while the service stands still it sends nothing, and what it did not send is missing from its percentiles (this is called
 * coordinated omission). Here a latency counts from the moment at which the request was <em>due</em>, so nothing is left out, not even the generator's own
 * delay.
 *
 * <pre>{@code
 * Traffic day = Traffic.sustained(100, Duration.ofMillis(200))           // 20 requests, one every 10 ms
 *         .then(Traffic.ramp(100, 300, Duration.ofMillis(200)))          // 40 requests, ever closer together
 *         .then(Traffic.spike(50, 500, Duration.ofMillis(300)));         // 5, then 50, then 5
 * Load load = day.run("a service that answers at once", number -> number % 10 == 0 ? "slow page" : "page");
 * load.percentile("page", 99);
 * }</pre>
 *
 * <p>The times are even, not random: two runs send at the same moments. A shape may be run any number of times, also by several threads at once.
 */
public final class Traffic {

    /** One request: asks, waits, and names the kind of answer that came. */
    @FunctionalInterface
    public interface Request {
        /**
         * Asks once; called on a virtual thread of its own.
         *
         * @param number which request of the traffic it is, from 0 on
         * @return the kind under which its latency is counted, such as a path, a status or both; what it throws is counted under the name of its class
         */
        Object send(int number) throws Exception;
    }

    private final long[] dueNanos;
    private final Duration length;

    private Traffic(long[] dueNanos, Duration length) {
        this.dueNanos = dueNanos;
        this.length = length;
    }

    /**
     * The same number of requests every second.
     *
     * @param perSecond {@code > 0}
     * @param time how long, {@code > 0}
     * @throws IllegalArgumentException if {@code perSecond <= 0} or {@code time <= 0}
     */
    public static Traffic sustained(double perSecond, Duration time) {
        return ramp(perSecond, perSecond, time);
    }

    /**
     * Requests whose rate grows, or falls, evenly.
     *
     * @param from requests a second at the beginning, {@code >= 0}
     * @param to requests a second at the end, {@code >= 0}
     * @param time how long, {@code > 0}
     * @throws IllegalArgumentException if a rate is negative, both are 0, or {@code time <= 0}
     */
    public static Traffic ramp(double from, double to, Duration time) {
        if (!(from >= 0 && to >= 0 && from + to > 0)) {
            throw new IllegalArgumentException(
                    "traffic needs a rate above 0 requests a second: from " + from + " to " + to);
        }
        if (!time.isPositive()) {
            throw new IllegalArgumentException("traffic lasts longer than 0 ms: " + time.toMillis() + " ms");
        }
        double seconds = time.toNanos() / 1e9;
        int requests = (int) Math.round((from + to) / 2 * seconds);
        double growth = (to - from) / seconds;
        return new Traffic(
                LongStream.range(0, requests)
                        .map(number -> Math.round(1e9 * whenSent(number, from, growth)))
                        .toArray(),
                time);
    }

    /**
     * A calm third, a peak for the second third, and a calm one again.
     *
     * @param calm requests a second before and after the peak, {@code > 0}
     * @param peak requests a second in the middle, {@code > 0}
     * @param time how long altogether, {@code > 0}
     * @throws IllegalArgumentException if a rate is {@code <= 0} or {@code time <= 0}
     */
    public static Traffic spike(double calm, double peak, Duration time) {
        Duration third = time.dividedBy(3);
        return sustained(calm, third).then(sustained(peak, third)).then(sustained(calm, third));
    }

    /**
     * Requests that all come at the same moment.
     *
     * @param requests {@code >= 1}
     * @throws IllegalArgumentException if {@code requests < 1}
     */
    public static Traffic atOnce(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("traffic has at least 1 request, not " + requests);
        }
        return new Traffic(new long[requests], Duration.ZERO);
    }

    /** This traffic, and when its time is over the next. */
    public Traffic then(Traffic next) {
        long start = length.toNanos();
        long[] due = LongStream.concat(
                        Arrays.stream(dueNanos), Arrays.stream(next.dueNanos).map(later -> start + later))
                .toArray();
        return new Traffic(due, length.plus(next.length));
    }

    /** How many requests it has. */
    public int requests() {
        return dueNanos.length;
    }

    /** How long it lasts: at its end all its requests have been sent, but maybe not answered. */
    public Duration length() {
        return length;
    }

    /**
     * Sends every request when it is due, and returns when the last one has been answered, well or badly. A request that may never be answered needs a time
     * limit of its own.
     *
     * @param name what is asked, and how: the head of the table
     * @throws InterruptedException if this thread is interrupted; what is still in flight is interrupted too
     */
    public Load run(String name, Request request) throws InterruptedException {
        Objects.requireNonNull(request);
        List<Future<Load.Answer>> sent = new ArrayList<>();
        ExecutorService senders = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("load-", 0).factory());
        long start = System.nanoTime();
        try {
            for (int number = 0; number < dueNanos.length; number++) {
                awaitUntil(start + dueNanos[number]);
                int which = number;
                sent.add(senders.submit(() -> send(request, which, start)));
            }
            List<Load.Answer> answers = new ArrayList<>();
            for (Future<Load.Answer> answer : sent) {
                answers.add(answer.get());
            }
            return new Load(name, answers);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request ended with an error: " + e.getCause(), e.getCause());
        } finally {
            senders.shutdownNow();
            senders.close();
        }
    }

    @Override
    public String toString() {
        return Numbers.whole(requests()) + " requests in " + Numbers.whole(length.toMillis()) + " ms";
    }

    private Load.Answer send(Request request, int number, long start) {
        long started = System.nanoTime();
        String kind;
        try {
            kind = String.valueOf(request.send(number));
        } catch (Exception e) {
            kind = e.getClass().getSimpleName();
        }
        long due = start + dueNanos[number];
        return new Load.Answer(
                number,
                kind,
                Duration.ofNanos(dueNanos[number]),
                Duration.ofNanos(started - due),
                Duration.ofNanos(System.nanoTime() - due));
    }

    /** The moment t, in seconds, by which {@code number} requests have been sent: from·t + growth·t²/2 = number. */
    private static double whenSent(long number, double from, double growth) {
        if (growth == 0) {
            return number / from;
        }
        return number == 0 ? 0 : 2 * number / (from + Math.sqrt(from * from + 2 * growth * number));
    }

    private static void awaitUntil(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}

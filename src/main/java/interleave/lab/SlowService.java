package interleave.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A real HTTP service on this machine that takes its time: each request waits for a set latency, more or less, and some can be told to fail.
 *
 * <p>Unlike a method that sleeps, it is asked over a socket, as a service in another house would be, so every way of waiting that Java has can be tried
 * on it. Unlike a simulated service of an exercise, its time is the wall clock's. It answers each request on a virtual thread of its own and puts no
 * limit on how many it answers at once: what is seen to be slow is the caller's doing.
 *
 * <pre>{@code
 * try (var friends = SlowService.start("friend", Duration.ofMillis(40))) {
 *     friends.jitter(Duration.ofMillis(10)); // GET friends.uri(7) answers "friend 7" after 40 to 50 ms
 *     friends.failRate(0.05);                // and one in twenty with status 503
 * }
 * }</pre>
 *
 * <p>The latency is a lower bound: a busy machine adds to it. Requests are counted from when their headers have been read to just before the answer is
 * sent, so a caller that waits for each answer is never seen with two in flight. Jitter and failures by rate are drawn in the order of arrival from random
 * numbers that are the same after every start.
 */
public final class SlowService implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final long SEED = 7;

    private final String name;
    private final HttpServer server;
    private final ExecutorService handlers;
    private final ConcurrentHashMap<Integer, Duration> ownLatency = new ConcurrentHashMap<>();
    private final Set<Integer> failing = ConcurrentHashMap.newKeySet();
    private final Counts counts = new Counts();
    private final Random random = new Random(SEED);
    private volatile Duration latency;
    private volatile Duration jitter = Duration.ZERO;
    private volatile double failRate;

    private SlowService(String name, Duration latency) {
        this.name = name;
        this.latency = requireNotNegative(latency);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no free port on this machine's loopback address for the service “" + name + "”", e);
        }
        handlers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-service-", 0).factory());
        server.setExecutor(handlers);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Starts a service on a free port of the loopback address.
     *
     * @param name what it serves, in the singular; its answers and its threads ({@code NAME-service-0} …) bear it
     * @param latency how long each request waits, {@code >= 0}
     * @throws IllegalArgumentException if {@code latency < 0}
     * @throws UncheckedIOException if no port is free
     */
    public static SlowService start(String name, Duration latency) {
        return new SlowService(name, latency);
    }

    /** Where to ask for number {@code id}: the answer's text is the service's name and that number, {@code friend 7}. */
    public URI uri(int id) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + id);
    }

    /**
     * Sets the latency of every request that arrives from now on and has none of its own.
     *
     * @throws IllegalArgumentException if {@code latency < 0}
     */
    public void latency(Duration latency) {
        this.latency = requireNotNegative(latency);
    }

    /**
     * Sets the latency of requests for {@code id} that arrive from now on.
     *
     * @throws IllegalArgumentException if {@code latency < 0}
     */
    public void latency(int id, Duration latency) {
        ownLatency.put(id, requireNotNegative(latency));
    }

    /**
     * Adds to the latency of every request that arrives from now on a random time, each as likely as the other.
     *
     * @param upTo the most that is added, {@code >= 0}; zero, as at the start, for none
     * @throws IllegalArgumentException if {@code upTo < 0}
     */
    public void jitter(Duration upTo) {
        this.jitter = requireNotNegative(upTo);
    }

    /**
     * Answers a random share of the requests that arrive from now on with status 503, after their latency.
     *
     * @param share {@code 0 <= share <= 1}; 0, as at the start, for none
     * @throws IllegalArgumentException if {@code share} is out of its range
     */
    public void failRate(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1: " + share);
        }
        this.failRate = share;
    }

    /** Answers requests for {@code id} from now on with status 503, after their latency. */
    public void fail(int id) {
        failing.add(id);
    }

    /** Lets every number answer again, after the common latency: undoes {@link #failRate}, each {@link #fail} and {@link #latency(int, Duration)}. */
    public void recover() {
        failRate = 0;
        failing.clear();
        ownLatency.clear();
    }

    /** Requests that arrived since the start or the last {@link #resetCounts()}. */
    public int requests() {
        return counts.requests();
    }

    /** Requests that are being answered at this moment. */
    public int inFlight() {
        return counts.inFlight();
    }

    /** The most requests that were being answered at one moment since the start or the last {@link #resetCounts()}. */
    public int maxInFlight() {
        return counts.maxInFlight();
    }

    /** Starts counting afresh; requests in flight at this moment stay counted as in flight. */
    public void resetCounts() {
        counts.reset();
    }

    /** Stops listening, cuts off what is still in flight, and returns when the last of its threads has ended. */
    @Override
    public void close() {
        server.stop(0);
        handlers.shutdownNow();
        handlers.close();
    }

    @Override
    public String toString() {
        return "the service “" + name + "” at " + uri(0).resolve("/") + ", " + latency.toMillis() + " ms a request";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            counts.arrived();
            int status = 200;
            String body;
            try {
                int id = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
                Luck luck = luck();
                await(ownLatency.getOrDefault(id, latency).plus(luck.delay()));
                body = name + " " + id;
                if (luck.fails() || failing.contains(id)) {
                    status = 503;
                    body += " is not available";
                }
            } catch (NumberFormatException e) {
                status = 404;
                body = "ask for a number, as in " + uri(7);
            } finally {
                counts.answered();
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private record Luck(Duration delay, boolean fails) {}

    /** Always two draws, so that one setting does not change the other's luck. */
    private Luck luck() {
        synchronized (random) {
            double delay = random.nextDouble();
            double failure = random.nextDouble();
            return new Luck(Duration.ofNanos((long) (delay * jitter.toNanos())), failure < failRate);
        }
    }

    /** Waits out the latency; ends early only when the service is closed. */
    private static void await(Duration latency) {
        long end = System.nanoTime() + latency.toNanos();
        for (long left = latency.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Duration requireNotNegative(Duration latency) {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("a latency cannot be negative: " + latency.toMillis() + " ms");
        }
        return latency;
    }

    /** What has arrived and is in flight, counted together: whoever sees a request in flight sees it in the maximum too. */
    private static final class Counts {
        private int requests;
        private int inFlight;
        private int maxInFlight;

        synchronized void arrived() {
            requests++;
            inFlight++;
            maxInFlight = Math.max(maxInFlight, inFlight);
        }

        synchronized void answered() {
            inFlight--;
        }

        synchronized void reset() {
            requests = 0;
            maxInFlight = inFlight;
        }

        synchronized int requests() {
            return requests;
        }

        synchronized int inFlight() {
            return inFlight;
        }

        synchronized int maxInFlight() {
            return maxInFlight;
        }
    }
}

package interleave.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A load balancer: one address for several instances of a service, which takes an instance out when its health checks fail.
 *
 * <p>It works as haproxy does with {@code balance roundrobin}, {@code option httpchk GET /health} and {@code check inter INTERVAL fall 2 rise 2}, which it
 * is tested against. Requests go to the instances that are up in turn. Every instance is asked for {@code /health}; an answer other than 2xx or 3xx, or
 * none within the interval, is a failure, and the next check comes an interval after the last one ended. Two failures in a row take an instance out, two successes
 * bring it back; at the very beginning one failure is enough. Where all are out, the answer is 503. A request that an instance has accepted stays there, also when the instance is taken out
 * meanwhile.
 *
 * <pre>{@code
 * try (var a = SlowService.start("page", Duration.ZERO); var b = SlowService.start("page", Duration.ZERO);
 *         var balancer = Balancer.start(Duration.ofMillis(50), List.of(a.uri(0), b.uri(0)))) {
 *     balancer.up();     // none, for SlowService answers /health with 404; GET balancer.uri("/7") answers 503
 *     balancer.log();    // which instance was taken out, or brought back, when and why
 * }
 * }</pre>
 *
 * <p>Unlike a real one it keeps to one kind of check and forgets a request's headers; it is for looking at, not for production.
 */
public final class Balancer implements AutoCloseable {

    /**
     * An instance was taken out, or brought back.
     *
     * @param at since the balancer was started
     * @param instance {@code a} for the first one, {@code b} for the second, and so on
     * @param up whether it is asked from now on
     * @param why what its last check came to
     */
    public record Event(Duration at, String instance, boolean up, String why) {}

    private static final int FALL = 2;
    private static final int RISE = 2;
    private static final int BACKLOG = 1024;
    /** How many intervals an instance may take for a request: as in production, far longer than for a check. */
    private static final int PATIENCE = 20;

    private final Duration interval;
    private final long started = System.nanoTime();
    private final List<Instance> instances = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Thread> checks = new ArrayList<>();
    private final ExecutorService threads;
    private final HttpClient client;
    private final HttpServer server;
    private int next;

    private Balancer(Duration interval, List<URI> addresses) {
        this.interval = interval;
        for (URI address : addresses) {
            instances.add(new Instance(String.valueOf((char) ('a' + instances.size())), address, interval));
        }
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("balancer-", 0).factory());
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on this machine's loopback address for the balancer", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
        for (Instance instance : instances) {
            checks.add(
                    Thread.ofVirtual().name("balancer-check-" + instance.name).start(() -> check(instance)));
        }
        instances.forEach(instance -> instance.checked.join());
    }

    /**
     * Starts a balancer on a free port of the loopback address, and returns when every instance has been checked once, so after an interval at most.
     *
     * @param interval between two checks of an instance, and the time it has to answer one, {@code > 0}
     * @param instances the address of each, {@code http} or {@code https}, its path does not matter; 1 to 26
     * @throws IllegalArgumentException if {@code interval <= 0}, or there are no instances, or too many, or an address is none of a web server
     * @throws UncheckedIOException if no port is free
     */
    public static Balancer start(Duration interval, List<URI> instances) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("an interval is longer than 0 ms: " + interval.toMillis() + " ms");
        }
        if (instances.isEmpty() || instances.size() > 26) {
            throw new IllegalArgumentException("a balancer has 1 to 26 instances, not " + instances.size());
        }
        return new Balancer(interval, instances);
    }

    /** Where to ask for a path, such as {@code /health}. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort()).resolve(path);
    }

    /** The instances that are asked at this moment, by name. */
    public synchronized List<String> up() {
        return instances.stream()
                .filter(instance -> instance.up)
                .map(instance -> instance.name)
                .toList();
    }

    /** What has happened since the start, in that order. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** {@link #events()} as a table. */
    public Table log() {
        LongColumn at = LongColumn.create("at (ms)");
        at.setPrintFormatter(Numbers.wholeNumbers());
        StringColumn instance = StringColumn.create("instance");
        StringColumn state = StringColumn.create("is now");
        StringColumn why = StringColumn.create("last check");
        for (Event event : events()) {
            at.append(event.at().toMillis());
            instance.append(event.instance());
            state.append(event.up() ? "up" : "DOWN");
            why.append(event.why());
        }
        return Table.create("What the balancer did, a check every " + interval.toMillis() + " ms")
                .addColumns(at, instance, state, why);
    }

    /** Stops listening and checking, cuts off what is still in flight, and returns when the last of its threads has ended. */
    @Override
    public void close() {
        server.stop(0);
        checks.forEach(Thread::interrupt);
        client.shutdownNow();
        threads.shutdownNow();
        threads.close();
    }

    @Override
    public String toString() {
        return "the balancer at " + uri("/") + ", up: " + String.join(", ", up());
    }

    private void check(Instance instance) {
        try {
            while (true) {
                String failure = null;
                try {
                    int status = client.send(instance.health, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    failure = status >= 200 && status < 400 ? null : "status " + status;
                } catch (HttpTimeoutException e) {
                    failure = "no answer in " + interval.toMillis() + " ms";
                } catch (IOException e) {
                    failure = "no connection";
                }
                judge(instance, failure);
                instance.checked.complete(null);
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } finally {
            instance.checked.complete(null);
        }
    }

    private synchronized void judge(Instance instance, @Nullable String failure) {
        boolean asBefore = instance.up == (failure == null);
        instance.against = asBefore ? 0 : instance.against + 1;
        if (instance.against == (instance.up ? FALL : RISE)) {
            instance.up = !instance.up;
            instance.against = 0;
            String why = failure == null ? "answered" : failure;
            events.add(new Event(Duration.ofNanos(System.nanoTime() - started), instance.name, instance.up, why));
        }
    }

    private synchronized @Nullable Instance inTurn() {
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get(next++ % instances.size());
            if (instance.up) {
                return instance;
            }
        }
        return null;
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Instance instance = inTurn();
            int status = 503;
            byte[] body = new byte[0];
            if (instance != null) {
                try {
                    HttpResponse<byte[]> answer = client.send(
                            HttpRequest.newBuilder(instance.address.resolve(
                                            exchange.getRequestURI().toString()))
                                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody())
                                    .timeout(interval.multipliedBy(PATIENCE))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    status = answer.statusCode();
                    body = answer.body();
                } catch (HttpTimeoutException e) {
                    status = 504;
                } catch (IOException e) {
                    status = 502;
                }
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: whoever asked sees the connection end
        }
    }

    /** One of those behind the balancer; guarded by it. */
    private static final class Instance {
        private final String name;
        private final URI address;
        private final HttpRequest health;
        /** Completed when the first check has been judged. */
        private final CompletableFuture<@Nullable Void> checked = new CompletableFuture<>();

        private boolean up = true;
        /** Checks in a row that spoke against its state; as in haproxy, the very first check takes it out alone. */
        private int against = FALL - 1;

        Instance(String name, URI address, Duration patience) {
            this.name = name;
            this.address = address;
            try {
                health = HttpRequest.newBuilder(address.resolve("/health"))
                        .timeout(patience)
                        .build();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "an instance has an address such as http://127.0.0.1:8080, not " + address, e);
            }
        }
    }
}

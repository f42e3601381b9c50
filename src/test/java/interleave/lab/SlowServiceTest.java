package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowServiceTest {

    private static final Duration UNTIL_CLOSED = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("test-http-client-", 0).factory());
    private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
    private final SlowService friends = SlowService.start("friend", Duration.ZERO);

    @AfterEach
    void close() {
        friends.close();
        client.shutdownNow();
        threads.close();
    }

    @Test
    @DisplayName("it answers with its name and the number asked for, no sooner than its latency")
    void answers() throws Exception {
        friends.latency(Duration.ofMillis(20));

        long start = System.nanoTime();
        HttpResponse<String> answer = get(friends.uri(7));

        assertEquals("friend 7", answer.body());
        assertEquals(200, answer.statusCode());
        assertTrue(System.nanoTime() - start >= 20_000_000);
    }

    @Test
    @DisplayName("a number that was told to fail answers 503, the others as before")
    void failing() throws Exception {
        friends.fail(3);

        assertEquals(503, get(friends.uri(3)).statusCode());
        assertEquals("friend 3 is not available", get(friends.uri(3)).body());
        assertEquals(200, get(friends.uri(4)).statusCode());
    }

    @Test
    @DisplayName("after it has recovered, every number answers, after the common latency")
    void recovers() throws Exception {
        friends.fail(3);
        friends.latency(3, UNTIL_CLOSED);

        friends.recover();

        assertEquals("friend 3", get(friends.uri(3)).body());
    }

    @Test
    @DisplayName(
            "with jitter some requests take longer than others, each no less than the latency and the same after every"
                    + " start")
    void jitter() throws Exception {
        friends.jitter(Duration.ofMillis(30));
        double[] delays = new Random(7).doubles(8).toArray();

        for (int i = 0; i < 4; i++) {
            long start = System.nanoTime();
            get(friends.uri(i));
            assertTrue(System.nanoTime() - start >= delays[2 * i] * 30_000_000, "request " + i);
        }
        assertThrows(IllegalArgumentException.class, () -> friends.jitter(Duration.ofMillis(-1)));
    }

    @Test
    @DisplayName(
            "a fail rate fails that share of the requests, the same ones after every start, until it has recovered")
    void failRate() throws Exception {
        friends.failRate(0.25);

        List<Integer> first = failures(friends, 40);
        try (SlowService again = SlowService.start("friend", Duration.ZERO)) {
            again.failRate(0.25);
            assertEquals(first, failures(again, 40));
        }
        assertTrue(first.size() > 4 && first.size() < 20, first.toString());
        friends.recover();
        assertEquals(List.of(), failures(friends, 20));
        assertThrows(IllegalArgumentException.class, () -> friends.failRate(1.5));
    }

    private List<Integer> failures(SlowService service, int requests) throws Exception {
        List<Integer> failures = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            if (get(service.uri(i)).statusCode() == 503) {
                failures.add(i);
            }
        }
        return failures;
    }

    @Test
    @DisplayName("what is no number is answered with how to ask")
    void noNumber() throws Exception {
        HttpResponse<String> answer = get(friends.uri(0).resolve("/me"));

        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().startsWith("ask for a number"));
    }

    @Test
    @DisplayName(
            "fifty requests are in flight together, and the caller who waits for each answer is never seen with two")
    void counts() throws Exception {
        for (int id = 0; id < 5; id++) {
            get(friends.uri(id));
        }
        assertEquals(5, friends.requests());
        assertEquals(1, friends.maxInFlight());

        friends.resetCounts();
        friends.latency(UNTIL_CLOSED);
        List<CompletableFuture<HttpResponse<String>>> waiting =
                IntStream.range(0, 50).mapToObj(this::ask).toList();
        while (friends.inFlight() < 50) {
            Thread.onSpinWait();
        }

        assertEquals(50, friends.maxInFlight());
        assertEquals(50, friends.requests());
        assertFalse(waiting.stream().anyMatch(CompletableFuture::isDone));
    }

    @Test
    @DisplayName("one number may be slower than the rest: the others overtake it")
    void ownLatency() {
        friends.latency(1, UNTIL_CLOSED);

        CompletableFuture<HttpResponse<String>> slow = ask(1);
        CompletableFuture<HttpResponse<String>> fast = ask(2);

        assertEquals("friend 2", fast.join().body());
        assertFalse(slow.isDone());
    }

    @Test
    @DisplayName("close cuts off what is in flight, ends its threads and gives the port back")
    void closes() throws Exception {
        URI uri = friends.uri(1);
        friends.latency(UNTIL_CLOSED);
        CompletableFuture<HttpResponse<String>> cut = ask(1);
        while (friends.inFlight() < 1) {
            Thread.onSpinWait();
        }

        friends.close();

        assertTrue(cut.handle((answer, failure) -> failure != null).join(), "the caller is told, not left waiting");
        assertEquals(0, friends.inFlight());
        assertThrows(ConnectException.class, () -> get(uri));
    }

    @Test
    @DisplayName("a negative latency is refused with its value")
    void negative() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> friends.latency(Duration.ofMillis(-4)));

        assertEquals("a latency cannot be negative: -4 ms", refusal.getMessage());
    }

    private CompletableFuture<HttpResponse<String>> ask(int id) {
        return client.sendAsync(HttpRequest.newBuilder(friends.uri(id)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}

package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BalancerTest {

    /** Long enough that a busy machine answers in time: only what is scripted fails. */
    private static final Duration INTERVAL = Duration.ofMillis(1200);

    /** Health checks of an instance, and how often that takes it out. */
    private static final Map<List<Integer>, Integer> SCRIPTS = Map.of(
            List.of(200, 200, 200), 0,
            List.of(200, 500, 200, 500), 0,
            List.of(200, 302, 302), 0,
            List.of(200, 404, 404), 1,
            List.of(200, 0, 0), 1,
            List.of(200, 500, 0), 1,
            List.of(500), 1,
            List.of(200, 500, 500, 200, 500, 200), 1,
            List.of(200, 500, 500, 200, 200, 500, 500), 2);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Checked> instances = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        instances.forEach(Checked::close);
        client.shutdownNow();
    }

    @Test
    @DisplayName("requests go to the instances in turn")
    void inTurn() throws Exception {
        try (Balancer balancer = Balancer.start(INTERVAL, three())) {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(get(balancer.uri("/page")).body());
            }
            assertEquals(List.of("0", "1", "2", "0", "1", "2"), answers);
        }
    }

    @Test
    @DisplayName("all are checked at the start; where all are out, the answer is 503, and the log says why")
    void allOut() throws Exception {
        try (SlowService service = SlowService.start("page", Duration.ZERO);
                Balancer balancer = Balancer.start(Duration.ofMinutes(1), List.of(service.uri(0)))) {
            assertEquals(List.of(), balancer.up());
            assertEquals(503, get(balancer.uri("/7")).statusCode());
            assertEquals(List.of("DOWN"), balancer.log().stringColumn("is now").asList());
            assertEquals("status 404", balancer.events().getFirst().why());
            assertEquals("a", balancer.events().getFirst().instance());
        }
    }

    @Test
    @DisplayName("two failures in a row take an instance out, two successes bring it back")
    void checks() throws Exception {
        try (Balancer balancer = Balancer.start(INTERVAL, scripted())) {
            awaitScripts();
            assertEquals(expected(), timesOut(balancer));
            assertEquals(SCRIPTS.size(), balancer.up().size());
        }
    }

    @Test
    @DisplayName("haproxy does the same with the same instances")
    void haproxy() throws Exception {
        Optional<Path> haproxy = Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/opt/homebrew/bin/haproxy")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(haproxy.isPresent(), "haproxy is not installed: nothing real to hold our balancer against");
        Path socket = folder.resolve("s");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = folder.resolve("haproxy.cfg");
        Files.writeString(config, config(port, socket, scripted()));
        Process process = new ProcessBuilder(haproxy.get().toString(), "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            awaitScripts();
            Map<String, Integer> timesOut = new TreeMap<>();
            for (String line : ask(socket, "show stat").lines().toList()) {
                String[] columns = line.split(",", -1);
                // see "9.1. CSV format" of its management guide: 17 status, 22 chkdown
                if (columns.length > 22 && columns[0].equals("instances") && columns[1].length() == 1) {
                    timesOut.put(columns[1], Integer.valueOf(columns[22]));
                    assertEquals("UP", columns[17], line);
                }
            }
            assertEquals(expected(), timesOut);
            List<String> answers = new ArrayList<>();
            URI front = URI.create("http://127.0.0.1:" + port + "/page");
            for (int i = 0; i < SCRIPTS.size(); i++) {
                answers.add(get(front).body());
            }
            assertEquals(SCRIPTS.size(), Set.copyOf(answers).size(), "in turn: " + answers);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    @DisplayName("no interval, no instance or too many, or an address of nothing are refused, and the value named")
    void refused() {
        URI uri = URI.create("http://127.0.0.1:1/");
        assertThrows(IllegalArgumentException.class, () -> Balancer.start(Duration.ZERO, List.of(uri)));
        assertThrows(IllegalArgumentException.class, () -> Balancer.start(INTERVAL, List.of()));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> Balancer.start(
                                INTERVAL, Stream.generate(() -> uri).limit(27).toList()))
                .getMessage()
                .endsWith("not 27"));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> Balancer.start(INTERVAL, List.of(uri, URI.create("localhost:80"))))
                .getMessage()
                .endsWith("not localhost:80"));
    }

    private List<URI> three() throws IOException {
        for (int i = 0; i < 3; i++) {
            instances.add(new Checked(String.valueOf(i)));
        }
        return instances.stream().map(Checked::uri).toList();
    }

    private List<URI> scripted() throws IOException {
        for (List<Integer> script : SCRIPTS.keySet()) {
            instances.add(new Checked(
                    String.valueOf(instances.size()),
                    script.stream().mapToInt(status -> status).toArray()));
        }
        return instances.stream().map(Checked::uri).toList();
    }

    /** Two more checks bring an instance back; the one after has been made when they have been judged. */
    private void awaitScripts() throws InterruptedException {
        for (Checked instance : instances) {
            instance.awaitChecked(3);
        }
    }

    private static Map<String, Integer> expected() {
        Map<String, Integer> expected = new TreeMap<>();
        for (int times : SCRIPTS.values()) {
            expected.put(String.valueOf((char) ('a' + expected.size())), times);
        }
        return expected;
    }

    private static Map<String, Integer> timesOut(Balancer balancer) {
        Map<String, Integer> times = new TreeMap<>();
        for (int i = 0; i < SCRIPTS.size(); i++) {
            times.put(String.valueOf((char) ('a' + i)), 0);
        }
        balancer.events().stream()
                .filter(event -> !event.up())
                .forEach(event -> times.merge(event.instance(), 1, Integer::sum));
        return times;
    }

    private static String config(int port, Path socket, List<URI> instances) {
        StringBuilder servers = new StringBuilder();
        for (int i = 0; i < instances.size(); i++) {
            servers.append("  server ")
                    .append((char) ('a' + i))
                    .append(" 127.0.0.1:")
                    .append(instances.get(i).getPort())
                    .append('\n');
        }
        return """
            global
              stats socket %s
            defaults
              mode http
              timeout connect 5s
              timeout client 10s
              timeout server 10s
            frontend front
              bind 127.0.0.1:%d
              default_backend instances
            backend instances
              balance roundrobin
              option httpchk GET /health
              default-server check inter %dms fall 2 rise 2
            %s\
            """.formatted(socket, port, INTERVAL.toMillis(), servers);
    }

    private static String ask(Path socket, String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}

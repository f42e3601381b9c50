package interleave.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that answers its health checks by a script: a status each, or 0 for no answer; after its end 200 for ever. */
final class Checked implements AutoCloseable {
    private final String name;
    private final int[] script;
    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int checks;

    Checked(String name, int... script) throws IOException {
        this.name = name;
        this.script = script;
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("test-checked-" + name + "-", 0).factory());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Waits until it has been asked {@code more} times beyond its script. */
    synchronized void awaitChecked(int more) throws InterruptedException {
        while (checks < script.length + more) {
            wait();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            int status = exchange.getRequestURI().getPath().equals("/health") ? nextStatus() : 200;
            if (status == 0) {
                closed.await();
            }
            exchange.sendResponseHeaders(status == 0 ? 200 : status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int nextStatus() {
        notifyAll();
        int check = checks++;
        return check < script.length ? script[check] : 200;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}

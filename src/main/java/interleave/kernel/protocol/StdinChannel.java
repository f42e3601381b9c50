package interleave.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The channel on which the kernel asks and the front end answers.
 *
 * <p>Its thread starts with the first question. A ZeroMQ socket belongs to one thread, so a question from another thread is queued and the thread woken by an
 * in-process socket.
 */
final class StdinChannel {
    private static final String WAKE = "inproc://stdin-wake";

    private final ZContext context;
    private final ZMQ.Socket socket;
    private final Wire wire;
    private final MessageMaker maker;
    private final Complaints complaints;
    private final ConcurrentLinkedQueue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Map<String, CompletableFuture<@Nullable String>> open = new LinkedHashMap<>();
    private ZMQ.@Nullable Socket wake;

    private record Question(
            Message request, String prompt, boolean password, CompletableFuture<@Nullable String> answer) {}

    StdinChannel(ZContext context, ZMQ.Socket socket, Wire wire, MessageMaker maker, Complaints complaints) {
        this.context = context;
        this.socket = socket;
        this.wire = wire;
        this.maker = maker;
        this.complaints = complaints;
    }

    synchronized CompletableFuture<@Nullable String> ask(Message request, String prompt, boolean password) {
        CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
        questions.add(new Question(request, prompt, password, answer));
        if (wake == null) {
            ZMQ.Socket woken = context.createSocket(SocketType.PAIR);
            woken.bind(WAKE);
            wake = context.createSocket(SocketType.PAIR);
            wake.connect(WAKE);
            Thread.ofPlatform().name("jupyter-stdin").daemon().start(() -> run(woken));
        }
        wake.send(new byte[1], 0);
        return answer;
    }

    /** Closes the sockets if no thread ever took them over, or the one this side keeps. */
    synchronized void close() {
        if (wake == null) {
            socket.close();
        } else {
            wake.close();
        }
    }

    private void run(ZMQ.Socket woken) {
        try (ZMQ.Poller poller = context.createPoller(2)) {
            int wakeups = poller.register(woken, ZMQ.Poller.POLLIN);
            int answers = poller.register(socket, ZMQ.Poller.POLLIN);
            while (true) {
                if (poller.poll(-1) < 0) {
                    return;
                }
                if (poller.pollin(wakeups)) {
                    woken.recv(0);
                    dropStaleAnswers();
                    for (Question next = questions.poll(); next != null; next = questions.poll()) {
                        send(next);
                    }
                } else if (poller.pollin(answers)) {
                    receive();
                }
            }
        } catch (ZMQException e) {
            if (!Channels.isEnd(e)) {
                complaints.once("stdin", "asking for input failed: " + e.getMessage());
            }
        } finally {
            open.values().forEach(answer -> answer.complete(null));
            woken.close();
            socket.close();
        }
    }

    private void send(Question question) {
        open.values().removeIf(CompletableFuture::isDone);
        JsonObject content = new JsonObject();
        content.addProperty("prompt", question.prompt());
        content.addProperty("password", question.password());
        Message request = question.request();
        Message message = maker.make(
                request.identities(), "input_request", request.header().json(), content);
        open.put(message.header().id(), question.answer());
        Channels.send(socket, wire.encode(message));
    }

    /** An answer that nobody waited for any more must not answer the next question. */
    private void dropStaleAnswers() {
        open.values().removeIf(CompletableFuture::isDone);
        while (open.isEmpty() && (socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
            byte[] first = socket.recv(ZMQ.DONTWAIT);
            if (first == null) {
                return;
            }
            Channels.receive(socket, first);
        }
    }

    private void receive() {
        byte[] first = socket.recv(ZMQ.DONTWAIT);
        if (first == null) {
            return;
        }
        try {
            Message reply = wire.decode(Channels.receive(socket, first));
            JsonElement value = reply.content().get("value");
            if (!reply.type().equals("input_reply") || value == null || !value.isJsonPrimitive()) {
                return;
            }
            CompletableFuture<@Nullable String> answer = open.remove(new Header(reply.parent()).id());
            if (answer == null && !open.isEmpty()) {
                // jupyter_client answers without naming the question: it means the latest
                answer = open.remove(open.keySet().stream().reduce((a, b) -> b).orElseThrow());
            }
            if (answer != null) {
                answer.complete(value.getAsString());
            }
        } catch (Wire.BadMessage e) {
            complaints.once(String.valueOf(e.getMessage()), "ignored " + e.getMessage());
        }
    }
}

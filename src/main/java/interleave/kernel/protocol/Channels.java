package interleave.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * The five sockets to Jupyter and the threads that serve them.
 *
 * <p>Every socket belongs to one named thread that blocks on it; nothing polls. Shell and control each receive, answer and receive again; what is published
 * goes through one queue to one thread, so that the order of publishing is the order of arrival and {@code idle} is never overtaken or lost. Text of the same
 * cell that waits in the queue is sent together.
 *
 * <p>Nothing is published before somebody has subscribed: a client connects its sockets one by one and tries again every 100 ms where nobody listens yet, so
 * that its first request may well be here before its subscription, and what a cell printed by then would be heard by nobody.
 */
public final class Channels implements AutoCloseable {
    /** How long the end waits for what nobody reads, in milliseconds. */
    private static final long END = 2L * Sockets.LINGER;

    private static final int TEXT_BATCH = 64 << 10;
    /** How long what is published first waits for somebody who hears it, in milliseconds. */
    private static final int FIRST_SUBSCRIBER = 5000;

    /** How often it looks meanwhile whether all is to end, in milliseconds. */
    private static final int LOOK = 50;

    private final MessageMaker maker = new MessageMaker();
    private final Complaints complaints = new Complaints();
    private final LinkedBlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
    private final CompletableFuture<Sockets> opening = new CompletableFuture<>();
    private @Nullable StdinChannel stdin;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    /**
     * Begins to bind the five sockets of a connection file, and returns at once: that takes a while, and others have to get ready too. Nothing is received
     * before {@link #serve}.
     */
    public Channels(ConnectionFile file) {
        Thread.ofPlatform().name("jupyter-open").daemon().start(() -> {
            try {
                opening.complete(Sockets.bind(file));
            } catch (RuntimeException | Error e) {
                opening.completeExceptionally(e);
            }
        });
    }

    /**
     * Starts the threads: from here on requests are answered.
     *
     * @throws IOException if a port of the connection file is taken
     */
    public void serve(RequestHandler onShell, RequestHandler onControl) throws IOException {
        Sockets sockets;
        try {
            sockets = opening.join();
        } catch (CompletionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        }
        start("jupyter-iopub", () -> publishAll(sockets.iopub(), sockets.wire()));
        start("jupyter-heartbeat", () -> echo(sockets.heartbeat()));
        start("jupyter-control", new Requests(sockets.control(), sockets.wire(), onControl));
        start("jupyter-shell", new Requests(sockets.shell(), sockets.wire(), onShell));
    }

    /** Publishes a message on iopub; returns at once. */
    public void publish(String type, JsonObject parent, JsonObject content) {
        outgoing.add(new Outgoing.Whole(type, parent, content));
    }

    /** Publishes text of {@code stdout} or {@code stderr} on iopub; returns at once. */
    public void stream(String name, JsonObject parent, String text) {
        outgoing.add(new Outgoing.Text(name, parent, text));
    }

    /**
     * Asks whoever sent {@code request} for a line of input.
     *
     * @return the line, without its end; completing it from here gives the question up, and a late answer is dropped
     */
    public CompletableFuture<@Nullable String> ask(Message request, String prompt, boolean password) {
        return stdin().ask(request, prompt, password);
    }

    /** Made with the first question, which only a served request can lead to. */
    private synchronized StdinChannel stdin() {
        if (stdin == null) {
            Sockets sockets = opening.join();
            stdin = new StdinChannel(sockets.context(), sockets.stdin(), sockets.wire(), maker, complaints);
        }
        return stdin;
    }

    /** Sends what still waits on iopub, then closes every socket. Not to be called on a channel's own thread. */
    @Override
    public void close() {
        ending = true;
        outgoing.add(new Outgoing.End());
        Thread end = Thread.ofPlatform().name("jupyter-close").daemon().start(() -> {
            join(threads.getFirst());
            stdin().close();
            opening.join().context().getContext().term();
        });
        try {
            end.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(String name, Runnable work) {
        threads.add(Thread.ofPlatform().name(name).daemon().start(work));
    }

    /** All parts of one message. */
    static List<byte[]> receive(ZMQ.Socket socket, byte[] first) {
        List<byte[]> parts = new ArrayList<>(8);
        parts.add(first);
        while (socket.hasReceiveMore()) {
            byte[] part = socket.recv(0);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    static void send(ZMQ.Socket socket, List<byte[]> parts) {
        for (int i = 0; i < parts.size(); i++) {
            socket.send(parts.get(i), i + 1 < parts.size() ? ZMQ.SNDMORE : 0);
        }
    }

    /** Whether this only says that the sockets are being closed. */
    static boolean isEnd(ZMQException e) {
        return e.getErrorCode() == ZError.ETERM || e.getErrorCode() == ZError.ENOTSOCK;
    }

    private void publishAll(ZMQ.Socket iopub, Wire wire) {
        try {
            Outgoing next = outgoing.take();
            awaitSubscriber(iopub);
            while (!(next instanceof Outgoing.End)) {
                switch (next) {
                    case Outgoing.Whole whole -> {
                        publishNow(iopub, wire, whole.type(), whole.parent(), whole.content());
                        next = outgoing.take();
                    }
                    case Outgoing.Text text -> next = publishText(iopub, wire, text);
                    case Outgoing.End _ -> throw new AssertionError("checked above");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ZMQException e) {
            if (!isEnd(e)) {
                complaints.once("iopub", "publishing failed: " + e.getMessage());
            }
        } finally {
            iopub.close();
        }
    }

    private void awaitSubscriber(ZMQ.Socket iopub) {
        iopub.setReceiveTimeOut(LOOK);
        for (int waited = 0; waited < FIRST_SUBSCRIBER && !ending; waited += LOOK) {
            if (iopub.recv(0) != null) {
                return;
            }
        }
    }

    /** Sends the text together with what follows it in the queue and belongs to it; returns the first item that does not. */
    private Outgoing publishText(ZMQ.Socket iopub, Wire wire, Outgoing.Text first) throws InterruptedException {
        StringBuilder text = new StringBuilder(first.text());
        Outgoing next = outgoing.poll();
        while (next instanceof Outgoing.Text more
                && more.parent().equals(first.parent())
                && more.stream().equals(first.stream())
                && text.length() < TEXT_BATCH) {
            text.append(more.text());
            next = outgoing.poll();
        }
        JsonObject content = new JsonObject();
        content.addProperty("name", first.stream());
        content.addProperty("text", text.toString());
        publishNow(iopub, wire, "stream", first.parent(), content);
        return next != null ? next : outgoing.take();
    }

    private void publishNow(ZMQ.Socket iopub, Wire wire, String type, JsonObject parent, JsonObject content) {
        forgetSubscriptions(iopub);
        List<byte[]> topic = List.of(type.getBytes(StandardCharsets.US_ASCII));
        send(iopub, wire.encode(maker.make(topic, type, parent, content)));
    }

    /** Later subscriptions are news to nobody, but would pile up. */
    private static void forgetSubscriptions(ZMQ.Socket iopub) {
        while (iopub.recv(ZMQ.DONTWAIT) != null) {}
    }

    private void echo(ZMQ.Socket heartbeat) {
        try {
            while (true) {
                byte[] beat = heartbeat.recv(0);
                if (beat != null) {
                    send(heartbeat, receive(heartbeat, beat));
                }
            }
        } catch (ZMQException e) {
            if (!isEnd(e)) {
                complaints.once("heartbeat", "the heartbeat stopped: " + e.getMessage());
            }
        } finally {
            heartbeat.close();
        }
    }

    /** Shell or control: receives, has it answered, receives again. */
    private final class Requests implements Runnable, RequestChannel {
        private final ZMQ.Socket socket;
        private final Wire wire;
        private final RequestHandler handler;
        private final ArrayList<Message> line = new ArrayList<>();

        Requests(ZMQ.Socket socket, Wire wire, RequestHandler handler) {
            this.socket = socket;
            this.wire = wire;
            this.handler = handler;
        }

        @Override
        public void run() {
            try {
                while (true) {
                    serveOne();
                }
            } catch (ZMQException e) {
                if (!isEnd(e)) {
                    complaints.once("receive", "receiving failed: " + e.getMessage());
                }
            } finally {
                socket.close();
            }
        }

        /** A message that is too large to read is lost, and nothing else is. */
        private void serveOne() {
            try {
                Message request = line.isEmpty() ? next(0) : line.removeFirst();
                if (request != null) {
                    answer(request);
                }
            } catch (OutOfMemoryError e) {
                complaints.once("memory", "a message was too large for the memory of the kernel");
            }
        }

        private void answer(Message request) {
            JsonObject parent = request.header().json();
            publishStatus("busy", parent);
            try {
                handler.handle(request, this);
            } catch (ZMQException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                complaints.once(request.type() + e.getClass(), "a " + request.type() + " could not be answered: " + e);
                if (Boolean.getBoolean("interleave.kernel.debug")) {
                    e.printStackTrace();
                }
            } finally {
                publishStatus("idle", parent);
            }
        }

        /** The next message that can be read; null when this one cannot, or when none waits and we were not to wait. */
        private @Nullable Message next(int flags) {
            byte[] first = socket.recv(flags);
            if (first == null) {
                return null;
            }
            try {
                return wire.decode(receive(socket, first));
            } catch (Wire.BadMessage e) {
                complaints.once(String.valueOf(e.getMessage()), "ignored " + e.getMessage());
                return null;
            }
        }

        @Override
        public void reply(Message request, String type, JsonObject content) {
            send(
                    socket,
                    wire.encode(maker.make(
                            request.identities(), type, request.header().json(), content)));
        }

        @Override
        public List<Message> takeWaiting() {
            List<Message> waiting = new ArrayList<>(line);
            line.clear();
            while ((socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
                Message message = next(ZMQ.DONTWAIT);
                if (message != null) {
                    waiting.add(message);
                }
            }
            return waiting;
        }

        @Override
        public void putBack(List<Message> requests) {
            line.addAll(0, requests);
        }
    }

    private void publishStatus(String state, JsonObject parent) {
        JsonObject content = new JsonObject();
        content.addProperty("execution_state", state);
        publish("status", parent, content);
    }
}

package interleave.kernel.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The other end of the wire: asks a kernel as a front end would. For training and for tests; one thread uses it.
 *
 * <p>Unlike {@link Channels} it starts no thread, and a wait ends with an exception when it takes too long.
 */
public final class Client implements AutoCloseable {
    private final ZContext context = new ZContext(1);
    private final MessageMaker maker = new MessageMaker();
    private final Wire wire;
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket iopub;

    /** Connects to the kernel that listens, or soon will, where the connection file says. */
    public Client(ConnectionFile file, Duration patience) {
        wire = new Wire(new Signer(file.key()));
        shell = connect(SocketType.DEALER, file.address(file.shell()), patience);
        control = connect(SocketType.DEALER, file.address(file.control()), patience);
        iopub = connect(SocketType.SUB, file.address(file.iopub()), patience);
        iopub.subscribe(new byte[0]);
    }

    private ZMQ.Socket connect(SocketType type, String address, Duration patience) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setLinger(0);
        socket.setRcvHWM(0);
        socket.setReceiveTimeOut((int) patience.toMillis());
        socket.connect(address);
        return socket;
    }

    /**
     * Asks on the shell channel and waits for the answer and for {@code idle}.
     *
     * @param published told each message that the kernel publishes about this request
     * @return the content of the answer
     * @throws IllegalStateException if no answer comes in time
     */
    public JsonObject ask(String type, JsonObject content, Consumer<Message> published) {
        String id = send(shell, type, content);
        while (true) {
            Message message = receive(iopub);
            if (new Header(message.parent()).id().equals(id)) {
                published.accept(message);
                if (message.type().equals("status")
                        && message.content()
                                .get("execution_state")
                                .getAsString()
                                .equals("idle")) {
                    return receive(shell).content();
                }
            }
        }
    }

    /** Asks on the control channel and waits for the answer. */
    public JsonObject control(String type, JsonObject content) {
        send(control, type, content);
        return receive(control).content();
    }

    private String send(ZMQ.Socket socket, String type, JsonObject content) {
        Message message = maker.make(List.of(), type, new JsonObject(), content);
        Channels.send(socket, wire.encode(message));
        return message.header().id();
    }

    private Message receive(ZMQ.Socket socket) {
        byte @Nullable [] first = socket.recv(0);
        if (first == null) {
            throw new IllegalStateException("the kernel did not answer in time");
        }
        try {
            return wire.decode(new ArrayList<>(Channels.receive(socket, first)));
        } catch (Wire.BadMessage e) {
            throw new IllegalStateException(
                    "the kernel sent " + e.getMessage() + ": " + new String(first, StandardCharsets.UTF_8), e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

package interleave.kernel.protocol;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** The five sockets that a connection file names, bound; each is then used by one thread. */
record Sockets(
        ZContext context,
        Signer signer,
        ZMQ.Socket shell,
        ZMQ.Socket control,
        ZMQ.Socket iopub,
        ZMQ.Socket heartbeat,
        ZMQ.Socket stdin) {
    /** How long a message that nobody reads may hold up the end, in milliseconds. */
    static final int LINGER = 1000;

    /** A cell of 50 MB fits; a peer that announces more is cut off before the memory is allocated. */
    private static final long LARGEST_PART = 64L << 20;

    /**
     * Binds them.
     *
     * @throws IllegalStateException if a port is taken; the message says where
     */
    static Sockets bind(ConnectionFile file) {
        var context = new ZContext(1);
        try {
            return new Sockets(
                    context,
                    new Signer(file.key()),
                    bind(context, SocketType.ROUTER, file.address(file.shell())),
                    bind(context, SocketType.ROUTER, file.address(file.control())),
                    bind(context, SocketType.XPUB, file.address(file.iopub())),
                    // not REP: that type waits in vain for the rest of whatever nonsense reached it
                    bind(context, SocketType.ROUTER, file.address(file.heartbeat())),
                    bind(context, SocketType.ROUTER, file.address(file.stdin())));
        } catch (ZMQException e) {
            throw new IllegalStateException(
                    "cannot listen where the connection file says (" + file.transport() + " " + file.ip() + "): "
                            + e.getMessage(),
                    e);
        }
    }

    /** Reads and writes messages; for one thread. */
    Wire wire() {
        return new Wire(signer.sibling());
    }

    private static ZMQ.Socket bind(ZContext context, SocketType type, String address) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setLinger(LINGER);
        socket.setMaxMsgSize(LARGEST_PART);
        socket.setSndHWM(0);
        socket.setRcvHWM(0);
        if (type == SocketType.ROUTER) {
            socket.setRouterHandover(true);
        }
        socket.bind(address);
        return socket;
    }
}

package interleave.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One end of the wire: frames go out in the order they were sent, and come in one at a time.
 *
 * <p>Any thread may {@link #send}; a thread of the link's own does the writing, because a channel is closed for good when the thread that writes to it
 * is interrupted, and learner threads are. What is queued while one write is under way goes out with the next, so a flood of small frames costs few
 * system calls. One thread of the owner's {@linkplain #receive() receives}.
 */
public final class Link implements AutoCloseable {
    /** Bytes that may wait to be written before {@link #send} makes its caller wait too. */
    private static final int HIGH_WATER = 8 << 20;

    private static final int BUFFER = 64 << 10;

    private final SocketChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
    private int queuedBytes;
    private boolean writing;
    private boolean closed;
    private volatile int longestIncoming = Frame.MAX_LENGTH;
    private volatile int longestOutgoing = Frame.MAX_LENGTH;
    private volatile long received;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER).flip();

    /** Takes over a connected, blocking channel and starts the writer as {@code interleave-link-writer}. */
    public Link(SocketChannel channel) {
        this.channel = channel;
        Thread.ofPlatform().name("interleave-link-writer").daemon().start(this::write);
    }

    /**
     * Queues a frame; returns at once unless more than 8 MiB wait to be written. A frame sent after the link closed is dropped: the other side is gone.
     *
     * @throws IllegalArgumentException if the body is not data or the frame is longer than {@link Frame#MAX_LENGTH} or than was
     *     {@linkplain #limitOutgoing set}
     */
    @SuppressWarnings("EnumOrdinal") // both ends are of one build: HELLO sees to it
    public void send(Frame frame) {
        byte[] body = Data.encode(frame.body());
        if (Frame.HEADER + body.length > longestOutgoing) {
            throw new IllegalArgumentException(
                    frame.kind() + " of " + body.length + " bytes; a frame holds at most " + longestOutgoing);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Frame.HEADER + body.length)
                .putInt(Frame.HEADER + body.length)
                .put((byte) frame.kind().ordinal())
                .putInt(frame.id())
                .put(body)
                .flip();
        lock.lock();
        try {
            while (queuedBytes > HIGH_WATER && !closed) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                queue.add(bytes);
                queuedBytes += bytes.remaining();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes in no longer frames than that from now on, so that a hostile other side cannot fill this JVM's memory with one.
     *
     * @param bytes after the length field, {@code <= Frame.MAX_LENGTH}
     */
    public void limitIncoming(int bytes) {
        longestIncoming = Math.min(bytes, Frame.MAX_LENGTH);
    }

    /**
     * Sends no longer frames than that from now on, for the other side would not take them.
     *
     * @param bytes after the length field, {@code <= Frame.MAX_LENGTH}
     */
    public void limitOutgoing(int bytes) {
        longestOutgoing = Math.min(bytes, Frame.MAX_LENGTH);
    }

    /** Bytes of all frames taken in so far. */
    public long received() {
        return received;
    }

    /**
     * Waits for the next frame.
     *
     * @return the frame, or null when the other side is gone or this link was closed
     * @throws MalformedDataException if what arrives is no frame; the link is of no more use
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread receives
    public @Nullable Frame receive() {
        try {
            if (!fill(Integer.BYTES)) {
                return null;
            }
            int length = incoming.getInt();
            if (length < Frame.HEADER || length > longestIncoming) {
                throw new MalformedDataException(
                        "a frame of " + length + " bytes; it has " + Frame.HEADER + " to " + longestIncoming);
            }
            received += Integer.BYTES + length;
            byte[] content = read(length);
            if (content == null) {
                return null;
            }
            int kind = content[0];
            if (kind < 0 || kind >= KINDS.length) {
                throw new MalformedDataException(kind + " is no kind of frame");
            }
            int id = ByteBuffer.wrap(content, 1, Integer.BYTES).getInt();
            byte[] body = new byte[length - Frame.HEADER];
            System.arraycopy(content, Frame.HEADER, body, 0, body.length);
            return new Frame(KINDS[kind], id, Data.decode(body));
        } catch (IOException e) {
            return null;
        }
    }

    /** Waits until all that was sent before this call has been written, or the link is closed. */
    public void flush() {
        lock.lock();
        try {
            while ((!queue.isEmpty() || writing) && !closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the link at once; what still waits to be written is dropped. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            channel.close();
        } catch (IOException e) {
            // it is of no more use either way
        }
    }

    private static final Kind[] KINDS = Kind.values();

    /** Makes at least {@code bytes} readable, {@code bytes <= BUFFER}; false at the end of the stream. */
    private boolean fill(int bytes) throws IOException {
        if (incoming.remaining() >= bytes) {
            return true;
        }
        incoming.compact();
        try {
            while (incoming.position() < bytes) {
                if (channel.read(incoming) < 0) {
                    return false;
                }
            }
            return true;
        } finally {
            incoming.flip();
        }
    }

    private byte @Nullable [] read(int length) throws IOException {
        byte[] content = new byte[length];
        int buffered = Math.min(length, incoming.remaining());
        incoming.get(content, 0, buffered);
        ByteBuffer rest = ByteBuffer.wrap(content, buffered, length - buffered);
        while (rest.remaining() > BUFFER) {
            if (channel.read(rest) < 0) {
                return null;
            }
        }
        if (rest.hasRemaining()) {
            if (!fill(rest.remaining())) {
                return null;
            }
            incoming.get(content, rest.position(), rest.remaining());
        }
        return content;
    }

    private void write() {
        ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
        try {
            for (ByteBuffer next = take(); next != null; next = take()) {
                while (next.hasRemaining()) {
                    int piece = Math.min(next.remaining(), out.remaining());
                    out.put(next.slice(next.position(), piece));
                    next.position(next.position() + piece);
                    if (!out.hasRemaining()) {
                        drain(out);
                    }
                }
                if (nothingWaits()) {
                    drain(out);
                    written();
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    private @Nullable ByteBuffer take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            ByteBuffer next = queue.poll();
            if (next != null) {
                writing = true;
                queuedBytes -= next.remaining();
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private boolean nothingWaits() {
        lock.lock();
        try {
            return queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void written() {
        lock.lock();
        try {
            if (queue.isEmpty()) {
                writing = false;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void drain(ByteBuffer out) throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }
}

package interleave.guest;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.Struct;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where everything that learner code prints goes: to the cell that owns the printing thread, whole and in order.
 *
 * <p>{@code System.out} and {@code System.err} are replaced once, when the guest starts, and never again: a stream that somebody captured keeps working,
 * also after its cell has ended. What is printed is gathered, and leaves when 64 KiB have come together, 50 ms have passed, the owner or the stream
 * changes, or a cell ends. So a flood of short lines costs few frames, and the order of all that one thread printed is kept across both streams.
 */
final class Output {
    private static final int BATCH = 64 << 10;
    private static final long PATIENCE_MILLIS = 50;

    private final Link link;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(BATCH);
    private int stream;
    private int owner;
    private String thread = "";
    private long sequence;

    Output(Link link) {
        this.link = link;
    }

    /** Becomes {@code System.out} and {@code System.err}, and starts {@code interleave-output}, which sends what has waited long enough. */
    void install() {
        System.setOut(stream(1));
        System.setErr(stream(2));
        Thread.ofPlatform().name("interleave-output").daemon().start(this::sendWhatWaits);
    }

    /** Sends what is gathered. */
    void flush() {
        lock.lock();
        try {
            send();
        } finally {
            lock.unlock();
        }
    }

    private PrintStream stream(int number) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        gather(number, bytes, offset, length);
                    }
                },
                false,
                StandardCharsets.UTF_8);
    }

    private void gather(int number, byte[] bytes, int offset, int length) {
        CellThread.endHereIfStopped();
        int cell = Owner.current();
        lock.lock();
        try {
            if (gathered.size() > 0 && (cell != owner || number != stream)) {
                send();
            }
            if (gathered.size() == 0) {
                stream = number;
                owner = cell;
                thread = Thread.currentThread().getName();
                something.signal();
            }
            gathered.write(bytes, offset, length);
            if (gathered.size() >= BATCH) {
                send();
            }
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        if (gathered.size() > 0) {
            link.send(new Frame(
                    Kind.OUT,
                    owner,
                    Struct.of(
                            "out",
                            "stream",
                            stream,
                            "thread",
                            thread,
                            "sequence",
                            sequence++,
                            "bytes",
                            gathered.toByteArray())));
            gathered.reset();
        }
    }

    private void sendWhatWaits() {
        lock.lock();
        try {
            while (true) {
                while (gathered.size() == 0) {
                    something.awaitUninterruptibly();
                }
                long waited = sequence;
                lock.unlock();
                try {
                    TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS);
                } catch (InterruptedException e) {
                    // somebody interrupted every thread there is: sending a little earlier harms nobody
                } finally {
                    lock.lock();
                }
                if (waited == sequence) {
                    send();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}

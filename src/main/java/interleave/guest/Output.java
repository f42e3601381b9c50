package interleave.guest;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.Struct;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where everything that learner code prints goes: to the cell that owns the printing thread, whole and in order.
 *
 * <p>{@code System.out} and {@code System.err} are replaced once, when the guest starts, and never again: a stream that somebody captured keeps working,
 * also after its cell has ended. What is printed is gathered, and leaves when 64 KiB have come together, 50 ms have passed, the owner or the stream
 * changes, or a cell ends. A character is never cut in two,
 * also when it is printed byte by byte. So a flood of short lines costs few frames, and the order of all that one thread printed is kept across both streams.
 */
public final class Output {
    private static final int BATCH = 64 << 10;
    private static final long PATIENCE_MILLIS = 50;

    private final Link link;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(BATCH);
    /** Characters of which only the first bytes were printed yet, by owner and stream. */
    private final Map<Place, byte[]> begun = new HashMap<>();

    private int stream;
    private int owner;
    private String thread = "";
    private long sequence;

    /** Sends over {@code link}; nothing is gathered before {@link #install}. */
    public Output(Link link) {
        this.link = link;
    }

    /** Where bytes go to. */
    private record Place(int owner, int stream) {}

    /** Becomes {@code System.out} and {@code System.err}, and starts {@code interleave-output}, which sends what has waited long enough. */
    public void install() {
        System.setOut(stream(1));
        System.setErr(stream(2));
        Thread.ofPlatform().name("interleave-output").daemon().start(this::sendWhatWaits);
    }

    /** Sends what is gathered, a character that was only begun as well. */
    public void flush() {
        lock.lock();
        try {
            send();
            begun.forEach((place, bytes) -> send(place, bytes, bytes.length));
            begun.clear();
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
                byte[] first = begun.remove(new Place(owner, stream));
                if (first != null) {
                    gathered.writeBytes(first);
                }
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

    /** Sends whole characters: of one that lies across two writes, the first bytes wait for the others. */
    private void send() {
        if (gathered.size() > 0) {
            byte[] bytes = gathered.toByteArray();
            gathered.reset();
            var place = new Place(owner, stream);
            int whole = wholeCharacters(bytes);
            if (whole < bytes.length) {
                begun.put(place, Arrays.copyOfRange(bytes, whole, bytes.length));
            }
            send(place, bytes, whole);
        }
    }

    private void send(Place place, byte[] bytes, int length) {
        if (length > 0) {
            byte[] sent = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            link.send(new Frame(
                    Kind.OUT,
                    place.owner(),
                    Struct.of(
                            "out", "stream", place.stream(), "thread", thread, "sequence", sequence++, "bytes", sent)));
        }
    }

    /** How many of these bytes are whole characters of UTF-8; bytes that are none count as whole. */
    private static int wholeCharacters(byte[] bytes) {
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int b = bytes[bytes.length - back] & 0xFF;
            if (b < 0x80) {
                return bytes.length;
            }
            if (b >= 0xC0) {
                int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return length > back ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
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

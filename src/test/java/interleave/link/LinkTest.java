package interleave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A link")
@Timeout(60)
class LinkTest {
    private SocketChannel near;
    private SocketChannel far;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        var address = UnixDomainSocketAddress.of(directory.resolve("s"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            near = SocketChannel.open(address);
            far = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        near.close();
        far.close();
    }

    @Test
    @DisplayName("brings frames of every size over whole and in order, from four senders at once")
    void frames() throws InterruptedException {
        try (var sender = new Link(near);
                var receiver = new Link(far)) {
            var senders = new ArrayList<Thread>();
            for (int s = 0; s < 4; s++) {
                int id = s;
                senders.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        sender.send(new Frame(Kind.OUT, id, List.of(i, new byte[i % 97 == 0 ? 100_000 : i % 50])));
                    }
                }));
            }
            long[] next = new long[4];
            for (int i = 0; i < 8_000; i++) {
                Frame frame = receiver.receive();
                assertNotNull(frame);
                List<?> body = (List<?>) frame.body();
                assertEquals(next[frame.id()]++, body.get(0));
                int n = ((Long) body.get(0)).intValue();
                assertEquals(n % 97 == 0 ? 100_000 : n % 50, ((byte[]) body.get(1)).length);
            }
            for (Thread thread : senders) {
                thread.join();
            }
        }
    }

    @Test
    @DisplayName("survives that its sender is interrupted")
    void interruptedSender() {
        try (var sender = new Link(near);
                var receiver = new Link(far)) {
            Thread.currentThread().interrupt();
            sender.send(Frame.of(Kind.BYE, 1));
            assertEquals(true, Thread.interrupted());
            sender.send(Frame.of(Kind.BYE, 2));

            assertEquals(Frame.of(Kind.BYE, 1), receiver.receive());
            assertEquals(Frame.of(Kind.BYE, 2), receiver.receive());
        }
    }

    @Test
    @DisplayName("makes a sender wait once 8 MiB are queued, and lets it go on when they are read")
    void backPressure() throws InterruptedException {
        try (var sender = new Link(near);
                var receiver = new Link(far)) {
            int frames = 40;
            var done = new CountDownLatch(1);
            Thread flood = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < frames; i++) {
                    sender.send(new Frame(Kind.OUT, i, new byte[1 << 20]));
                }
                done.countDown();
            });
            while (flood.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertEquals(1, done.getCount());
            for (int i = 0; i < frames; i++) {
                Frame frame = receiver.receive();
                assertNotNull(frame);
                assertEquals(i, frame.id());
            }
            done.await();
            flood.join();
        }
    }

    @Test
    @DisplayName("ends with null when the other side is gone")
    void end() {
        try (var receiver = new Link(far)) {
            try (var sender = new Link(near)) {
                sender.send(Frame.of(Kind.BYE, 1));
                sender.flush();
            }
            assertEquals(Frame.of(Kind.BYE, 1), receiver.receive());
            assertNull(receiver.receive());
        }
    }

    @Test
    @DisplayName("refuses a frame that claims more than 16 MiB, and a kind that does not exist")
    void nonsense() throws IOException {
        try (var receiver = new Link(far)) {
            near.write(ByteBuffer.allocate(9).putInt(Integer.MAX_VALUE).flip());
            var e = assertThrows(MalformedDataException.class, receiver::receive);
            assertEquals("a frame of 2147483647 bytes; it has 5 to 16777216", e.getMessage());
        }
    }

    @Test
    @DisplayName("refuses to send a frame longer than 16 MiB")
    void tooLong() {
        try (var sender = new Link(near)) {
            var e = assertThrows(
                    IllegalArgumentException.class, () -> sender.send(new Frame(Kind.OUT, 1, new byte[16 << 20])));
            assertFalse(e.getMessage().isEmpty());
        }
    }
}

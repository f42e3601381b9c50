package interleave.kernel.protocol;

import com.google.gson.JsonObject;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the messages of one session: numbers them and dates them. Safe for use by several threads. */
final class MessageMaker {
    private static final String PROTOCOL = "5.4";

    private final String session;
    private final AtomicLong count = new AtomicLong();

    /** A session whose name no other kernel of this machine has: the process and the instant it began (a random UUID would start a random generator). */
    MessageMaker() {
        session = Long.toHexString(ProcessHandle.current().pid()) + "-" + Long.toHexString(System.currentTimeMillis())
                + "-" + Long.toHexString(System.nanoTime());
    }

    Message make(List<byte[]> identities, String type, JsonObject parent, JsonObject content) {
        JsonObject header = new JsonObject();
        header.addProperty("msg_id", session + "_" + count.incrementAndGet());
        header.addProperty("msg_type", type);
        header.addProperty("username", "kernel");
        header.addProperty("session", session);
        header.addProperty("date", now());
        header.addProperty("version", PROTOCOL);
        return new Message(identities, new Header(header), parent, new JsonObject(), content);
    }

    /** ISO 8601 with microseconds, written by hand: a DateTimeFormatter costs start-up time. */
    private static String now() {
        long micros = System.currentTimeMillis() * 1000;
        LocalDateTime t = LocalDateTime.ofEpochSecond(micros / 1_000_000, 0, ZoneOffset.UTC);
        StringBuilder s = new StringBuilder(27);
        two(s.append(t.getYear()).append('-'), t.getMonthValue());
        two(s.append('-'), t.getDayOfMonth());
        two(s.append('T'), t.getHour());
        two(s.append(':'), t.getMinute());
        two(s.append(':'), t.getSecond());
        String fraction = Long.toString(1_000_000 + micros % 1_000_000);
        return s.append('.').append(fraction, 1, 7).append('Z').toString();
    }

    private static void two(StringBuilder s, int n) {
        if (n < 10) {
            s.append('0');
        }
        s.append(n);
    }
}

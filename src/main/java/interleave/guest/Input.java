package interleave.guest;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.in} of learner code: each line is asked for at the front end when, and only when, code reads past what it has.
 *
 * <p>A read can be interrupted: it then throws {@link InterruptedIOException}, as a read of a blocking channel would not.
 */
final class Input extends InputStream {
    private final Link link;
    private final LinkedBlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private byte[] line = {};
    private int position;

    Input(Link link) {
        this.link = link;
    }

    /** Becomes {@code System.in}. */
    void install() {
        System.setIn(this);
    }

    /** The front end's answer: a line without its end, or null where there is no more input. */
    void answer(@Nullable String text) {
        answers.add(Optional.ofNullable(text));
    }

    @Override
    public synchronized int read() throws IOException {
        return ask() ? line[position++] & 0xff : -1;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ask()) {
            return -1;
        }
        int some = Math.min(length, line.length - position);
        System.arraycopy(line, position, into, offset, some);
        position += some;
        return some;
    }

    @Override
    public synchronized int available() {
        return line.length - position;
    }

    /** Makes sure that there is something to read; false at the end of input. */
    private boolean ask() throws IOException {
        if (position < line.length) {
            return true;
        }
        answers.clear();
        link.send(Frame.of(Kind.STDIN, Owner.current()));
        try {
            Optional<String> answer = answers.take();
            line = answer.map(text -> (text + "\n").getBytes(StandardCharsets.UTF_8))
                    .orElse(new byte[0]);
            position = 0;
            return answer.isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for input");
        }
    }
}

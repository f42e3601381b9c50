package interleave.kernel.session;

import interleave.link.Frame;
import interleave.link.GuestJvm;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.MalformedDataException;
import interleave.link.Struct;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The front's side of one guest JVM: matches answers with requests and passes on what the guest says unasked.
 *
 * <p>A thread of its own reads the link. When the link ends, every open request ends with it, and the listener is told once.
 */
public final class Guest implements AutoCloseable {
    private final GuestJvm jvm;
    private final Link link;
    private final Listener listener;
    private final ArrayDeque<CompletableFuture<Frame>> open = new ArrayDeque<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private boolean ended;

    /** Told what the guest says unasked, on the link's reader thread: must not block. */
    public interface Listener {
        void output(int cell, boolean standardError, byte[] utf8);

        void event(int cell, Struct event);

        /** The guest asks for a line; to be answered with {@link Guest#line}. */
        void lineWanted(Guest guest, int cell);

        /** A cell calls a magic; to be answered with {@link Guest#answerMagic}. */
        void magicWanted(Guest guest, int cell, Struct call);

        /** The guest is gone; not called for a guest that we ended ourselves. */
        void died(Guest guest);
    }

    /** The guest ended before it answered. */
    static final class Gone extends Exception {
        private static final long serialVersionUID = 1L;
    }

    Guest(GuestJvm jvm, Listener listener) {
        this.jvm = jvm;
        this.link = jvm.link();
        this.listener = listener;
        Thread.ofPlatform().name("kernel-guest-reader").daemon().start(this::read);
    }

    /** The process and its link. */
    public GuestJvm jvm() {
        return jvm;
    }

    /** Sends a request; the answer is a RESULT or an ERROR. Completes exceptionally with {@link Gone} when the guest ends first. */
    CompletableFuture<Frame> request(Kind kind, int id, @Nullable Object body) {
        var answer = new CompletableFuture<Frame>();
        synchronized (open) {
            if (ended) {
                answer.completeExceptionally(new Gone());
                return answer;
            }
            open.add(answer);
            // inside the lock: answers come in the order of the requests
            link.send(new Frame(kind, id, body));
        }
        return answer;
    }

    /** Interrupts a cell, and tells which thread is to end if that does not help. */
    void interrupt(int cell) {
        link.send(Frame.of(Kind.STOP, cell));
    }

    /** Leaves a cell behind: it is answered for, and its thread goes on by itself. */
    void abandon(int cell) {
        link.send(new Frame(Kind.STOP, cell, "abandon"));
    }

    /** Hands the guest the line it asked for; null is the end of input. */
    public void line(int cell, @Nullable String line) {
        link.send(new Frame(Kind.STDIN, cell, line));
    }

    /** Hands a cell what came of the magic that it called. */
    public void answerMagic(int cell, Struct answer) {
        link.send(new Frame(Kind.SERVICE_ANSWER, cell, answer));
    }

    boolean alive() {
        synchronized (open) {
            return !ended;
        }
    }

    /** Completes when the link has ended and every open request has been told. */
    public CompletableFuture<Void> gone() {
        return gone;
    }

    /** Kills the guest; the listener is not told. */
    @Override
    public void close() {
        endOpenRequests();
        jvm.close();
    }

    /** Asks the guest to end by itself and waits until it has. */
    void leave() {
        endOpenRequests();
        link.send(Frame.of(Kind.BYE, 0));
        int _ = jvm.onExit().join();
    }

    private void read() {
        try {
            for (Frame frame = link.receive(); frame != null; frame = link.receive()) {
                accept(frame);
            }
        } catch (MalformedDataException e) {
            System.err.println(
                    "interleave kernel: the guest JVM said what no guest says (" + e.getMessage() + "); ending it");
        }
        jvm.close();
        if (endOpenRequests()) {
            listener.died(this);
        }
        gone.complete(null);
    }

    private void accept(Frame frame) {
        switch (frame.kind()) {
            case RESULT, ERROR -> {
                CompletableFuture<Frame> answer;
                synchronized (open) {
                    answer = open.poll();
                }
                if (answer != null) {
                    answer.complete(frame);
                }
            }
            case OUT -> {
                Struct out = frame.struct();
                listener.output(frame.id(), out.integer("stream") == 2, out.get("bytes", byte[].class));
            }
            case EVENT -> listener.event(frame.id(), frame.struct());
            case STDIN -> listener.lineWanted(this, frame.id());
            case SERVICE_CALL -> listener.magicWanted(this, frame.id(), frame.struct());
            default -> throw new MalformedDataException(frame.kind() + " from the guest of a notebook");
        }
    }

    /** True for the first caller only. */
    private boolean endOpenRequests() {
        ArrayDeque<CompletableFuture<Frame>> unanswered;
        synchronized (open) {
            if (ended) {
                return false;
            }
            ended = true;
            unanswered = new ArrayDeque<>(open);
            open.clear();
        }
        unanswered.forEach(answer -> answer.completeExceptionally(new Gone()));
        return true;
    }
}

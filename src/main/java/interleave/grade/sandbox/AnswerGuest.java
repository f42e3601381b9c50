package interleave.grade.sandbox;

import interleave.grade.exercise.Limits;
import interleave.link.Frame;
import interleave.link.GuestJvm;
import interleave.link.GuestOptions;
import interleave.link.GuestStartException;
import interleave.link.Kind;
import interleave.link.MalformedDataException;
import interleave.link.Struct;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A guest JVM as the grader sees it: frames in, frames out, and every way it may end told apart.
 *
 * <p>A thread of its own reads the link, so that a guest which floods or dies is noticed while nobody asks it anything. Not thread-safe but for that.
 */
public final class AnswerGuest implements AutoCloseable {
    /** Exit code of a JVM with {@code -XX:+ExitOnOutOfMemoryError} that ran out of heap. */
    private static final int OUT_OF_MEMORY = 3;

    /** One is asked for at a time: a guest that sends more finds its line full, and waits. */
    private static final int QUEUED_FRAMES = 2;

    /** Bytes that a guest may send in one test, beside what it prints. */
    private static final long RECEIVED_LIMIT = 64L << 20;

    /** What came out of the guest, or what became of it. */
    public sealed interface Event {
        /** A frame that somebody waits for. */
        record Arrived(Frame frame) implements Event {}

        /** The guest is of no more use. */
        record Gone(Cause cause, String why, int line) implements Event {}
    }

    /** What ended a guest. */
    public enum Cause {
        /** Its JVM ended, or was ended by the answer. */
        EXIT,
        /** It ran out of memory. */
        MEMORY,
        /** It printed or sent more than allowed. */
        FLOOD,
        /** It did not keep to the protocol of the link. */
        INTRUSION
    }

    private final GuestJvm jvm;
    private final long outputLimit;
    private final AtomicLong output = new AtomicLong();
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUED_FRAMES);
    private volatile long receivedBefore;
    private int lastId;
    private volatile boolean closed;
    private volatile @Nullable Struct exit;
    private volatile Event.@Nullable Gone gone;

    private AnswerGuest(GuestJvm jvm, Limits limits) {
        this.jvm = jvm;
        this.outputLimit = limits.outputKiB() * 1024L;
        jvm.link().limitIncoming(Frame.MAX_ANSWER);
        Thread.ofPlatform().name("interleave-grade-reader").daemon().start(this::read);
    }

    /**
     * Starts a guest.
     *
     * @throws NotJudgedException if it cannot be started
     */
    static AnswerGuest start(GuestOptions options, Limits limits, Sandbox sandbox) {
        var raw = new AtomicLong();
        long limit = limits.outputKiB() * 1024L;
        var self = new @Nullable AnswerGuest[1];
        try {
            GuestJvm jvm = GuestJvm.start(
                    options,
                    bytes -> {
                        if (raw.addAndGet(bytes.length) > limit && self[0] != null) {
                            self[0].flooded();
                        }
                    },
                    sandbox.launcher());
            var guest = new AnswerGuest(jvm, limits);
            self[0] = guest;
            return guest;
        } catch (GuestStartException e) {
            throw new NotJudgedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Output, and whatever else it sends, counts anew from here. */
    public void begin() {
        receivedBefore = jvm.link().received();
        output.set(0);
    }

    /** A number for a request that none before had. */
    public int nextId() {
        return ++lastId;
    }

    /** Sends a frame; if the guest is gone, it goes nowhere. */
    public void send(Frame frame) {
        jvm.link().send(frame);
    }

    /**
     * Waits for the next frame.
     *
     * @throws NotJudgedException if none came in time: the host protects itself, and nobody is to blame
     */
    public Event await(long deadlineNanos) {
        Event.Gone before = gone;
        if (before != null) {
            return before;
        }
        try {
            Event event = events.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                close();
                throw new NotJudgedException("the answer's JVM said nothing in time on this machine");
            }
            if (event instanceof Event.Gone end) {
                gone = end;
                close();
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new NotJudgedException("judging was interrupted", e);
        }
    }

    /** Whether it can take another call, as far as is known. */
    public boolean usable() {
        return !closed && gone == null && jvm.alive();
    }

    /** Waits until a guest that was sent BYE has ended, for a minute at most. */
    public void awaitEnd() {
        try {
            jvm.onExit().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new NotJudgedException("a guest did not end", e);
        }
    }

    long pid() {
        return jvm.pid();
    }

    private void read() {
        Event.@Nullable Gone end = null;
        try {
            for (Frame frame = jvm.link().receive();
                    frame != null && end == null;
                    frame = jvm.link().receive()) {
                switch (frame.kind()) {
                    case OUT -> {
                        if (output.addAndGet(frame.struct().get("bytes", byte[].class).length) > outputLimit) {
                            end = flood();
                        }
                    }
                    case RESULT, ERROR, SERVICE_CALL, TRACE -> put(new Event.Arrived(frame));
                    case EVENT -> {
                        if (frame.struct().name().equals("exit")) {
                            exit = frame.struct();
                        }
                    }
                    case STDIN -> jvm.link().send(Frame.of(Kind.STDIN, frame.id()));
                    case HELLO, DEFINE, INVOKE, SERVICE_ANSWER, SCHEDULE, STOP, DUMP, BYE ->
                        throw new MalformedDataException(frame.kind() + " is not for a host");
                }
                if (jvm.link().received() - receivedBefore > RECEIVED_LIMIT + outputLimit) {
                    end = new Event.Gone(
                            Cause.FLOOD,
                            "the answer sent more than " + (RECEIVED_LIMIT >> 20)
                                    + " MiB to its services and to the test",
                            0);
                }
                if (end != null) {
                    break;
                }
            }
        } catch (MalformedDataException e) {
            end = new Event.Gone(Cause.INTRUSION, "the answer wrote to the line between its JVM and the grader", 0);
        }
        put(end == null ? died() : end);
    }

    private void put(Event event) {
        while (!closed) {
            try {
                if (events.offer(event, 1, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void flooded() {
        if (gone == null) {
            gone = flood();
        }
        jvm.close();
    }

    private Event.Gone flood() {
        return new Event.Gone(
                Cause.FLOOD, "the answer printed more than " + outputLimit / 1024 + " KiB in one test", 0);
    }

    /** The link has ended: why? */
    private Event.Gone died() {
        Event.Gone known = gone;
        if (known != null) {
            return known;
        }
        Struct told = exit;
        if (told != null) {
            long line = told.get("line") instanceof Long n ? n : 0;
            return new Event.Gone(
                    Cause.EXIT,
                    "the answer ended the program with exit code " + told.get("status"),
                    line > 0 && line < Integer.MAX_VALUE ? (int) line : 0);
        }
        int code = exitCode();
        if (code == OUT_OF_MEMORY) {
            return new Event.Gone(Cause.MEMORY, "the answer used up all memory it was given", 0);
        }
        return new Event.Gone(Cause.EXIT, "the answer ended its JVM (exit code " + code + ")", 0);
    }

    private int exitCode() {
        try {
            return jvm.onExit().get(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } catch (java.util.concurrent.ExecutionException
                | TimeoutException
                | CancellationException
                | CompletionException e) {
            // the link is closed and the process is still there: its last words do not matter
            return -1;
        }
    }

    @Override
    public void close() {
        closed = true;
        jvm.close();
    }
}

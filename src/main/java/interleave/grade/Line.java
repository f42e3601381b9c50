package interleave.grade;

import interleave.grade.compile.WovenAnswer;
import interleave.grade.sandbox.AnswerGuest;
import interleave.grade.sandbox.NotJudgedException;
import interleave.grade.submission.Texts;
import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.MalformedDataException;
import interleave.link.Struct;
import interleave.schedule.message.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line to the guest during one test: requests go down, what answers them comes up, and whatever else comes up, or the end of the guest, is a rejection.
 *
 * <p>Every rejection that this throws means that the guest is of no more use.
 */
final class Line {
    /** Processors of the simulated machine: the same everywhere. */
    private static final int PROCESSORS = 4;

    /** An exploration makes many runs: it may take that many times what a test may, as long as each answer comes in a test's time. */
    private static final int EXPLORING = 12;

    private final AnswerGuest guest;
    private final Duration limit;
    private final long began = System.nanoTime();

    /** A line that waits until {@code limit} is over at most. */
    Line(AnswerGuest guest, Duration limit) {
        this.guest = guest;
        this.limit = limit;
        guest.begin();
    }

    /**
     * Begins a new world of the answer in the guest.
     *
     * @param fuel loop turns and calls of the answer
     * @return false if the world before does not end: another guest is needed
     */
    boolean define(WovenAnswer answer, long fuel) {
        List<Struct> classes = answer.classes().stream()
                .map(c -> Struct.of("class", "name", c.name(), "bytes", c.bytes()))
                .toList();
        int id = send(
                Kind.DEFINE,
                Struct.of(
                        "answer",
                        "contract",
                        answer.contract(),
                        "main",
                        answer.main(),
                        "fuel",
                        fuel,
                        "processors",
                        PROCESSORS,
                        "explored",
                        answer.explored(),
                        "anew",
                        answer.keepsState(),
                        "classes",
                        classes));
        Frame answered = receive(id);
        if (answered.body() instanceof Struct refused && refused.name().equals("busy")) {
            return false;
        }
        if (answered.kind() != Kind.RESULT) {
            throw unloadable(message(answered));
        }
        return true;
    }

    /** What the answer was compiled to cannot be run. */
    static Rejection unloadable(String why) {
        return Rejection.of(
                Outcome.MISSING,
                "the answer's classes can be loaded",
                "the answer's classes cannot be loaded: " + Texts.cut(why, 200));
    }

    /** Sends a request; what answers it bears the number returned. */
    int send(Kind kind, @Nullable Object body) {
        int id = guest.nextId();
        guest.send(new Frame(kind, id, body));
        return id;
    }

    /** Answers a step with a move as data, or several with a list of them. */
    void answer(int id, Object moves) {
        guest.send(new Frame(Kind.SERVICE_ANSWER, id, moves));
    }

    /**
     * Waits for what answers a request.
     *
     * @throws Rejection if the guest ends, or breaks the protocol
     * @throws NotJudgedException if nothing comes in time
     */
    Frame receive(int id) {
        return receive(id, began + limit.toNanos());
    }

    /** The same for one answer of an exploration. */
    Frame receiveOneOfMany(int id) {
        long now = System.nanoTime();
        return receive(id, now + Math.min(limit.toNanos(), began + EXPLORING * limit.toNanos() - now));
    }

    private Frame receive(int id, long deadline) {
        return switch (guest.await(deadline)) {
            case AnswerGuest.Event.Gone gone -> throw rejection(gone);
            case AnswerGuest.Event.Arrived(Frame frame) -> {
                if (frame.id() != id) {
                    throw broken("an answer to nothing that was asked");
                }
                if (frame.body() instanceof Struct s && s.name().equals("large")) {
                    throw Rejection.of(
                            Outcome.FLOOD,
                            "what the answer returns or hands to a service has at most " + (Frame.MAX_ANSWER >> 20)
                                    + " MiB",
                            "the answer returned more than that, or handed it to a service at once");
                }
                yield frame;
            }
        };
    }

    /**
     * The step in a frame.
     *
     * @throws MalformedDataException or IllegalArgumentException if there is none
     */
    static Step step(@Nullable Object body) {
        if (body instanceof Map<?, ?> map) {
            return Step.fromMap(map);
        }
        throw new MalformedDataException("a step is a map");
    }

    /** The guest does not keep to the protocol: it is not ours any more. */
    static Rejection broken(@Nullable String how) {
        return Rejection.of(
                Outcome.FORBIDDEN,
                "the answer keeps to its contract",
                "the answer's JVM broke the protocol: " + Texts.cut(String.valueOf(how), 200));
    }

    /** The answer's method cannot even be called. */
    static Rejection uncallable(Frame refused) {
        return Rejection.of(
                Outcome.MISSING, "the answer can be called", "the answer cannot be called: " + message(refused));
    }

    private static Rejection rejection(AnswerGuest.Event.Gone gone) {
        Outcome outcome = switch (gone.cause()) {
            case EXIT -> Outcome.EXIT;
            case MEMORY -> Outcome.MEMORY;
            case FLOOD -> Outcome.FLOOD;
            case INTRUSION -> Outcome.FORBIDDEN;
        };
        String expected = switch (gone.cause()) {
            case EXIT -> "the answer returns, and the program goes on";
            case MEMORY -> "the answer manages with the memory it is given";
            case FLOOD -> "the answer prints and sends little";
            case INTRUSION -> "the answer keeps to its contract";
        };
        return Rejection.of(outcome, expected, gone.why()).atLine(gone.line());
    }

    private static String message(Frame frame) {
        return frame.body() instanceof Struct s && s.get("message") instanceof String m
                ? Texts.cut(m, 200)
                : "no reason given";
    }
}

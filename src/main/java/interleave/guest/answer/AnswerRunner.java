package interleave.guest.answer;

import interleave.guest.Output;
import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.MalformedDataException;
import interleave.link.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The grader's side of a guest: defines an answer, and calls it in virtual time, one call after another.
 *
 * <p>Called by the link's reader thread alone. Learner code runs on the thread of its {@link AnswerWorld}, which speaks to the host in between: a
 * SERVICE_CALL each time all learner threads wait, after which the host's SERVICE_ANSWER says what happens next. Frames:
 *
 * <ul>
 *   <li>DEFINE {@code answer{contract, main, fuel, processors, explored, anew, classes: [class{name, bytes}]}} begins a new world, at virtual time 0, without any
 *       trace of the one before. The classes are woven. Where it is explored, other threads may come before each access to what they share, and its classes are loaded
 *       anew for each run if it says so. Answered by RESULT, or by ERROR {@code refused{message}} where the classes cannot be defined, {@code busy{}} where the
 *       world before does not end.
 *   <li>INVOKE {@code answer{instance, method, parameters: [type name], arguments}} calls a method of an instance, which is made when its number is
 *       first met. Answered by RESULT {@code answered{value}} or ERROR {@code exception{…}}, {@code shape{message}}, {@code unfinished{}},
 *       {@code refused{message}}, {@code large{}} where a frame would be longer than {@link Frame#MAX_ANSWER}.
 *   <li>SCHEDULE {@code program{before: [call], actors: [actor{name, calls: [call]}], after: [call], copies}}, each call as the body of INVOKE, says what is to
 *       be explored; answered by RESULT. {@code copies} says by name how the services are set up, or is null where they cannot be copied.
 *   <li>SCHEDULE {@code runs{schedules: [schedule], hosted}} asks for runs of it, each in a world of its own. Answered by TRACE {@code runs{runs: [run{trace, log,
 *       results}]}}, for a few runs at a time, in their order; {@code log} has each step of the run and, between them, the moves that copies of the services
 *       answered it with. Where the services are the host's, a TRACE has for each run that is open a step, a map, until its {@code run}, whose log has at most
 *       its last step; and SERVICE_ANSWER, a list, the moves for these steps.
 * </ul>
 */
final class AnswerRunner {
    private final Link link;
    private final Output output;
    private @Nullable AnswerWorld world;

    AnswerRunner(Link link, Output output) {
        this.link = link;
        this.output = output;
    }

    /** Begins a new world, as soon as the one before has ended. */
    void define(Frame frame) {
        Struct body = frame.struct();
        AnswerExit.tell(link);
        link.limitOutgoing(Frame.MAX_ANSWER);
        Thread before = world == null ? null : world.end();
        var next = new AnswerWorld(link, output, AnswerLoader.of(body.get("classes", List.class)), body, before);
        world = next;
        next.define(frame.id());
    }

    /** Calls a method of the answer. */
    void invoke(Frame frame) {
        current().invoke(frame.id(), AnswerObjects.Invocation.of(frame.struct()));
    }

    /** Takes in a program to be run in every order, or makes some of its runs. */
    void schedule(Frame frame) {
        Struct body = frame.struct();
        switch (body.name()) {
            case "program" -> current().program(frame.id(), body);
            case "runs" -> current().runs(frame.id(), body);
            default -> throw new MalformedDataException(body.name() + " cannot be scheduled");
        }
    }

    /** The host has decided what happens next. */
    void move(Frame frame) {
        Object decided = frame.body();
        if (!(decided instanceof Map<?, ?> || decided instanceof List<?>)) {
            throw new MalformedDataException("a move is a map, several are a list");
        }
        current().move(decided);
    }

    private AnswerWorld current() {
        if (world == null) {
            throw new MalformedDataException("no answer has been defined");
        }
        return world;
    }

    static Frame error(int id, Struct body) {
        return new Frame(Kind.ERROR, id, body);
    }
}

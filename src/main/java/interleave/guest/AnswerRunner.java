package interleave.guest;

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
 *   <li>DEFINE {@code answer{contract, main, fuel, processors, explored, classes: [class{name, bytes}]}} begins a new world, at virtual time 0, without any
 *       trace of the one before. Where it is explored, other threads may come before each access to what they share.
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
    private @Nullable SnippetLoader last;
    private boolean lastExplored;

    AnswerRunner(Link link, Output output) {
        this.link = link;
        this.output = output;
    }

    /** Begins a new world; the one before is told to end, and nobody waits for it. */
    void define(Frame frame) {
        Struct body = frame.struct();
        AnswerExit.tell(link);
        link.limitOutgoing(Frame.MAX_ANSWER);
        AnswerWorld before = world;
        if (before != null) {
            before.end();
        }
        var next = new AnswerWorld(link, output, loader(body), body);
        world = next;
        next.define(frame.id());
    }

    /** A loader of these classes, none of them initialized; where they are the same as last time, they are not woven again. */
    private SnippetLoader loader(Struct body) {
        boolean explored = Boolean.TRUE.equals(body.get("explored"));
        SnippetLoader made = SnippetLoader.repeatable(AnswerWorld.weaver(explored));
        for (Object each : body.get("classes", List.class)) {
            var struct = (Struct) each;
            made.add(struct.string("name"), struct.get("bytes", byte[].class));
        }
        SnippetLoader known = last;
        if (known != null && lastExplored == explored && known.hasSameClasses(made)) {
            return known.again();
        }
        last = made;
        lastExplored = explored;
        return made;
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

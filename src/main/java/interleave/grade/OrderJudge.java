package interleave.grade;

import interleave.grade.compile.AnswerLines;
import interleave.grade.compile.Compilation;
import interleave.grade.exercise.Limits;
import interleave.grade.sandbox.NotJudgedException;
import interleave.link.CallTypes;
import interleave.link.Data;
import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.MalformedDataException;
import interleave.link.ShapeException;
import interleave.link.Struct;
import interleave.schedule.Ending;
import interleave.schedule.Exploration;
import interleave.schedule.Interleavings;
import interleave.schedule.message.Move;
import interleave.schedule.search.Schedule;
import interleave.schedule.search.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges an answer in every order of a program: the search, the services and the checks are here, the runs are made in the guest.
 *
 * <p>While runs are made, copies of the services answer over there, so nothing is asked in between and many runs are asked for at once. What comes back is data
 * that is checked here: this side's services are asked what their copies were asked, and whether an order passes is decided on this side only. Where a copy has
 * answered otherwise, because its JVM lies or because its values have an equality of their own, or where a service cannot be copied, the runs are made step by step,
 * each answer from here.
 */
final class OrderJudge implements Interleavings.Runner {
    /** Loop turns and calls in one order: little, for an order is a few calls. */
    static final long FUEL = 20_000;

    /** Steps of one order: more cannot be looked through. */
    private static final int MAX_STEPS = 5_000;

    private static final String EXPECTED = "the answer does the same each time the same is asked in the same order";

    private final Line line;
    private final Compilation.Compiled answer;
    private final Orders.Program program;
    private final Orders orders;
    private final Limits limits;
    private final CallTypes types = new CallTypes();
    private @Nullable World settingUp;
    private @Nullable Struct sent;
    private boolean hosted;
    private boolean replaying;
    private @Nullable Rejection told;

    /** The guest is of no more use, or there is nothing more to look at. */
    static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Rejection rejection;

        EndedException(Rejection rejection) {
            super(rejection);
            this.rejection = rejection;
        }

        Rejection rejection() {
            return rejection;
        }
    }

    OrderJudge(Line line, Compilation.Compiled answer, Orders.Program program, Orders orders, Limits limits) {
        this.line = line;
        this.answer = answer;
        this.program = program;
        this.orders = orders;
        this.limits = limits;
    }

    /** The answer, as the program calls it while it sets a world up. */
    <T> T learner(Class<T> contract) {
        if (settingUp == null) {
            throw new IllegalStateException("a test that explores orders calls the answer in these orders only");
        }
        return settingUp.learner(contract);
    }

    /**
     * Looks at the orders.
     *
     * @throws Rejection if one fails
     * @throws EndedException if the guest is of no more use
     */
    Orders.Explored explore() {
        Exploration found = orders.over(this).explore();
        if (found.shortest().isPresent()) {
            throw rejection(found.shortest().get(), found.verdict(), found.failures() == found.orders());
        }
        return new Orders.Explored(found.orders(), found.verdict());
    }

    /**
     * Takes the one order of that id.
     *
     * @throws Rejection if it fails
     * @throws EndedException if the guest is of no more use
     */
    Orders.Explored replay(String id) {
        replaying = true;
        var found = orders.over(this).replay(id);
        if (found.isPresent()) {
            throw rejection(found.get(), "this order fails", false);
        }
        return new Orders.Explored(1, "no failure in the order " + id);
    }

    private Rejection rejection(Interleavings.Failure failure, String verdict, boolean always) {
        Rejection why = told == null ? Rejection.of(Outcome.WRONG, "it holds", failure.message()) : told;
        // what fails even when the actors come one after another, or always, needs no race to go wrong
        boolean race = why.outcome() == Outcome.WRONG && failure.switches() > 0 && !always;
        Rejection made = race
                ? Rejection.of(Outcome.RACE, Orders.expected(why.expected()), why.happened())
                : Rejection.of(why.outcome(), why.expected(), why.happened());
        String schedule = verdict + ". The shortest has " + failure.switches()
                + (failure.switches() == 1 ? " switch" : " switches") + ", id " + failure.id() + ":\n"
                + failure.at(answer::named).withCode(answer::codeAt).table();
        int line = why.line() > 0 ? why.line() : interruptedAt(failure.steps());
        Rejection placed = made.atLine(line).withSchedule(schedule).withSteps(failure.steps());
        return why.idea() == null ? placed : placed.withIdea(why.idea());
    }

    /** The line after which another actor came in between, 0 if none did, or it is none of the answer's. */
    private int interruptedAt(List<Interleavings.Step> steps) {
        for (int i = 1; i < steps.size(); i++) {
            String before = steps.get(i - 1).actor();
            if (!before.equals(steps.get(i).actor())
                    && steps.subList(i, steps.size()).stream()
                            .anyMatch(later -> later.actor().equals(before))) {
                return answer.lineAt(steps.get(i - 1).place());
            }
        }
        return 0;
    }

    // ---- runs ----

    @Override
    public List<Trace> run(List<Schedule> schedules) {
        try {
            if (sent == null) {
                World _ = setUp();
            }
            int id = line.send(
                    Kind.SCHEDULE,
                    Struct.of(
                            "runs",
                            "schedules",
                            schedules.stream().map(Schedule::toMap).toList(),
                            "hosted",
                            hosted));
            return hosted ? sideBySide(id, schedules) : byCopies(id, schedules);
        } catch (OtherAnswersException e) {
            hosted = true;
            return run(schedules);
        } catch (ShapeException | IllegalArgumentException | MalformedDataException e) {
            throw new EndedException(Line.broken(e.getMessage()));
        }
    }

    private World setUp() {
        var made = new World(types);
        settingUp = made;
        try {
            program.setUp(made);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the program of an exploration cannot be set up", e);
        } finally {
            settingUp = null;
        }
        Struct now = made.program();
        if (sent == null) {
            sent = now;
            hosted = now.get("copies") == null;
            Frame answered = receive(line.send(Kind.SCHEDULE, now));
            if (answered.kind() != Kind.RESULT) {
                throw new EndedException(Line.uncallable(answered));
            }
        } else if (!now.equals(sent)) {
            throw new IllegalStateException("the program of an exploration is not the same each time it is set up");
        }
        return made;
    }

    /** Takes in runs that copies of the services have answered, a few at a time; while these are looked at, the guest makes the next. */
    private List<Trace> byCopies(int id, List<Schedule> schedules) {
        var traces = new ArrayList<Trace>();
        int left = schedules.size();
        RuntimeException failed = null;
        while (left > 0) {
            List<?> runs = received(id);
            left -= runs.size();
            if (runs.isEmpty() || left < 0) {
                throw new MalformedDataException("runs that nobody asked for");
            }
            try {
                for (int i = 0; i < runs.size() && failed == null; i++) {
                    World world = setUp();
                    if (!(runs.get(i) instanceof Struct run)) {
                        throw new MalformedDataException("a run is a struct");
                    }
                    Trace trace = trace(run);
                    requireSameAnswers(world, run, trace);
                    traces.add(judged(schedules.get(traces.size()), world, run, trace));
                }
            } catch (RuntimeException e) {
                // whoever makes runs next is not to meet the rest of these
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
        return traces;
    }

    /** The services were asked the same, and give other answers than their copies gave. */
    private static final class OtherAnswersException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Asks this side's services what their copies were asked.
     *
     * @throws OtherAnswersException if one answers otherwise: then these runs are worth nothing, whoever is to blame
     */
    private static void requireSameAnswers(World world, Struct run, Trace trace) {
        List<?> log = run.get("log", List.class);
        for (int i = 0; i < log.size(); i += 2) {
            if (world.outside().ending().isPresent()) {
                throw new OtherAnswersException();
            }
            Move move = next(world, log.get(i));
            Object answered = i + 1 < log.size() ? log.get(i + 1) : null;
            if (answered != null
                    && !(answered instanceof Map<?, ?> map && Move.fromMap(map).equals(arrived(move)))) {
                throw new OtherAnswersException();
            }
        }
        boolean over = world.outside().ending().isPresent();
        if (!over && trace.end().isEnding()) {
            throw new OtherAnswersException();
        }
    }

    private static Trace trace(Struct run) {
        return Trace.fromMap(run.get("trace", Map.class));
    }

    private static Move arrived(Move move) {
        return move.withValues(answer -> Data.arrived(answer.value()));
    }

    /** Takes in runs, side by side: answers the steps of those that wait for it, until each has come to its end. */
    private List<Trace> sideBySide(int id, List<Schedule> schedules) {
        List<World> worlds = schedules.stream().map(schedule -> setUp()).toList();
        var traces = new TreeMap<Integer, Trace>();
        List<Integer> open = IntStream.range(0, schedules.size()).boxed().toList();
        while (!open.isEmpty()) {
            List<?> runs = received(id);
            if (runs.size() != open.size()) {
                throw new MalformedDataException("runs that nobody asked for");
            }
            var moves = new ArrayList<Map<String, Object>>();
            var waiting = new ArrayList<Integer>();
            for (int i = 0; i < open.size(); i++) {
                int number = open.get(i);
                World world = worlds.get(number);
                if (runs.get(i) instanceof Struct run) {
                    for (Object last : run.get("log", List.class)) {
                        Move _ = next(world, last);
                    }
                    traces.put(number, judged(schedules.get(number), world, run, trace(run)));
                } else {
                    waiting.add(number);
                    moves.add(next(world, runs.get(i)).toMap());
                }
            }
            open = waiting;
            if (!open.isEmpty()) {
                line.answer(id, moves);
            }
        }
        return List.copyOf(traces.values());
    }

    private List<?> received(int id) {
        Frame frame = receive(id);
        if (frame.kind() != Kind.TRACE) {
            throw new EndedException(Line.uncallable(frame));
        }
        return frame.struct().get("runs", List.class);
    }

    private static Move next(World world, @Nullable Object step) {
        return world.services().outgoing(world.outside().next(world.services().incoming(Line.step(step))));
    }

    private Frame receive(int id) {
        try {
            return line.receiveOneOfMany(id);
        } catch (Rejection end) {
            throw new EndedException(end);
        }
    }

    /** The trace of a run, with what this side says about it. */
    private Trace judged(Schedule schedule, World world, Struct run, Trace trace) {
        if (schedule.choices().size() + trace.choices().size() > MAX_STEPS) {
            throw new EndedException(Rejection.of(
                    Outcome.ENDLESS,
                    "an order of the actors' steps comes to an end",
                    "an order has more than " + MAX_STEPS + " steps"));
        }
        return switch (trace.end()) {
            case SEEN -> trace;
            case RACING -> {
                if (schedule.racing()) {
                    throw new EndedException(notTheSame());
                }
                yield trace;
            }
            case ANOTHER -> throw new EndedException(notTheSame());
            case PASSED, FAILED -> {
                Rejection failure = failure(world, run);
                if (schedule.told()) {
                    if (failure == null && !replaying) {
                        throw new EndedException(notTheSame());
                    }
                    told = failure;
                }
                yield failure == null
                        ? trace.judged(Trace.End.PASSED, "")
                        : trace.judged(Trace.End.FAILED, failure.happened());
            }
        };
    }

    private static Rejection notTheSame() {
        return Rejection.of(
                Outcome.WRONG,
                EXPECTED,
                "the answer did something else when the same was asked in the same order: leave out what is random, as"
                        + " hash codes of objects are");
    }

    private @Nullable Rejection failure(World world, Struct run) {
        Ending ended =
                world.outside().ending().orElseThrow(() -> new MalformedDataException("a run that has not ended"));
        return switch (ended.kind()) {
            case RETURNED -> {
                take(world, run.get("results", List.class));
                yield checked(world);
            }
            // only what we run around the learner's calls throws
            case THREW -> Rejection.of(Outcome.MISSING, "the answer can be called", "the answer cannot be called");
            case NEVER_COMPLETED, DEADLOCK, STUCK -> EndingWords.rejection(ended, "every actor", answer);
            case ENDLESS, OVER_LIMIT, ESCAPED, BROKEN ->
                throw new EndedException(EndingWords.rejection(ended, "every actor", answer));
        };
    }

    private void take(World world, List<?> results) {
        List<World.Recorded> calls = world.calls();
        if (results.size() != calls.size() + 1) {
            throw new MalformedDataException("results of calls that nobody asked for");
        }
        Struct made = result(results.getFirst());
        if (made != null && !made.name().equals("answered")) {
            throw new EndedException(Rejection.of(
                            Outcome.WRONG,
                            "the answer's object can be made",
                            "its constructor threw "
                                    + Words.thrown(
                                            made.string("class"), made.get("message") instanceof String s ? s : null))
                    .atLine(AnswerLines.innermost(made)));
        }
        for (int i = 0; i < calls.size(); i++) {
            Struct result = result(results.get(i + 1));
            Rejection memory = result == null ? null : Answered.outOfMemory(limits, result);
            if (memory != null) {
                throw new EndedException(memory);
            }
            calls.get(i).result = result;
        }
    }

    private static @Nullable Struct result(@Nullable Object data) {
        if (data == null || data instanceof Struct) {
            return (Struct) data;
        }
        throw new MalformedDataException("a result is a struct");
    }

    private static @Nullable Rejection checked(World world) {
        try {
            world.requireHolds();
            return null;
        } catch (NotJudgedException e) {
            throw e;
        } catch (Throwable e) {
            return Rejections.of(e, "what the test checks holds");
        }
    }
}

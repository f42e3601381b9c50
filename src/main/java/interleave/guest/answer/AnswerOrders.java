package interleave.guest.answer;

import interleave.link.CallTypes;
import interleave.link.Data;
import interleave.link.Struct;
import interleave.schedule.Interleavings;
import interleave.schedule.Outside;
import interleave.schedule.ProgramRun;
import interleave.schedule.SimulatedService;
import interleave.schedule.inside.Inside;
import interleave.schedule.inside.RunOverError;
import interleave.schedule.message.Call;
import interleave.schedule.message.Move;
import interleave.schedule.message.Step;
import interleave.schedule.search.Schedule;
import interleave.schedule.search.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs of an answer by several actors at once, each by a schedule that the host has chosen: the guest's half of an exploration.
 *
 * <p>Every run has a world of its own: instances, services, threads, and, where an answer keeps something in static fields, classes. Nothing is judged here:
 * what each call gave goes to the host.
 */
final class AnswerOrders {
    private record Actor(String name, List<AnswerObjects.Invocation> calls) {}

    /**
     * Who calls what in every run.
     *
     * @param copies of the services, by name, if they can be copied
     * @param calls how many there are in all
     * @param instances the numbers of the instances they are made of
     */
    private record Program(
            List<AnswerObjects.Invocation> before,
            List<Actor> actors,
            List<AnswerObjects.Invocation> after,
            Map<?, ?> copies,
            int calls,
            List<Integer> instances) {
        static final Program NONE = of(List.of(), List.of(), List.of(), Map.of());

        static Program of(
                List<AnswerObjects.Invocation> before,
                List<Actor> actors,
                List<AnswerObjects.Invocation> after,
                Map<?, ?> copies) {
            var all = new ArrayList<>(before);
            actors.forEach(actor -> all.addAll(actor.calls()));
            all.addAll(after);
            List<Integer> instances = all.stream()
                    .map(AnswerObjects.Invocation::instance)
                    .distinct()
                    .sorted()
                    .toList();
            return new Program(before, actors, after, copies, all.size(), instances);
        }
    }

    private final AnswerLoader loader;
    private final String contractName;
    private final String mainName;
    private final Inside.Settings settings;
    private final boolean loadedAnew;
    /** Serves no run, but knows the class for all of them. */
    private final AnswerObjects first;
    /** The same for the types of services' calls. */
    private final CallTypes types = new CallTypes();

    private Program program = Program.NONE;

    AnswerOrders(
            AnswerLoader loader, String contractName, String mainName, Inside.Settings settings, boolean loadedAnew) {
        this.loader = loader;
        this.contractName = contractName;
        this.mainName = mainName;
        this.settings = settings;
        this.loadedAnew = loadedAnew;
        this.first = new AnswerObjects(loader, contractName, mainName, new AnswerServices(types));
    }

    /** Takes in who calls what. */
    void program(Struct body) {
        var actors = new ArrayList<Actor>();
        for (Object each : body.get("actors", List.class)) {
            var actor = (Struct) each;
            actors.add(new Actor(actor.string("name"), invocations(actor.get("calls", List.class))));
        }
        program = Program.of(
                invocations(body.get("before", List.class)),
                actors,
                invocations(body.get("after", List.class)),
                body.get("copies") instanceof Map<?, ?> copies ? copies : Map.of());
    }

    private static List<AnswerObjects.Invocation> invocations(List<?> calls) {
        return calls.stream()
                .map(call -> AnswerObjects.Invocation.of((Struct) call))
                .toList();
    }

    /**
     * A run that asks the host nothing while it lasts: copies of its services answer. What was asked and answered is written down for the host, who asks its
     * own services the same.
     */
    Struct run(Schedule schedule) {
        Outside outside = outside();
        var run = new Run();
        var log = new ArrayList<Map<String, Object>>();
        try (var made = new ProgramRun(run, settings, schedule)) {
            Optional<Step> step = made.begin();
            while (step.isPresent()) {
                Step asked = step.get().withArguments(AnswerOrders::arrived);
                log.add(asked.toMap());
                Move move = outside.next(asked);
                if (move.kind() == Move.Kind.END) {
                    break;
                }
                log.add(move.toMap());
                step = made.apply(run.services.incoming(move));
            }
            return run.told(made.trace(), log);
        }
    }

    private Outside outside() {
        var outside = new Outside();
        program.copies()
                .forEach((name, copy) ->
                        outside.registerImmediate(SimulatedService.copy((String) name, (Map<?, ?>) copy)));
        outside.explore();
        outside.begin();
        return outside;
    }

    private static List<@Nullable Object> arrived(Call call) {
        var arguments = new ArrayList<@Nullable Object>();
        call.arguments().forEach(each -> arguments.add(Data.arrived(each)));
        return arguments;
    }

    /** Speaks to the host about runs that are made side by side. */
    interface Host {
        /** Hands over, for each run that is open, a step as data or how it ended. */
        void tell(List<Object> runs);

        /** What the host decided for each run that handed over a step, in that order: a move as data. */
        List<?> moves();
    }

    /** Runs whose services are the host's: side by side, so that one message carries a step of each. */
    void run(List<Schedule> schedules, Host host) {
        List<Hosted> open = new ArrayList<>();
        try {
            for (Schedule schedule : schedules) {
                var run = new Run();
                open.add(new Hosted(run, new ProgramRun(run, settings, schedule)));
            }
            for (Hosted each : open) {
                each.step = each.made.begin();
            }
            while (!open.isEmpty()) {
                host.tell(open.stream().map(Hosted::told).toList());
                open.removeIf(Hosted::closedIfOver);
                List<?> moves = open.isEmpty() ? List.of() : host.moves();
                for (int i = 0; i < open.size(); i++) {
                    open.get(i).go(Move.fromMap((Map<?, ?>) moves.get(i)));
                }
            }
        } finally {
            open.forEach(Hosted::close);
        }
    }

    /** One of them. */
    private static final class Hosted {
        private final Run run;
        private final ProgramRun made;
        Optional<Step> step = Optional.empty();
        private boolean ended;

        Hosted(Run run, ProgramRun made) {
            this.run = run;
            this.made = made;
        }

        /** The step, or, if nothing is left to be asked about, how the run ended. */
        Object told() {
            if (step.isEmpty()) {
                return run.told(made.trace(), List.of());
            }
            Step now = step.get();
            ended = now.state() == Step.State.RETURNED && now.threads() == 0;
            Map<String, Object> data = now.toMap();
            return ended ? run.told(made.trace(), List.of(data)) : data;
        }

        boolean closedIfOver() {
            if (step.isEmpty() || ended) {
                close();
                return true;
            }
            return false;
        }

        void go(Move move) {
            step = move.kind() == Move.Kind.END ? Optional.empty() : made.apply(run.services.incoming(move));
        }

        void close() {
            made.close();
        }
    }

    /** One run: who does what in it, and what each call gave. */
    private final class Run implements Interleavings.Program {
        final AnswerServices services = new AnswerServices(types.again());
        /** That the instances were made, then of each call, in the program's order: null where it did not come to that. */
        private final @Nullable Struct[] results = new @Nullable Struct[1 + program.calls()];

        /** What became of it; {@code log} is what the host has not been asked yet, each step and the move that answered it. */
        Struct told(Trace trace, List<Map<String, Object>> log) {
            return Struct.of("run", "trace", trace.toMap(), "log", log, "results", Arrays.asList(results));
        }

        @Override
        public void setUp(Interleavings.World world) throws Exception {
            Inside here = Inside.current();
            if (here == null) {
                throw new IllegalStateException("a run is set up on a thread of its own");
            }
            services.connect(here);
            AnswerLoader classes = loadedAnew ? loader.again() : loader;
            Thread.currentThread().setContextClassLoader(classes);
            AnswerObjects objects =
                    loadedAnew ? new AnswerObjects(classes, contractName, mainName, services) : first.again(services);
            if (!performed(List.of(() -> made(objects)), 0)) {
                return;
            }
            int slot = 1;
            if (!performed(prepared(objects, program.before()), slot)) {
                return;
            }
            slot += program.before().size();
            for (Actor actor : program.actors()) {
                List<Callable<@Nullable Object>> calls = prepared(objects, actor.calls());
                int first = slot;
                world.actor(actor.name(), () -> {
                    boolean _ = performed(calls, first);
                });
                slot += calls.size();
            }
            List<Callable<@Nullable Object>> after = prepared(objects, program.after());
            int first = slot;
            world.check(() -> {
                boolean _ = performed(after, first);
            });
        }

        /** All instances, in the order of their numbers: nobody is made in the middle of a step. */
        private @Nullable Object made(AnswerObjects objects) throws Exception {
            for (int each : program.instances()) {
                Object _ = objects.instance(each);
            }
            return null;
        }

        private static List<Callable<@Nullable Object>> prepared(
                AnswerObjects objects, List<AnswerObjects.Invocation> calls) throws ReflectiveOperationException {
            var all = new ArrayList<Callable<@Nullable Object>>();
            for (AnswerObjects.Invocation call : calls) {
                all.add(objects.prepare(call));
            }
            return all;
        }

        /** Makes calls one after another, up to the first that throws; false if one does. */
        private boolean performed(List<Callable<@Nullable Object>> calls, int slot) {
            for (int i = 0; i < calls.size(); i++) {
                Struct result = result(calls.get(i));
                results[slot + i] = result;
                if (!result.name().equals("answered")) {
                    return false;
                }
            }
            return true;
        }

        private static Struct result(Callable<@Nullable Object> call) {
            try {
                return Struct.of("answered", "value", call.call());
            } catch (RunOverError over) {
                throw over;
            } catch (Throwable thrown) {
                return AnswerObjects.told(thrown);
            }
        }
    }
}

package interleave.guest.answer;

import interleave.guest.Failure;
import interleave.guest.Output;
import interleave.link.CallTypes;
import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.ShapeException;
import interleave.link.Struct;
import interleave.schedule.ServiceException;
import interleave.schedule.inside.Inside;
import interleave.schedule.inside.RunOverError;
import interleave.schedule.message.Move;
import interleave.schedule.message.Step;
import interleave.schedule.search.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One answer at one virtual clock: its classes, its instances, the threads it starts, and the thread that drives them all.
 *
 * <p>The driving thread {@code interleave-answer} does one thing at a time: begin a call, hand the host a step, wait for the move, go on. What it waits
 * for comes from the link's reader by way of two queues.
 */
final class AnswerWorld {
    /** Runs that the host is told of at once. */
    private static final int AT_ONCE = 8;

    /** How long what is left of a world may take to unwind: it does not run on, unless it waits for what is not in virtual time. */
    private static final Duration ENDING = Duration.ofSeconds(1);

    private final Link link;
    private final Output output;
    private final AnswerLoader loader;
    private final String contractName;
    private final String mainName;
    private final Inside.Settings settings;
    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Object> moves = new LinkedBlockingQueue<>();
    private final AnswerServices services = new AnswerServices(new CallTypes());
    private final AnswerObjects objects;
    private final AnswerOrders orders;
    private final boolean explored;
    private final Thread driver;
    /** The thread of the world before this one. */
    private final @Nullable Thread before;

    private volatile boolean over;

    AnswerWorld(Link link, Output output, AnswerLoader loader, Struct definition, @Nullable Thread before) {
        this.link = link;
        this.output = output;
        this.loader = loader;
        this.contractName = definition.string("contract");
        this.mainName = definition.string("main");
        this.settings = Inside.Settings.DEFAULT
                .withFuel(definition.integer("fuel"))
                .withProcessors((int) definition.integer("processors"));
        this.objects = new AnswerObjects(loader, contractName, mainName, services);
        this.explored = Boolean.TRUE.equals(definition.get("explored"));
        this.orders =
                new AnswerOrders(loader, contractName, mainName, settings, Boolean.TRUE.equals(definition.get("anew")));
        this.before = before;
        this.driver = Thread.ofPlatform().name("interleave-answer").daemon().unstarted(this::drive);
        driver.setContextClassLoader(loader);
        driver.start();
    }

    /** Defines the answer's class, so that one that cannot be is told now. */
    void define(int id) {
        work.add(() -> {
            if (!endedBefore()) {
                link.send(AnswerRunner.error(id, Struct.of("busy")));
                return;
            }
            try {
                Class<?> contract = Class.forName(contractName, false, loader);
                Class<?> main = Class.forName(mainName, false, loader);
                if (!contract.isAssignableFrom(main)) {
                    throw new ClassNotFoundException(mainName + " does not implement " + contractName);
                }
                link.send(Frame.of(Kind.RESULT, id));
            } catch (ClassNotFoundException | LinkageError | IllegalArgumentException e) {
                link.send(AnswerRunner.error(id, Struct.of("refused", "message", e.toString())));
            }
        });
    }

    /** Waits for the world before, so that two are never under way: what one left running ends first, or this guest is of no more use. */
    private boolean endedBefore() {
        long until = System.nanoTime() + ENDING.toNanos();
        while (before != null && before.isAlive() && System.nanoTime() < until) {
            try {
                boolean _ = before.join(ENDING);
            } catch (InterruptedException e) {
                // see work()
            }
        }
        return before == null || !before.isAlive();
    }

    /** Calls a method of an instance. */
    void invoke(int id, AnswerObjects.Invocation call) {
        work.add(() -> {
            Frame answer;
            try {
                answer = call(id, call);
            } catch (ShapeException e) {
                answer = AnswerRunner.error(id, Struct.of("shape", "message", e.getMessage()));
            } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                answer = AnswerRunner.error(id, Struct.of("refused", "message", e.toString()));
            }
            output.flush();
            send(answer);
        });
    }

    /** Takes in who calls what in every order. */
    void program(int id, Struct body) {
        work.add(() -> {
            orders.program(body);
            link.send(Frame.of(Kind.RESULT, id));
        });
    }

    /** Makes runs of that program. */
    void runs(int id, Struct body) {
        work.add(() -> {
            try {
                makeRuns(id, body);
            } catch (RuntimeException | LinkageError e) {
                link.send(AnswerRunner.error(id, Struct.of("refused", "message", e.toString())));
            }
        });
    }

    private void makeRuns(int id, Struct body) {
        List<?> given = body.get("schedules", List.class);
        List<Schedule> schedules =
                given.stream().map(each -> Schedule.fromMap((Map<?, ?>) each)).toList();
        if (Boolean.TRUE.equals(body.get("hosted"))) {
            orders.run(schedules, new AnswerOrders.Host() {
                @Override
                public void tell(List<Object> runs) {
                    output.flush();
                    send(traces(id, runs));
                }

                @Override
                public List<?> moves() {
                    return (List<?>) decided();
                }
            });
        } else {
            for (int from = 0; from < schedules.size(); from += AT_ONCE) {
                tellRuns(id, schedules.subList(from, Math.min(from + AT_ONCE, schedules.size())));
            }
        }
    }

    /** Makes these runs and hands them over, so that the host is at them while the next are made. */
    private void tellRuns(int id, List<Schedule> schedules) {
        List<Struct> runs = schedules.stream().map(orders::run).toList();
        output.flush();
        try {
            link.send(traces(id, runs));
        } catch (IllegalArgumentException tooLong) {
            runs.forEach(each -> send(traces(id, List.of(each))));
        }
    }

    private static Frame traces(int id, List<?> runs) {
        return new Frame(Kind.TRACE, id, Struct.of("runs", "runs", runs));
    }

    /** Sends a frame, or, if it is too long, that it is. */
    private void send(Frame frame) {
        try {
            link.send(frame);
        } catch (IllegalArgumentException tooLong) {
            link.send(AnswerRunner.error(frame.id(), Struct.of("large")));
        }
    }

    /** The host has decided: a move, or one for each of several runs. */
    void move(Object decided) {
        moves.add(decided);
    }

    /** Lets the thread end once it has nothing more to do, and gives it back. */
    Thread end() {
        over = true;
        work.add(() -> {});
        return driver;
    }

    private void drive() {
        if (explored) {
            // each order has a run of its own
            work();
        } else {
            try (var inside = new Inside(settings, ServiceException::new)) {
                services.connect(inside);
                work();
            }
        }
    }

    private void work() {
        while (!over) {
            try {
                work.take().run();
            } catch (InterruptedException e) {
                // learner code interrupts whatever thread it finds; there is nothing here that it could end
            }
        }
    }

    private Frame call(int id, AnswerObjects.Invocation call) throws ReflectiveOperationException {
        Inside inside = services.inside();
        Callable<@Nullable Object> prepared = objects.prepare(call);
        var thrown = new @Nullable Struct[1];
        Step step = inside.begin(() -> {
            try {
                return prepared.call();
            } catch (RunOverError over) {
                throw over;
            } catch (Throwable e) {
                // here, not on our own thread: what is asked of a learner's exception runs learner code
                thrown[0] = AnswerObjects.told(e);
                throw e;
            }
        });
        for (Move move = ask(id, step); move.kind() != Move.Kind.END; move = ask(id, step)) {
            step = inside.apply(move);
        }
        return switch (step.state()) {
            case RETURNED -> new Frame(Kind.RESULT, id, Struct.of("answered", "value", inside.result()));
            case THREW ->
                AnswerRunner.error(id, thrown[0] == null ? Failure.of(new NullPointerException()) : thrown[0]);
            case WAITING, ENDLESS, ESCAPED -> AnswerRunner.error(id, Struct.of("unfinished"));
        };
    }

    /** Hands the host a step and waits for what it decides. */
    private Move ask(int id, Step step) {
        send(new Frame(Kind.SERVICE_CALL, id, step.toMap()));
        return services.incoming(Move.fromMap((Map<?, ?>) decided()));
    }

    private Object decided() {
        while (true) {
            try {
                return moves.take();
            } catch (InterruptedException e) {
                // see drive()
            }
        }
    }
}

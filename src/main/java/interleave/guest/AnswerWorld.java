package interleave.guest;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.Shape;
import interleave.link.ShapeException;
import interleave.link.Signature;
import interleave.link.Struct;
import interleave.schedule.Fuel;
import interleave.schedule.Inside;
import interleave.schedule.Move;
import interleave.schedule.Redirections;
import interleave.schedule.Step;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One answer at one virtual clock: its classes, its instances, the threads it starts, and the thread that drives them all.
 *
 * <p>The driving thread {@code interleave-answer} does one thing at a time: begin a call, hand the host a step, wait for the move, go on. What it waits
 * for comes from the link's reader by way of two queues.
 */
final class AnswerWorld {
    private final Link link;
    private final Output output;
    private final SnippetLoader loader;
    private final String contractName;
    private final String mainName;
    private final Inside.Settings settings;
    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Map<?, ?>> moves = new LinkedBlockingQueue<>();
    private final Map<Integer, Object> instances = new HashMap<>();
    private final AnswerServices services = new AnswerServices();
    private final Shape shape = new Shape(services);
    private final Thread driver;
    private volatile boolean over;

    AnswerWorld(Link link, Output output, SnippetLoader loader, Struct definition) {
        this.link = link;
        this.output = output;
        this.loader = loader;
        this.contractName = definition.string("contract");
        this.mainName = definition.string("main");
        this.settings = Inside.Settings.DEFAULT
                .withFuel(definition.integer("fuel"))
                .withProcessors((int) definition.integer("processors"));
        this.driver = Thread.ofPlatform().name("interleave-answer").daemon().unstarted(this::drive);
        driver.setContextClassLoader(loader);
        driver.start();
    }

    /** What learner classes go through before they are defined. */
    static Weaver weaver() {
        return new Weaver(List.of(new AnswerExit(), Redirections::of, _ -> Fuel.weaving()));
    }

    /** Defines the answer's class, so that one that cannot be is told now. */
    void define(int id) {
        work.add(() -> {
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

    /** Calls a method of an instance. */
    void invoke(int id, int instance, String method, List<String> parameters, List<@Nullable Object> arguments) {
        work.add(() -> {
            Frame answer;
            try {
                answer = call(id, instance, method, parameters, arguments);
            } catch (ShapeException e) {
                answer = AnswerRunner.error(id, Struct.of("shape", "message", e.getMessage()));
            } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                answer = AnswerRunner.error(id, Struct.of("refused", "message", e.toString()));
            }
            output.flush();
            send(answer);
        });
    }

    /** Sends a frame, or, if it is too long, that it is. */
    private void send(Frame frame) {
        try {
            link.send(frame);
        } catch (IllegalArgumentException tooLong) {
            link.send(AnswerRunner.error(frame.id(), Struct.of("large")));
        }
    }

    void move(Map<?, ?> move) {
        moves.add(move);
    }

    /** Lets the thread end once it has nothing more to do. */
    void end() {
        over = true;
        work.add(() -> {});
    }

    private void drive() {
        try (var inside = new Inside(settings)) {
            services.connect(inside);
            while (!over) {
                try {
                    work.take().run();
                } catch (InterruptedException e) {
                    // learner code interrupts whatever thread it finds; there is nothing here that it could end
                }
            }
        }
    }

    private Frame call(int id, int number, String name, List<String> parameters, List<@Nullable Object> arguments)
            throws ReflectiveOperationException {
        Class<?> contract = Class.forName(contractName, false, loader);
        Method method = method(contract, name, parameters);
        Signature signature = Signature.of(contract, method);
        Inside inside = services.inside();
        @Nullable Object[] given = signature.convert(arguments, shape::fromData).toArray();
        method.setAccessible(true);
        Step step =
                inside.begin(() -> shape.toData(await(unwrapped(method, instance(number), given)), signature.result()));
        for (Move move = ask(id, step); move.kind() != Move.Kind.END; move = ask(id, step)) {
            step = inside.apply(move);
        }
        Throwable failure = inside.failure();
        return switch (step.state()) {
            case RETURNED -> new Frame(Kind.RESULT, id, Struct.of("answered", "value", inside.result()));
            case THREW ->
                failure instanceof ShapeException
                        ? AnswerRunner.error(id, Struct.of("shape", "message", failure.getMessage()))
                        : AnswerRunner.error(id, Failure.of(failure == null ? new NullPointerException() : failure));
            case WAITING, ENDLESS, ESCAPED -> AnswerRunner.error(id, Struct.of("unfinished"));
        };
    }

    private static @Nullable Object unwrapped(Method method, Object instance, @Nullable Object[] arguments)
            throws Exception {
        try {
            return method.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            throw cause(e);
        }
    }

    /** A future's value, as soon as it is there; anything else as it is. */
    private static @Nullable Object await(@Nullable Object result) throws Exception {
        Future<?> future = switch (result) {
            case Future<?> f -> f;
            case CompletionStage<?> s -> s.toCompletableFuture();
            case null, default -> null;
        };
        if (future == null) {
            return result;
        }
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private Object instance(int number) throws Exception {
        Object known = instances.get(number);
        if (known != null) {
            return known;
        }
        try {
            Constructor<?> constructor = Class.forName(mainName, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            Object made = constructor.newInstance();
            instances.put(number, made);
            return made;
        } catch (InvocationTargetException e) {
            throw cause(e);
        }
    }

    /** What the learner's code threw, to be thrown on. */
    private static Exception cause(Exception wrapper) {
        return switch (wrapper.getCause()) {
            case Error error -> throw error;
            case Exception exception -> exception;
            case null, default -> wrapper;
        };
    }

    private static Method method(Class<?> contract, String name, List<String> parameters) throws NoSuchMethodException {
        for (Method each : contract.getMethods()) {
            if (each.getName().equals(name)
                    && List.of(each.getParameterTypes()).stream()
                            .map(Class::getName)
                            .toList()
                            .equals(parameters)) {
                return each;
            }
        }
        throw new NoSuchMethodException(contract.getName() + "." + name + parameters);
    }

    /** Hands the host a step and waits for what it decides. */
    private Move ask(int id, Step step) {
        send(new Frame(Kind.SERVICE_CALL, id, services.outgoing(step).toMap()));
        while (true) {
            try {
                return services.incoming(Move.fromMap(moves.take()));
            } catch (InterruptedException e) {
                // see drive()
            }
        }
    }
}

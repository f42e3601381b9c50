package interleave.guest.answer;

import interleave.guest.Failure;
import interleave.link.Shape;
import interleave.link.ShapeException;
import interleave.link.Signature;
import interleave.link.Struct;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The instances of an answer's class in one world, by the numbers that the host gave them, and the calls of their methods: from data to data. */
final class AnswerObjects {
    private final ClassLoader loader;
    private final String contractName;
    private final String mainName;
    private final Shape shape;
    private final Map<Integer, Object> instances = new HashMap<>();
    private final Map<String, Known> methods;

    /** A method of the contract, found once for all calls. */
    private record Known(Method method, Signature signature) {}

    AnswerObjects(ClassLoader loader, String contractName, String mainName, AnswerServices services) {
        this(loader, contractName, mainName, services, new HashMap<>());
    }

    private AnswerObjects(
            ClassLoader loader,
            String contractName,
            String mainName,
            AnswerServices services,
            Map<String, Known> methods) {
        this.loader = loader;
        this.contractName = contractName;
        this.mainName = mainName;
        this.shape = new Shape(services);
        this.methods = methods;
    }

    /** Other instances of the same class, with services of their own. */
    AnswerObjects again(AnswerServices others) {
        return new AnswerObjects(loader, contractName, mainName, others, methods);
    }

    /** A call as the host asks for it. */
    record Invocation(int instance, String method, List<String> parameters, List<@Nullable Object> arguments) {
        static Invocation of(Struct body) {
            List<?> parameters = body.get("parameters", List.class);
            List<?> arguments = body.get("arguments", List.class);
            return new Invocation(
                    Math.toIntExact(body.integer("instance")),
                    body.string("method"),
                    parameters.stream().map(String.class::cast).toList(),
                    new ArrayList<>(arguments));
        }
    }

    /**
     * Makes a call ready; it gives the data of the result, of a future as soon as it is complete.
     *
     * @throws interleave.link.ShapeException if an argument is not what the contract declares
     * @throws ReflectiveOperationException if the contract has no such method
     */
    Callable<@Nullable Object> prepare(Invocation call) throws ReflectiveOperationException {
        Known known = known(call);
        @Nullable
        Object[] given =
                known.signature().convert(call.arguments(), shape::fromData).toArray();
        return () -> shape.toData(
                await(unwrapped(known.method(), instance(call.instance()), given)),
                known.signature().result());
    }

    private Known known(Invocation call) throws ReflectiveOperationException {
        String key = call.method() + call.parameters();
        Known found = methods.get(key);
        if (found == null) {
            Class<?> contract = Class.forName(contractName, false, loader);
            Method method = method(contract, call.method(), call.parameters());
            method.setAccessible(true);
            found = new Known(method, Signature.of(contract, method));
            methods.put(key, found);
        }
        return found;
    }

    /** The instance of that number, made when it is first asked for. */
    Object instance(int number) throws Exception {
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

    /** What a call ended with, as the host is told: {@code exception{…}} or {@code shape{message}}. */
    static Struct told(Throwable thrown) {
        return thrown instanceof ShapeException
                ? Struct.of("shape", "message", thrown.getMessage())
                : Failure.of(thrown);
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
}

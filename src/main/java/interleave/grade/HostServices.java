package interleave.grade;

import interleave.link.CallTypes;
import interleave.link.Shape;
import interleave.link.ShapeException;
import interleave.link.Struct;
import interleave.schedule.Outside;
import interleave.schedule.ServiceException;
import interleave.schedule.SimulatedService;
import interleave.schedule.message.Move;
import interleave.schedule.message.Step;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The services that one test hands to the answer: registers them with the outside, and turns what is asked and answered into values and back, by the
 * types that the contract declares. The mirror image of what the guest does.
 */
final class HostServices implements Shape.References {
    private final Outside outside;
    private final IdentityHashMap<Object, String> interfaces = new IdentityHashMap<>();
    private final Map<String, SimulatedService> handed = new HashMap<>();
    private final CallTypes types;
    private final Shape data = new Shape(Shape.References.NONE);
    private final Shape withServices = new Shape(this);

    HostServices(Outside outside, CallTypes types) {
        this.outside = outside;
        this.types = types;
    }

    /** Conversions that hand services over by reference. */
    Shape shape() {
        return withServices;
    }

    @Override
    public Object name(Object value, Type type) {
        if (value instanceof SimulatedService service) {
            var reference = outside.register(service);
            handed.put(reference.name(), service);
            types.declare(reference.name(), type, reference.kind().calls());
            return Struct.of("service", "name", reference.name(), "reference", reference.toMap());
        }
        String name = interfaces.computeIfAbsent(
                value,
                v -> outside.registerImmediate(SimulatedService.immediate(
                        Shape.raw(type).getSimpleName(), (method, arguments) -> answer(v, type, method, arguments))));
        types.declare(name, type);
        return Struct.of("interface", "name", name);
    }

    @Override
    public Object resolve(@Nullable Object reference, Type type) {
        throw new ShapeException("", "an answer returns data, not services");
    }

    private static @Nullable Object answer(Object service, Type type, String name, List<@Nullable Object> arguments) {
        for (Method method : Shape.raw(type).getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.size()) {
                try {
                    method.setAccessible(true);
                    Object result = method.invoke(service, arguments.toArray());
                    return result instanceof Future<?> future ? now(name, future) : result;
                } catch (InvocationTargetException e) {
                    throw new ServiceException(Words.thrown(e.getCause() == null ? e : e.getCause()));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new ShapeException("", Shape.name(type) + " has no method " + name);
    }

    private static @Nullable Object now(String name, Future<?> future) {
        if (!future.isDone()) {
            throw new IllegalStateException(name
                    + " of a test's own service returned an unfinished future; only services of"
                    + " interleave.schedule take time");
        }
        try {
            return future.resultNow();
        } catch (IllegalStateException | CompletionException e) {
            throw new ServiceException(Words.thrown(future.exceptionNow()));
        }
    }

    /** How the services are set up, by name, if each of them can be copied; else null. */
    @Nullable
    Map<String, Object> copies() {
        if (!interfaces.isEmpty()) {
            return null;
        }
        var copies = new TreeMap<String, Object>();
        for (Map.Entry<String, SimulatedService> each : handed.entrySet()) {
            Optional<Map<String, Object>> copy = copy(each.getKey(), each.getValue());
            if (copy.isEmpty()) {
                return null;
            }
            copies.put(each.getKey(), copy.get());
        }
        return copies;
    }

    private Optional<Map<String, Object>> copy(String name, SimulatedService service) {
        try {
            return service.toMap(value -> data.toData(value, types.lastParameter(name, "write", 2)));
        } catch (ShapeException e) {
            // a value that the contract does not declare: whoever reads it is told
            return Optional.empty();
        }
    }

    /** The step with the arguments of its calls as the values that the services declare. */
    Step incoming(Step step) {
        return step.withArguments(
                call -> types.arguments(call.id(), call.service(), call.method(), call.arguments(), data::fromData));
    }

    /** The move with its answers as data. */
    Move outgoing(Move move) {
        return move.withValues(answer -> types.answer(answer.call(), answer.value(), data::toData));
    }
}

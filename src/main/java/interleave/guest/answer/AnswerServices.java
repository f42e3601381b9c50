package interleave.guest.answer;

import interleave.link.CallTypes;
import interleave.link.Shape;
import interleave.link.ShapeException;
import interleave.link.Signature;
import interleave.link.Struct;
import interleave.schedule.ServiceRef;
import interleave.schedule.inside.Inside;
import interleave.schedule.message.Move;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The services that an answer was handed, each a name that the host knows: stands in for them, and turns what is asked and answered into data and back,
 * by the types that the contract declares.
 */
final class AnswerServices implements Shape.References {
    private final Map<String, Object> known = new HashMap<>();
    private final CallTypes types;
    private final Shape data = new Shape(Shape.References.NONE);
    private @Nullable Inside connected;

    AnswerServices(CallTypes types) {
        this.types = types;
    }

    void connect(Inside inside) {
        inside.encode(this::encoded);
        connected = inside;
    }

    Inside inside() {
        if (connected == null) {
            throw new IllegalStateException("not connected yet");
        }
        return connected;
    }

    @Override
    public Object name(Object value, Type type) {
        throw new ShapeException("", "a service cannot be returned, only data can");
    }

    @Override
    public Object resolve(@Nullable Object reference, Type type) {
        if (!(reference instanceof Struct struct)) {
            throw new ShapeException("", "a service was expected");
        }
        String name = struct.string("name");
        return known.computeIfAbsent(name, n -> connect(struct, n, type));
    }

    private Object connect(Struct struct, String name, Type type) {
        return switch (struct.name()) {
            case "service" -> {
                ServiceRef service = ServiceRef.fromMap(struct.get("reference", Map.class));
                types.declare(name, type, service.kind().calls());
                yield service.connect(inside());
            }
            case "interface" -> {
                types.declare(name, type);
                yield standIn(name, Shape.raw(type));
            }
            default -> throw new ShapeException("", struct.name() + " is no service");
        };
    }

    /** An object of an interface that only the exercise knows; each call goes to the host and takes no virtual time. */
    @SuppressWarnings("ReferenceEquality") // a stand-in equals itself alone
    private Object standIn(String name, Class<?> type) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() != Object.class) {
                return call(name, method, arguments == null ? new Object[0] : arguments);
            }
            return switch (method.getName()) {
                case "toString" -> name;
                case "hashCode" -> System.identityHashCode(proxy);
                default -> arguments != null && proxy == arguments[0];
            };
        };
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private @Nullable Object call(String name, Method method, @Nullable Object[] arguments) throws Throwable {
        if (method.isDefault()) {
            throw new UnsupportedOperationException("default methods of a service are not called from an answer");
        }
        List<@Nullable Object> given = Arrays.asList(arguments);
        return Signature.isFuture(method.getReturnType())
                ? inside().callAsync(name, method.getName(), given)
                : inside().call(name, method.getName(), given);
    }

    /** The arguments of a call as data, by the types that its service declares. */
    private List<@Nullable Object> encoded(
            long call, String service, String method, List<? extends @Nullable Object> arguments) {
        try {
            return types.arguments(call, service, method, arguments, data::toData);
        } catch (ShapeException e) {
            throw new IllegalArgumentException(
                    "what " + service + "." + method + " was handed is not what the contract declares: "
                            + e.getMessage(),
                    e);
        }
    }

    /** The move with its answers as the values that the services declare. */
    Move incoming(Move move) {
        return move.withValues(answer -> types.answer(answer.call(), answer.value(), data::fromData));
    }
}

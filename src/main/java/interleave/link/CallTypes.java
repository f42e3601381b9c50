package interleave.link;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of the calls that cross the link to services known by name: of what, by its declaration, a service takes and gives. Both JVMs keep one, and convert
 * by it in opposite directions.
 *
 * <p>Unlike {@link Signature}, which is one method's, it remembers which call is under way, so that its answer is converted by the same declaration.
 */
public final class CallTypes {
    private final Map<String, Declared> services = new HashMap<>();
    private final Map<Long, Signature> underWay = new HashMap<>();
    private final Map<List<Type>, Declared> known;

    /** What a service is declared as; reflection is asked once for each of its methods. */
    private record Declared(Type type, Class<?> calls, Map<String, Signature> known) {
        Signature signature(String method, int arguments) {
            return known.computeIfAbsent(method + "/" + arguments, key -> Signature.of(type, calls, method, arguments));
        }
    }

    /** No services yet. */
    public CallTypes() {
        this(new HashMap<>());
    }

    private CallTypes(Map<List<Type>, Declared> known) {
        this.known = known;
    }

    /** No services yet, for another run in the same thread: what is known of the types, by reflection, is known there. */
    public CallTypes again() {
        return new CallTypes(known);
    }

    /** A service of that name has been handed over as {@code type}; its calls cross as the methods of that type. */
    public void declare(String service, Type type) {
        declare(service, type, Shape.raw(type));
    }

    /** A service of that name has been handed over as {@code type}; its calls cross as the methods of {@code calls}, which has the same type parameters. */
    public void declare(String service, Type type, Class<?> calls) {
        services.put(
                service,
                known.computeIfAbsent(List.of(type, calls), each -> new Declared(type, calls, new HashMap<>())));
    }

    /**
     * The type of the last argument of a service's method.
     *
     * @throws ShapeException if there is no such service or method
     */
    public Type lastParameter(String service, String method, int arguments) {
        return declared(service).signature(method, arguments).parameters().getLast();
    }

    private Declared declared(String service) {
        Declared declared = services.get(service);
        if (declared == null) {
            throw new ShapeException("", "there is no service " + service);
        }
        return declared;
    }

    /**
     * Converts the arguments of a call that begins.
     *
     * @throws ShapeException if there is no such service or method, or an argument cannot be converted
     */
    public List<@Nullable Object> arguments(
            long call,
            String service,
            String method,
            List<? extends @Nullable Object> arguments,
            Signature.Conversion conversion) {
        Signature signature = declared(service).signature(method, arguments.size());
        List<@Nullable Object> converted = signature.convert(arguments, conversion);
        underWay.put(call, signature);
        return converted;
    }

    /**
     * Converts the answer of a call that ends; nothing where no such call is under way.
     *
     * @throws ShapeException if it cannot be converted
     */
    public @Nullable Object answer(long call, @Nullable Object value, Signature.Conversion conversion) {
        Signature signature = underWay.remove(call);
        return signature == null ? null : conversion.convert(value, signature.result());
    }
}

package interleave.link;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What a method of a declared interface takes and gives, its type variables replaced: of {@code Remote<Integer, String>}, {@code call} takes an
 * {@code Integer} and gives a {@code String}. Both JVMs read it from the same declaration, and convert by it.
 *
 * @param parameters what it takes
 * @param result what it gives; of a future, what the future holds
 */
public record Signature(List<Type> parameters, Type result) {
    /** Turns a value of a declared type into data, or data into such a value: {@link Shape#toData} or {@link Shape#fromData}. */
    public interface Conversion {
        /** Converts one value, or its data. */
        @Nullable
        Object convert(@Nullable Object value, Type declared);
    }

    /**
     * Converts what a call takes, each argument by the type of its parameter.
     *
     * @throws ShapeException if there are more arguments or fewer than parameters, or one of them cannot be converted
     */
    public List<@Nullable Object> convert(List<? extends @Nullable Object> arguments, Conversion conversion) {
        if (arguments.size() != parameters.size()) {
            throw new ShapeException(
                    "", arguments.size() + " arguments where " + parameters.size() + " are to be given");
        }
        var converted = new ArrayList<@Nullable Object>();
        for (int i = 0; i < arguments.size(); i++) {
            converted.add(conversion.convert(arguments.get(i), parameters.get(i)));
        }
        return converted;
    }

    /**
     * The method of that name and number of parameters, as seen through the declared type.
     *
     * @param declared a type, with or without type arguments
     * @param type the interface that has the method: the declared type's, or another with the same type parameters
     * @throws ShapeException if it has no such method
     */
    static Signature of(Type declared, Class<?> type, String method, int parameters) {
        for (Method each : type.getMethods()) {
            if (each.getName().equals(method) && each.getParameterCount() == parameters) {
                return of(declared, type, each);
            }
        }
        throw new ShapeException(
                "", Shape.name(declared) + " has no method " + method + " with " + parameters + " parameters");
    }

    /** The method as seen through the declared type. */
    public static Signature of(Type declared, Method method) {
        return of(declared, Shape.raw(declared), method);
    }

    private static Signature of(Type declared, Class<?> type, Method method) {
        Map<TypeVariable<?>, Type> bound = bindings(declared, type);
        return new Signature(
                List.of(method.getGenericParameterTypes()).stream()
                        .map(t -> Shape.resolve(t, bound))
                        .toList(),
                Shape.resolve(held(method.getGenericReturnType()), bound));
    }

    /** Whether a method gives its result by a future. */
    public static boolean isFuture(Class<?> type) {
        return type == CompletableFuture.class || type == CompletionStage.class || type == Future.class;
    }

    /** What a future holds; any other type as it is. */
    private static Type held(Type result) {
        return result instanceof ParameterizedType p && isFuture(Shape.raw(p)) ? p.getActualTypeArguments()[0] : result;
    }

    private static Map<TypeVariable<?>, Type> bindings(Type declared, Class<?> type) {
        var bound = new HashMap<TypeVariable<?>, Type>();
        if (declared instanceof ParameterizedType p) {
            TypeVariable<?>[] variables = type.getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                bound.put(variables[i], p.getActualTypeArguments()[i]);
            }
        }
        return bound;
    }
}

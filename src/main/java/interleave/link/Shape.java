package interleave.link;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Java values of a declared type to {@link Data} and back: both JVMs read the same declaration, and only data lies between them.
 *
 * <p>Known are primitives and their boxes, {@code String}, {@code byte[]}, other arrays, enums, records, sealed interfaces of records and enums,
 * {@code Duration}, {@code Instant}, {@code Optional}, {@code Collection} and {@code List}, {@code Set}, {@code Map}, each by its type arguments; and
 * {@code Object}, where what comes back is whatever data has. Any other interface is handed to {@link References}.
 *
 * <p>Unlike deserialization, what arrives decides about no class: the declaration does. Collections come back unmodifiable, in the order sent.
 */
public final class Shape {

    /** What is no data: a service, passed as a name that its owner knows it by. */
    public interface References {
        /**
         * The data that stands for a value.
         *
         * @throws ShapeException if there is none
         */
        @Nullable
        Object name(Object value, Type declared);

        /**
         * The value that data stands for.
         *
         * @throws ShapeException if there is none
         */
        @Nullable
        Object resolve(@Nullable Object data, Type declared);

        /** Refuses every reference. */
        References NONE = new References() {
            @Override
            public Object name(Object value, Type declared) {
                throw new ShapeException(
                        "", "only data can be passed here, and " + Shape.name(declared) + " is no data");
            }

            @Override
            public Object resolve(@Nullable Object data, Type declared) {
                throw new ShapeException(
                        "", "only data can be passed here, and " + Shape.name(declared) + " is no data");
            }
        };
    }

    private final References references;

    /** Conversions with these references. */
    public Shape(References references) {
        this.references = references;
    }

    /**
     * The data of a value.
     *
     * @throws ShapeException if the value is not of the declared type, which unchecked casts make possible, or the type is none that can cross
     */
    public @Nullable Object toData(@Nullable Object value, Type declared) {
        return toData(value, declared, Map.of(), "", 0);
    }

    /**
     * The value of data.
     *
     * @throws ShapeException if the data has another shape than the declared type
     */
    public @Nullable Object fromData(@Nullable Object data, Type declared) {
        return fromData(data, declared, Map.of(), "");
    }

    /** A type as its declaration reads: {@code List<Integer>}. */
    public static String name(Type type) {
        return switch (type) {
            case Class<?> c -> c.getSimpleName();
            case ParameterizedType p -> {
                var text = new StringBuilder(name(p.getRawType())).append('<');
                for (Type argument : p.getActualTypeArguments()) {
                    text.append(text.charAt(text.length() - 1) == '<' ? "" : ", ")
                            .append(name(argument));
                }
                yield text.append('>').toString();
            }
            case GenericArrayType a -> name(a.getGenericComponentType()) + "[]";
            default -> type.getTypeName();
        };
    }

    private @Nullable Object toData(
            @Nullable Object value, Type declared, Map<TypeVariable<?>, Type> bound, String place, int depth) {
        if (depth > Data.MAX_DEPTH) {
            throw new ShapeException(place, "it is nested deeper than " + Data.MAX_DEPTH);
        }
        Type named = resolve(declared, bound);
        if (value == null) {
            if (raw(named).isPrimitive() && named != void.class) {
                throw new ShapeException(place, "null where " + name(named) + " is expected");
            }
            return null;
        }
        Type type = named == Object.class ? value.getClass() : named;
        Class<?> raw = raw(type);
        if (!boxed(raw).isInstance(value)) {
            throw new ShapeException(
                    place,
                    "an object of " + value.getClass().getSimpleName() + " where " + name(type) + " is expected");
        }
        int below = depth + 1;
        return switch (value) {
            case Boolean _, Byte _, Short _, Integer _, Long _, Float _, Double _, Character _, String _, byte[] _ ->
                value;
            case Enum<?> constant when raw.isEnum() || Enum.class.isAssignableFrom(raw) -> constant.name();
            case Enum<?> constant -> Struct.of(simpleName(constant.getDeclaringClass()), "name", constant.name());
            case Duration d -> Struct.of("duration", "seconds", d.getSeconds(), "nanos", d.getNano());
            case Instant i -> Struct.of("instant", "seconds", i.getEpochSecond(), "nanos", i.getNano());
            case Optional<?> o -> {
                Type element = argument(type, 0);
                yield o.isEmpty()
                        ? Struct.of("empty")
                        : Struct.of("present", "value", toData(o.get(), element, bound, place, below));
            }
            case Collection<?> elements
            when collection(raw) -> {
                Type element = argument(type, 0);
                var list = new ArrayList<@Nullable Object>();
                for (Object e : elements) {
                    list.add(toData(e, element, bound, place + "[" + list.size() + "]", below));
                }
                yield list;
            }
            case Map<?, ?> entries
            when raw.isAssignableFrom(Map.class) || Map.class.isAssignableFrom(raw) -> {
                var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
                for (var entry : entries.entrySet()) {
                    String at = place + "[" + text(entry.getKey()) + "]";
                    Object key = toData(entry.getKey(), argument(type, 0), bound, at, below);
                    map.put(key, toData(entry.getValue(), argument(type, 1), bound, at, below));
                }
                yield map;
            }
            case Record record when data(raw) -> record(record, type, bound, place, below);
            case Object array
            when array.getClass().isArray() -> {
                Type element =
                        type instanceof GenericArrayType g ? g.getGenericComponentType() : raw.getComponentType();
                var list = new ArrayList<@Nullable Object>();
                for (int i = 0; i < Array.getLength(array); i++) {
                    list.add(toData(Array.get(array, i), element, bound, place + "[" + i + "]", below));
                }
                yield list;
            }
            default -> {
                if (!raw.isInterface()) {
                    throw new ShapeException(
                            place, "an object of " + value.getClass().getSimpleName() + ", which is no data");
                }
                yield references.name(value, type);
            }
        };
    }

    private Struct record(Record record, Type type, Map<TypeVariable<?>, Type> bound, String place, int depth) {
        Map<TypeVariable<?>, Type> inner = bindings(type, record.getClass(), bound);
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (RecordParts.Part part : parts(record.getClass(), place).parts()) {
            Object value;
            try {
                value = part.accessor().invoke(record);
            } catch (ReflectiveOperationException | RuntimeException e) {
                throw new ShapeException(place + "." + part.name(), "its accessor fails");
            }
            fields.put(part.name(), toData(value, part.type(), inner, place + "." + part.name(), depth));
        }
        return new Struct(simpleName(record.getClass()), fields);
    }

    private @Nullable Object fromData(
            @Nullable Object data, Type declared, Map<TypeVariable<?>, Type> bound, String place) {
        Type type = resolve(declared, bound);
        Class<?> raw = raw(type);
        if (data == null) {
            if (raw.isPrimitive() && raw != void.class) {
                throw wrong(place, type, data);
            }
            return null;
        }
        if (raw == Object.class) {
            return data;
        }
        Class<?> box = boxed(raw);
        if (data instanceof Long n) {
            Object number = number(n, box);
            if (number == null) {
                throw wrong(place, type, data);
            }
            return number;
        }
        if (data instanceof Double d && (box == Double.class || box == Float.class || box == Number.class)) {
            return box == Float.class ? (Object) d.floatValue() : d;
        }
        if (data instanceof String s) {
            if (box == Character.class && s.length() == 1) {
                return s.charAt(0);
            }
            if (raw.isEnum()) {
                return constant(raw, s, place, type);
            }
        }
        if (data instanceof Boolean || data instanceof String || data instanceof byte[]) {
            if (box.isInstance(data)) {
                return data;
            }
            throw wrong(place, type, data);
        }
        if (data instanceof List<?> list) {
            return elements(list, type, raw, bound, place);
        }
        if (data instanceof Map<?, ?> map && raw.isAssignableFrom(SequencedMap.class)) {
            var result = new LinkedHashMap<@Nullable Object, @Nullable Object>();
            for (var entry : map.entrySet()) {
                String at = place + "[" + text(entry.getKey()) + "]";
                Object key = fromData(entry.getKey(), argument(type, 0), bound, at);
                result.put(key, fromData(entry.getValue(), argument(type, 1), bound, at));
            }
            return Collections.unmodifiableMap(result);
        }
        if (data instanceof Struct struct) {
            return struct(struct, type, raw, bound, place);
        }
        throw wrong(place, type, data);
    }

    private Object elements(List<?> list, Type type, Class<?> raw, Map<TypeVariable<?>, Type> bound, String place) {
        if (raw.isArray()) {
            Type element = type instanceof GenericArrayType g ? g.getGenericComponentType() : raw.getComponentType();
            Object array = Array.newInstance(raw.getComponentType(), list.size());
            for (int i = 0; i < list.size(); i++) {
                Array.set(array, i, fromData(list.get(i), element, bound, place + "[" + i + "]"));
            }
            return array;
        }
        if (!collection(raw)) {
            throw wrong(place, type, list);
        }
        var result = new ArrayList<@Nullable Object>();
        for (Object element : list) {
            result.add(fromData(element, argument(type, 0), bound, place + "[" + result.size() + "]"));
        }
        return Set.class.isAssignableFrom(raw)
                ? Collections.unmodifiableSet(new LinkedHashSet<>(result))
                : Collections.unmodifiableList(result);
    }

    private @Nullable Object struct(
            Struct struct, Type type, Class<?> raw, Map<TypeVariable<?>, Type> bound, String place) {
        if (raw == Duration.class && struct.name().equals("duration")) {
            return Duration.ofSeconds(struct.integer("seconds"), struct.integer("nanos"));
        }
        if (raw == Instant.class && struct.name().equals("instant")) {
            return Instant.ofEpochSecond(struct.integer("seconds"), struct.integer("nanos"));
        }
        if (raw == Optional.class) {
            return switch (struct.name()) {
                case "empty" -> Optional.empty();
                case "present" -> Optional.ofNullable(fromData(struct.get("value"), argument(type, 0), bound, place));
                default -> throw wrong(place, type, struct);
            };
        }
        if (raw.isInterface() && !raw.isSealed()) {
            return references.resolve(struct, type);
        }
        Class<?> made = permitted(raw, struct.name());
        if (made == null) {
            throw wrong(place, type, struct);
        }
        if (made.isEnum()) {
            return constant(made, struct.string("name"), place, type);
        }
        return record(struct, made, bindings(type, made, bound), place);
    }

    private static RecordParts parts(Class<?> type, String place) {
        try {
            return RecordParts.of(type);
        } catch (IllegalStateException e) {
            throw new ShapeException(place, String.valueOf(e.getMessage()));
        }
    }

    private Object record(Struct struct, Class<?> made, Map<TypeVariable<?>, Type> inner, String place) {
        RecordParts parts = parts(made, place);
        var values = new ArrayList<@Nullable Object>();
        for (RecordParts.Part part : parts.parts()) {
            String at = place + "." + part.name();
            if (!struct.fields().containsKey(part.name())) {
                throw new ShapeException(at, "it is missing");
            }
            values.add(fromData(struct.get(part.name()), part.type(), inner, at));
        }
        try {
            return parts.constructor().newInstance(values.toArray());
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw new ShapeException(
                    place, made.getSimpleName() + " does not accept these values (" + e.getCause() + ")");
        } catch (ReflectiveOperationException e) {
            throw new ShapeException(place, made.getSimpleName() + " cannot be made");
        }
    }

    private static Object constant(Class<?> type, String name, String place, Type declared) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw wrong(place, declared, name);
    }

    /** The record or enum of this name: the type itself, or one that it, being sealed, permits. */
    private static @Nullable Class<?> permitted(Class<?> type, String name) {
        if ((type.isRecord() || type.isEnum()) && simpleName(type).equals(name)) {
            return type;
        }
        if (type.isSealed()) {
            for (Class<?> sub : type.getPermittedSubclasses()) {
                Class<?> found = permitted(sub, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean collection(Class<?> raw) {
        return raw == Iterable.class
                || raw == Collection.class
                || raw == SequencedCollection.class
                || raw == List.class
                || raw == Set.class
                || raw == SequencedSet.class
                || (Collection.class.isAssignableFrom(raw) && !raw.isInterface());
    }

    private static boolean data(Class<?> raw) {
        return raw.isRecord() || raw.isSealed() || raw == Record.class;
    }

    private static @Nullable Object number(long n, Class<?> box) {
        if (box == Long.class || box == Number.class) {
            return n;
        }
        if (box == Integer.class) {
            return n == (int) n ? (Object) (int) n : null;
        }
        if (box == Short.class) {
            return n == (short) n ? (Object) (short) n : null;
        }
        if (box == Byte.class) {
            return n == (byte) n ? (Object) (byte) n : null;
        }
        return null;
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
                : type;
    }

    private static String simpleName(Class<?> type) {
        return type.getName()
                .substring(
                        type.getPackageName().isEmpty()
                                ? 0
                                : type.getPackageName().length() + 1);
    }

    private static String text(@Nullable Object key) {
        return key instanceof String || key instanceof Number || key instanceof Boolean ? key.toString() : "?";
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType p && index < p.getActualTypeArguments().length
                ? p.getActualTypeArguments()[index]
                : Object.class;
    }

    /** What a type variable or a wildcard stands for here. */
    static Type resolve(Type type, Map<TypeVariable<?>, Type> bound) {
        return switch (type) {
            case TypeVariable<?> v -> {
                Type known = bound.get(v);
                yield known != null ? known : erased(v.getBounds()[0]);
            }
            case WildcardType w -> resolve(w.getUpperBounds()[0], bound);
            case ParameterizedType p when !bound.isEmpty() -> new Applied(p, bound);
            default -> type;
        };
    }

    private static Type erased(Type type) {
        return type instanceof Class<?> ? type : raw(type);
    }

    /** The class or interface of a type, without its arguments. */
    public static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> raw(p.getRawType());
            case GenericArrayType a -> raw(a.getGenericComponentType()).arrayType();
            case TypeVariable<?> v -> raw(v.getBounds()[0]);
            case WildcardType w -> raw(w.getUpperBounds()[0]);
            default -> Object.class;
        };
    }

    /** What the type parameters of a record stand for, given the declaration that led to it. */
    private static Map<TypeVariable<?>, Type> bindings(Type type, Class<?> made, Map<TypeVariable<?>, Type> outer) {
        if (!(type instanceof ParameterizedType p)) {
            return Map.of();
        }
        var bound = new HashMap<TypeVariable<?>, Type>();
        Class<?> raw = raw(p);
        for (int i = 0; i < raw.getTypeParameters().length; i++) {
            bound.put(raw.getTypeParameters()[i], resolve(p.getActualTypeArguments()[i], outer));
        }
        if (made == raw) {
            return bound;
        }
        // Ok<T> implements Result<T>: what Result's parameter stands for is what Ok's own does
        var own = new HashMap<TypeVariable<?>, Type>();
        for (Type above : made.getGenericInterfaces()) {
            if (above instanceof ParameterizedType q && q.getRawType() == raw) {
                for (int i = 0; i < q.getActualTypeArguments().length; i++) {
                    Type known = bound.get(raw.getTypeParameters()[i]);
                    if (q.getActualTypeArguments()[i] instanceof TypeVariable<?> v && known != null) {
                        own.put(v, known);
                    }
                }
            }
        }
        return own;
    }

    private static ShapeException wrong(String place, Type type, @Nullable Object data) {
        String found = switch (data) {
            case null -> "null";
            case Struct s -> s.name();
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "a map";
            case String _ -> "a text";
            case byte[] _ -> "bytes";
            default -> data.toString();
        };
        return new ShapeException(place, found + " where " + name(type) + " is expected");
    }

    /** A parameterized type whose arguments had their variables replaced. */
    private record Applied(ParameterizedType generic, Map<TypeVariable<?>, Type> bound) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            Type[] arguments = generic.getActualTypeArguments();
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = Shape.resolve(arguments[i], bound);
            }
            return arguments;
        }

        @Override
        public Type getRawType() {
            return generic.getRawType();
        }

        @Override
        public @Nullable Type getOwnerType() {
            return generic.getOwnerType();
        }
    }
}

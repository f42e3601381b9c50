package interleave.schedule.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads messages that came from another JVM as plain data: whatever is not as it should be is refused, with the name of the field. */
public final class Wire {
    /** Longer texts are cut: a line of code or a name never is. */
    static final int MAX_TEXT = 10_000;

    private Wire() {}

    /**
     * The text in a field, cut where it is longer than any that we write.
     *
     * @throws IllegalArgumentException if there is no text in it
     */
    public static String text(Map<?, ?> map, String field) {
        if (map.get(field) instanceof String text) {
            return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        }
        throw wrong(map, field, "a string");
    }

    static @Nullable String textOrNull(Map<?, ?> map, String field) {
        return map.get(field) == null ? null : text(map, field);
    }

    /**
     * The whole number in a field.
     *
     * @throws IllegalArgumentException if there is none in it
     */
    public static long whole(Map<?, ?> map, String field) {
        if (map.get(field) instanceof Number number && !(number instanceof Double)) {
            return number.longValue();
        }
        throw wrong(map, field, "a whole number");
    }

    /**
     * The whole number in a field, of 32 bits.
     *
     * @throws IllegalArgumentException if there is none in it, or a larger one
     */
    public static int integer(Map<?, ?> map, String field) {
        long number = whole(map, field);
        if (number != (int) number) {
            throw wrong(map, field, "a 32-bit number");
        }
        return (int) number;
    }

    /**
     * What {@code element} makes of each map in the list in a field.
     *
     * @throws IllegalArgumentException if there is no list of maps in it, or {@code element} refuses one
     */
    public static <T> List<T> list(Map<?, ?> map, String field, Function<Map<?, ?>, T> element) {
        var all = new ArrayList<T>();
        for (Object each : elements(map, field)) {
            if (!(each instanceof Map<?, ?> one)) {
                throw wrong(map, field, "a list of maps");
            }
            all.add(element.apply(one));
        }
        return List.copyOf(all);
    }

    /** The same, where a field that is not there means that there are none. */
    static <T> List<T> listOrNone(Map<?, ?> map, String field, Function<Map<?, ?>, T> element) {
        return map.get(field) == null ? List.of() : list(map, field, element);
    }

    /**
     * The numbers that are {@link Packed packed} into the bytes in a field.
     *
     * @throws IllegalArgumentException if there are no bytes in it, or they are no such numbers
     */
    public static List<Integer> integers(Map<?, ?> map, String field) {
        if (map.get(field) instanceof byte[] packed) {
            try {
                return Packed.read(packed);
            } catch (IllegalArgumentException e) {
                // said below
            }
        }
        throw wrong(map, field, "whole numbers, packed");
    }

    /**
     * The list in a field, whatever is in it.
     *
     * @throws IllegalArgumentException if there is none in it
     */
    public static List<?> elements(Map<?, ?> map, String field) {
        if (map.get(field) instanceof List<?> list) {
            return list;
        }
        throw wrong(map, field, "a list");
    }

    /**
     * The constant whose name is in a field.
     *
     * @throws IllegalArgumentException if it is the name of none
     */
    public static <E extends Enum<E>> E choice(Map<?, ?> map, String field, Class<E> type) {
        String name = text(map, field);
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw wrong(map, field, "one of the names of " + type.getSimpleName());
    }

    /** To be thrown at who sent this: the field, what is wanted in it, as in {@code a list}, and what kind of thing is there instead. */
    public static IllegalArgumentException wrong(Map<?, ?> map, String field, String wanted) {
        Object found = map.get(field);
        return new IllegalArgumentException("field '" + field + "' is not " + wanted + " but "
                + (found == null ? "missing" : found.getClass().getSimpleName()));
    }
}

package interleave.link;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named group of named fields, the only composite that crosses the link besides lists and maps.
 *
 * <p>Like a record, but of data alone: no behaviour, no class is loaded for it on the other side.
 *
 * @param name what this is, such as {@code "snippet"}
 * @param fields the fields in the order they were given; values are whatever {@link Data} can carry
 */
public record Struct(String name, Map<String, @Nullable Object> fields) {

    /** Copies the fields, so that a struct never changes once it is made. */
    public Struct {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Makes a struct from alternating field names and values: {@code Struct.of("snippet", "class", c, "method", m)}.
     *
     * @throws IllegalArgumentException if a name has no value, or is not a string
     */
    public static Struct of(String name, @Nullable Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("struct " + name + ": the last field name has no value");
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!(namesAndValues[i] instanceof String field)) {
                throw new IllegalArgumentException("struct " + name + ": " + namesAndValues[i] + " is no field name");
            }
            fields.put(field, namesAndValues[i + 1]);
        }
        return new Struct(name, fields);
    }

    /**
     * The field as the type asked for.
     *
     * @throws MalformedDataException if the field is missing, null or of another type: the other side does not keep to the protocol
     */
    public <T> T get(String field, Class<T> type) {
        Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw new MalformedDataException(name + "." + field + " is "
                    + (value == null ? "missing" : value.getClass().getSimpleName()) + ", expected "
                    + type.getSimpleName());
        }
        return type.cast(value);
    }

    /** The field as it is, or null when it is missing or null. */
    public @Nullable Object get(String field) {
        return fields.get(field);
    }

    /**
     * The text of a field.
     *
     * @throws MalformedDataException if it is no string
     */
    public String string(String field) {
        return get(field, String.class);
    }

    /**
     * The integer of a field.
     *
     * @throws MalformedDataException if it is no integer
     */
    public long integer(String field) {
        return get(field, Long.class);
    }
}

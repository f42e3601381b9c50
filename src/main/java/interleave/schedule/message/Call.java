package interleave.schedule.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that learner code made to a service, on its way out.
 *
 * @param id {@code >= 1}, larger than that of any earlier call of the same inside
 * @param service the name under which the outside knows the service
 * @param method what is asked of it
 * @param arguments any data, nulls allowed; not changed any more
 * @param place the learner's line, or null if none is on the stack; words only, a hostile inside may lie
 * @param cause the call whose answer led to this one, or 0; words only
 */
public record Call(
        long id,
        String service,
        String method,
        List<@Nullable Object> arguments,
        @Nullable Place place,
        long cause) {
    public Call {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
    }

    /** The same with other arguments. */
    Call withArguments(List<? extends @Nullable Object> others) {
        return new Call(id, service, method, new ArrayList<>(others), place, cause);
    }

    /** As plain data but for the arguments, which are in it as they are; what most calls do not have is left out. */
    public Map<String, Object> toMap() {
        var map = new HashMap<String, Object>();
        map.put("id", id);
        map.put("service", service);
        map.put("method", method);
        map.put("arguments", arguments);
        if (place != null) {
            map.put("place", place.toMap());
        }
        if (cause != 0) {
            map.put("cause", cause);
        }
        return map;
    }

    /**
     * From plain data.
     *
     * @throws IllegalArgumentException if it is not what {@link #toMap} makes
     */
    public static Call fromMap(Map<?, ?> map) {
        return new Call(
                Wire.whole(map, "id"),
                Wire.text(map, "service"),
                Wire.text(map, "method"),
                new ArrayList<>(Wire.elements(map, "arguments")),
                map.get("place") instanceof Map<?, ?> place ? Place.fromMap(place) : null,
                map.get("cause") == null ? 0 : Wire.whole(map, "cause"));
    }
}

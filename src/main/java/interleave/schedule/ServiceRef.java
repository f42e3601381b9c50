package interleave.schedule;

import java.util.Map;

/**
 * A service as it travels to the inside: its kind and its name.
 *
 * @param kind what can be asked of it
 * @param name the name under which the outside knows it
 */
public record ServiceRef(ServiceKind kind, String name) {
    /** The interface that learner code sees. */
    public Class<?> type() {
        return kind.type();
    }

    /** As plain data. */
    public Map<String, Object> toMap() {
        return Map.of("kind", kind.name(), "name", name);
    }

    /**
     * From plain data.
     *
     * @throws IllegalArgumentException if it is not what {@link #toMap} makes
     */
    public static ServiceRef fromMap(Map<?, ?> map) {
        return new ServiceRef(Wire.choice(map, "kind", ServiceKind.class), Wire.text(map, "name"));
    }
}

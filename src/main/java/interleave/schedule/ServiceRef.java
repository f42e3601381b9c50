package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.message.Wire;
import java.util.Map;

/**
 * A service as it travels to the inside.
 *
 * @param kind what can be asked of it
 * @param name the name under which the outside knows it
 * @param size what its stand-in must know of it, {@code >= 0}: a loop's workers, else 0
 */
public record ServiceRef(ServiceKind kind, String name, int size) {
    /** The interface that learner code sees. */
    public Class<?> type() {
        return kind.type();
    }

    /**
     * The object through which learner code of that run speaks to the service.
     *
     * @return an instance of {@link #type}
     */
    public Object connect(Inside inside) {
        inside.calls().connected(name, kind == ServiceKind.STORE);
        return kind.connect(inside, name, size);
    }

    /** As plain data. */
    public Map<String, Object> toMap() {
        return Map.of("kind", kind.name(), "name", name, "size", (long) size);
    }

    /**
     * From plain data.
     *
     * @throws IllegalArgumentException if it is not what {@link #toMap} makes
     */
    public static ServiceRef fromMap(Map<?, ?> map) {
        return new ServiceRef(
                Wire.choice(map, "kind", ServiceKind.class), Wire.text(map, "name"), Wire.integer(map, "size"));
    }
}

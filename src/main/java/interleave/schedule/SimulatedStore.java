package interleave.schedule;

import interleave.schedule.message.Call;
import interleave.schedule.message.Place;
import interleave.schedule.message.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Store} with a settable latency, which remembers every operation in the order it took effect.
 *
 * @param <V> what a value is
 */
public final class SimulatedStore<V> extends SimulatedService implements Store<V> {
    /**
     * One operation.
     *
     * @param what {@code read}, {@code write} or {@code replace}
     * @param key whose value
     * @param value what was read or written; null if there was none, or a replace found another value than expected
     * @param at virtual time when it took effect
     * @param place the learner's line, or null; for words only
     */
    public record Operation<V>(
            String what,
            String key,
            @Nullable V value,
            Duration at,
            @Nullable Place place) {}

    private final Class<V> valueType;
    private final Map<String, V> initial = new TreeMap<>();
    private final Map<String, V> values = new TreeMap<>();
    private final List<Operation<V>> operations = new ArrayList<>();
    private Duration latency = Duration.ZERO;

    private SimulatedStore(String name, Class<V> valueType) {
        super(name);
        this.valueType = valueType;
    }

    /**
     * An empty store without latency.
     *
     * @param valueType whatever else a call writes is refused
     */
    public static <V> SimulatedStore<V> of(String name, Class<V> valueType) {
        return new SimulatedStore<>(name, valueType);
    }

    /** Has a value there when a run begins. */
    public SimulatedStore<V> with(String key, V value) {
        initial.put(key, value);
        values.put(key, value);
        return this;
    }

    /**
     * Every operation takes that long from now on: it takes effect after half of it.
     *
     * @throws IllegalArgumentException if {@code each < 0}
     */
    public SimulatedStore<V> latency(Duration each) {
        if (each.isNegative()) {
            throw new IllegalArgumentException("a latency is at least 0, not " + each);
        }
        latency = each;
        return this;
    }

    /** What is in it now, by key. */
    public Map<String, V> contents() {
        return Map.copyOf(values);
    }

    /** Operations that took effect, in that order. */
    public List<Operation<V>> operations() {
        return List.copyOf(operations);
    }

    @Override
    ServiceKind kind() {
        return ServiceKind.STORE;
    }

    @Override
    public Optional<Map<String, Object>> toMap(Function<Object, @Nullable Object> conversion) {
        var mapped = new LinkedHashMap<String, @Nullable Object>();
        initial.forEach((key, value) -> mapped.put(key, conversion.apply(value)));
        return Optional.of(Map.of("kind", kind().name(), "values", mapped));
    }

    static SimulatedStore<Object> fromMap(String name, Map<?, ?> map) {
        if (!(map.get("values") instanceof Map<?, ?> values)) {
            throw Wire.wrong(map, "values", "a map");
        }
        SimulatedStore<Object> made = of(name, Object.class);
        values.forEach((key, value) -> made.with((String) key, value));
        return made;
    }

    @Override
    void accept(Call call, Outside outside) {
        List<@Nullable Object> arguments = call.arguments();
        boolean fits = switch (call.method()) {
            case "read" -> arguments.size() == 1;
            case "write" -> arguments.size() == 2 && valueType.isInstance(arguments.get(1));
            case "replace" ->
                arguments.size() == 3
                        && valueType.isInstance(arguments.get(1))
                        && valueType.isInstance(arguments.get(2));
            default -> false;
        };
        if (!fits || !(arguments.getFirst() instanceof String key)) {
            throw new IllegalArgumentException(
                    name() + " is asked to read, write or replace a " + valueType.getSimpleName());
        }
        long there = latency.toNanos() / 2;
        outside.effect(there, () -> {
            Object answer = act(call, key, outside);
            outside.answerAfter(call, latency.toNanos() - there, () -> outside.answer(call, answer));
        });
    }

    private @Nullable Object act(Call call, String key, Outside outside) {
        V before = values.get(key);
        V written = call.method().equals("read")
                ? null
                : valueType.cast(call.arguments().getLast());
        boolean writes = call.method().equals("write")
                || (call.method().equals("replace") && call.arguments().get(1).equals(before));
        if (writes && written != null) {
            values.put(key, written);
        }
        operations.add(new Operation<>(
                call.method(),
                key,
                call.method().equals("read") ? before : writes ? written : null,
                Duration.ofNanos(outside.nanos()),
                call.place()));
        return switch (call.method()) {
            case "replace" -> writes;
            case "read" -> before;
            default -> null;
        };
    }

    @Override
    void reset() {
        values.clear();
        values.putAll(initial);
        operations.clear();
    }

    @SuppressWarnings("unchecked") // a stub is of whatever type its service is
    private Store<V> stub() {
        return (Store<V>) direct();
    }

    @Override
    public Optional<V> read(String key) {
        return stub().read(key);
    }

    @Override
    public void write(String key, V value) {
        stub().write(key, value);
    }

    @Override
    public boolean replace(String key, V expected, V value) {
        return stub().replace(key, expected, value);
    }

    @Override
    public CompletableFuture<Optional<V>> readAsync(String key) {
        return stub().readAsync(key);
    }

    @Override
    public CompletableFuture<Void> writeAsync(String key, V value) {
        return stub().writeAsync(key, value);
    }

    @Override
    public CompletableFuture<Boolean> replaceAsync(String key, V expected, V value) {
        return stub().replaceAsync(key, expected, value);
    }
}

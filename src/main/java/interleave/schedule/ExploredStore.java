package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.inside.Points;
import interleave.schedule.inside.StoreOperation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A {@link Store} of an exploration: each operation takes {@linkplain StoreOperation two steps}, its effect and its answer.
 */
final class ExploredStore<V> implements Store<V> {
    private final Inside inside;
    private final Map<String, V> values = new HashMap<>();

    ExploredStore(Inside inside) {
        this.inside = inside;
    }

    private <T> CompletableFuture<T> later(Supplier<String> label, String key, boolean write, Supplier<T> effect) {
        return new StoreOperation<>(this, key, write, label, effect).begin(inside, values);
    }

    @Override
    public CompletableFuture<Optional<V>> readAsync(String key) {
        return later(() -> "read " + key, key, false, () -> Optional.ofNullable(values.get(key)));
    }

    @Override
    public CompletableFuture<Void> writeAsync(String key, V value) {
        return later(() -> "write " + key + " = " + Points.words(value), key, true, () -> {
                    values.put(key, value);
                    return Optional.empty();
                })
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Boolean> replaceAsync(String key, V expected, V value) {
        Supplier<String> label = () -> "replace " + key + " " + Points.words(expected) + " by " + Points.words(value);
        return later(label, key, true, () -> {
            boolean same = Objects.equals(values.get(key), expected);
            if (same) {
                values.put(key, value);
            }
            return same;
        });
    }

    @Override
    public Optional<V> read(String key) {
        return readAsync(key).join();
    }

    @Override
    public void write(String key, V value) {
        writeAsync(key, value).join();
    }

    @Override
    public boolean replace(String key, V expected, V value) {
        return replaceAsync(key, expected, value).join();
    }
}

package interleave.schedule;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A {@link Store} of an exploration: each operation takes two steps, its effect and its answer, and other actors may come before either.
 *
 * <p>Both are steps of the actor that asked. Stages that hang on the answer run on with it.
 */
final class ExploredStore<V> implements Store<V> {
    private final Inside inside;
    private final Map<String, V> values = new HashMap<>();

    ExploredStore(Inside inside) {
        this.inside = inside;
    }

    private <T> CompletableFuture<T> later(String label, String key, boolean write, Supplier<T> effect) {
        var future = new SimFuture<T>();
        LearnerThread me = LearnerThread.current();
        Place found = inside.placeHere();
        Place place = found == null ? new Place("?", "?", 0) : found;
        if (!me.main) {
            inside.start(me.name(), 0, () -> {
                Exploring.at(new Points.Op(label, this, key, write, place));
                T result = effect.get();
                if (!label.startsWith("write")) {
                    Exploring.got(result instanceof Optional<?> optional ? optional.orElse(null) : result);
                }
                Exploring.at(new Points.Op("answer", null, "", false, place));
                future.complete(result);
            });
        } else {
            future.complete(effect.get());
        }
        return future;
    }

    @Override
    public CompletableFuture<Optional<V>> readAsync(String key) {
        return later("read " + key, key, false, () -> Optional.ofNullable(values.get(key)));
    }

    @Override
    public CompletableFuture<Void> writeAsync(String key, V value) {
        return later("write " + key + " = " + Points.words(value), key, true, () -> {
                    values.put(key, value);
                    return Optional.empty();
                })
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Boolean> replaceAsync(String key, V expected, V value) {
        String label = "replace " + key + " " + Points.words(expected) + " by " + Points.words(value);
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

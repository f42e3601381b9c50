package interleave.schedule;

import interleave.schedule.message.Place;
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

    private <T> CompletableFuture<T> later(Supplier<String> label, String key, boolean write, Supplier<T> effect) {
        SimFuture<T> future = SimFuture.ofOneActor();
        LearnerThread me = LearnerThread.current();
        if (me.main) {
            future.complete(effect.get());
            return future;
        }
        boolean told = Exploring.isTold();
        Place place = told ? inside.placeHere() : null;
        String words = told ? label.get() : "";
        LearnerThread answering = inside.start(me.actor(), 0, () -> {
            Exploring.at(Intent.to(words, this, key, write, place));
            T result = effect.get();
            if (values.containsKey(key)) {
                Exploring.is(this, key, values.get(key), write);
            }
            if (!write) {
                Exploring.got(result instanceof Optional<?> optional ? optional.orElse(null) : result);
            }
            Exploring.at(Intent.toNothing("answer", place));
            future.complete(result);
        });
        answering.actor = me.actor();
        return future;
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

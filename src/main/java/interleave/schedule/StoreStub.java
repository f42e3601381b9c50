package interleave.schedule;

import interleave.schedule.inside.ServiceCalls;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@link Store} on the inside. */
record StoreStub(ServiceCalls calls, String name) implements Store<Object> {
    @Override
    public Optional<Object> read(String key) {
        return Optional.ofNullable(calls.call(name, "read", List.of(key)));
    }

    @Override
    public void write(String key, Object value) {
        calls.call(name, "write", List.of(key, value));
    }

    @Override
    public boolean replace(String key, Object expected, Object value) {
        return Boolean.TRUE.equals(calls.call(name, "replace", List.of(key, expected, value)));
    }

    @Override
    public CompletableFuture<Optional<Object>> readAsync(String key) {
        return calls.callAsync(name, "read", List.of(key)).thenApply(Optional::ofNullable);
    }

    @Override
    @SuppressWarnings("NullAway") // the value of a CompletableFuture<Void> is null
    public CompletableFuture<Void> writeAsync(String key, Object value) {
        return calls.callAsync(name, "write", List.of(key, value)).thenApply(done -> null);
    }

    @Override
    public CompletableFuture<Boolean> replaceAsync(String key, Object expected, Object value) {
        return calls.callAsync(name, "replace", List.of(key, expected, value)).thenApply(Boolean.TRUE::equals);
    }
}

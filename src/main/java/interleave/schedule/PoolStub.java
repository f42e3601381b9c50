package interleave.schedule;

import interleave.schedule.inside.ServiceCalls;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@link Pool} on the inside. */
record PoolStub(ServiceCalls calls, String name) implements Pool {
    private static final class Borrowed implements Connection {
        private final PoolStub pool;
        private final long number;
        private boolean closed;

        Borrowed(PoolStub pool, long number) {
            this.pool = pool;
            this.number = number;
        }

        @Override
        public int number() {
            return Math.toIntExact(number);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                pool.release(number);
            }
        }

        @Override
        public String toString() {
            return pool.name + " connection " + number;
        }
    }

    private void release(@Nullable Object number) {
        calls.tell(name, "release", List.of(number(number)));
    }

    private static long number(@Nullable Object number) {
        return number instanceof Number known ? known.longValue() : 0;
    }

    @Override
    public Connection acquire() {
        // a connection that comes after its caller was interrupted goes straight back
        return new Borrowed(this, number(calls.call(name, "acquire", List.of(), this::release)));
    }

    @Override
    public CompletableFuture<Connection> acquireAsync() {
        return calls.callAsync(name, "acquire", List.of()).thenApply(number -> new Borrowed(this, number(number)));
    }
}

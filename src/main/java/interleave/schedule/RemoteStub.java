package interleave.schedule;

import interleave.schedule.inside.ServiceCalls;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;

/** {@link Remote} on the inside: each request becomes a call of the run. */
final class RemoteStub implements Remote<Object, Object> {
    private final ServiceCalls calls;
    private final String name;

    RemoteStub(ServiceCalls calls, String name) {
        this.calls = calls;
        this.name = name;
    }

    @Override
    @SuppressWarnings("NullAway") // an answer may be null if the service's author wants it so
    public Object call(Object request) {
        return calls.call(name, "call", Collections.singletonList(request));
    }

    @Override
    @SuppressWarnings("NullAway")
    public CompletableFuture<Object> callAsync(Object request) {
        return calls.callAsync(name, "call", Collections.singletonList(request));
    }

    @Override
    public String toString() {
        return name;
    }
}

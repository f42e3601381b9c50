package interleave.schedule.inside;

import interleave.schedule.message.Place;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An operation on a store that an exploration's own program holds: it takes two steps, its effect and its answer, and other actors may come before either.
 *
 * <p>Both are steps of the actor that asked. Stages that hang on the answer run on with it.
 *
 * @param store what is operated on; operations on another one do not meet this one
 * @param key the part of it that they meet at
 * @param write whether it may change what is there
 * @param label in words, for a reader; asked for only if there is one
 * @param effect what is done, and answered
 */
public record StoreOperation<T>(Object store, String key, boolean write, Supplier<String> label, Supplier<T> effect) {
    /**
     * Begins it; outside of the actors, as in the set-up and the check, it is done at once.
     *
     * @param values what the store holds, for a reader
     */
    public CompletableFuture<T> begin(Inside inside, Map<String, ?> values) {
        SimFuture<T> future = SimFuture.ofOneActor();
        LearnerThread me = LearnerThread.current();
        if (me.main) {
            future.complete(effect.get());
            return future;
        }
        boolean told = Exploring.telling() != null;
        Place place = told ? inside.placeHere() : null;
        String words = told ? label.get() : "";
        LearnerThread answering = inside.start(me.actor(), 0, () -> {
            Exploring.at(Intent.to(words, store, key, write, place));
            T result = effect.get();
            if (values.containsKey(key)) {
                Telling.is(store, key, values.get(key), write);
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
}

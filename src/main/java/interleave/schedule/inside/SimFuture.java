package interleave.schedule.inside;

import interleave.schedule.message.Wait;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The future that learner code gets wherever it asks for a {@link CompletableFuture}: the same, but its time is virtual.
 *
 * <p>Stages made from it are of this class too, so that an {@code Async} stage without an executor stays on the run's simulated common pool, and
 * {@code orTimeout} means virtual time. Public because woven learner code makes it; nobody else needs to name it.
 */
public class SimFuture<T> extends CompletableFuture<T> {
    private final @Nullable LearnerThread madeBy;
    private final int madeAt;
    private boolean settled;
    private boolean ownActorsOnly;
    private boolean announced;
    private boolean ofSeveral;
    private int hash;

    /** A future that nobody has completed yet. */
    public SimFuture() {
        madeBy = Exploring.explored();
        Exploring exploring = madeBy == null ? null : madeBy.inside.exploring();
        madeAt = exploring == null ? -1 : exploring.depth();
    }

    /** A future that only its maker's own actor completes: the answer to a call. */
    static <T> SimFuture<T> ofOneActor() {
        var future = new SimFuture<T>();
        future.ownActorsOnly = true;
        return future;
    }

    /** A future whose completion is announced, as a step of its own. */
    static <T> SimFuture<T> completedByStep() {
        var future = new SimFuture<T>();
        future.announced = true;
        return future;
    }

    /** A future that the last of several completes. */
    static <T> SimFuture<T> ofSeveral() {
        var future = new SimFuture<T>();
        future.ofSeveral = true;
        return future;
    }

    /** The same in every run. */
    @Override
    @SuppressWarnings("EqualsHashCode") // equal to itself alone, as all futures are
    public int hashCode() {
        if (hash == 0) {
            hash = IdentityHashes.next(this);
        }
        return hash;
    }

    boolean isOfSeveral() {
        return ofSeveral;
    }

    /** Whether it was complete from the beginning. */
    boolean isSettled() {
        return settled;
    }

    boolean isCompletedByStep() {
        return announced;
    }

    /** Whether nobody but the actor of {@code me} can have completed it, or seen it, by now. */
    @SuppressWarnings("ReferenceEquality") // the very thread
    boolean isOnlyKnownTo(LearnerThread me, Exploring exploring) {
        return settled
                || (madeBy == me && madeAt == exploring.depth())
                || (ownActorsOnly && madeBy != null && madeBy.actor().equals(me.actor()));
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new SimFuture<>();
    }

    @Override
    public Executor defaultExecutor() {
        LearnerThread me = LearnerThread.currentOrNull();
        return me == null ? super.defaultExecutor() : me.inside.commonPool();
    }

    @Override
    public CompletionStage<T> minimalCompletionStage() {
        return copy();
    }

    @Override
    public T join() {
        LearnerThread me = isDone() ? null : LearnerThread.currentOrNull();
        if (me != null) {
            wakeWhenDone(me);
            me.inside
                    .commonPool()
                    .whileBlocked(
                            () -> me.awaitUninterruptibly(Wait.What.FUTURE, "CompletableFuture.join", this::isDone));
        }
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        LearnerThread me = isDone() ? null : LearnerThread.currentOrNull();
        if (me != null) {
            awaitDone(me, "CompletableFuture.get");
        }
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        limited();
        LearnerThread me = isDone() ? null : LearnerThread.currentOrNull();
        if (me != null) {
            boolean inTime = Timed.until(me, unit.toNanos(timeout), () -> awaitDone(me, "CompletableFuture.get"));
            if (!inTime && !isDone()) {
                throw new TimeoutException();
            }
        }
        return super.get();
    }

    private void awaitDone(LearnerThread me, String in) throws InterruptedException {
        wakeWhenDone(me);
        try (var _ = me.inside.commonPool().blocked()) {
            me.await(Wait.What.FUTURE, in, this::isDone);
        }
    }

    private void wakeWhenDone(LearnerThread me) {
        var _ = super.whenComplete((value, failure) -> me.wake());
    }

    @Override
    public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
        return onTimeout(timeout, unit, () -> completeExceptionally(new TimeoutException()));
    }

    @Override
    public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        return onTimeout(timeout, unit, () -> complete(value));
    }

    private CompletableFuture<T> onTimeout(long timeout, TimeUnit unit, Runnable completion) {
        limited();
        if (!isDone()) {
            Inside inside = LearnerThread.current().inside;
            Timer timer = inside.after(
                    unit.toNanos(timeout), () -> inside.start("CompletableFutureDelayScheduler", 0, completion));
            var _ = super.whenComplete((value, failure) -> timer.cancel());
        }
        return this;
    }

    private void limited() {
        if (!settled) {
            Exploring.limitMeetsFuture();
        }
    }

    static <T> SimFuture<T> done(@Nullable T value) {
        var future = new SimFuture<T>();
        @SuppressWarnings("NullAway") // a future may hold null
        var _ = future.complete(value);
        future.settled = true;
        return future;
    }
}

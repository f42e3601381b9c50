package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.inside.Points;
import interleave.schedule.inside.VirtualThreads;
import interleave.schedule.search.Schedule;
import interleave.schedule.search.Trace;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a few pieces of code at once, in every order that their steps can come in, and says whether it always ends as it must.
 *
 * <pre>{@code
 * import static interleave.schedule.Explore.explore;
 *
 * explore(new Account(), a -> a.deposit(5), a -> a.deposit(10)).mustEnd(a -> a.balance(), 15);
 * }</pre>
 *
 * <p>Unlike a stress test, which repeats and hopes, it comes to the same result every time, and shows the failing order step by step. {@code ending} gives the
 * {@link Exploration}, which a notebook shows as a table; {@code mustEnd} throws an {@link OrderFailedError} whose message is that table, so the line above is the
 * whole of a JUnit test. Code without an object of its own works on what it finds, in a notebook on its variables:
 *
 * <pre>{@code
 * int n = 0;
 * explore(() -> n++, () -> n++).ending(() -> n, 2)
 * }</pre>
 *
 * <p>Every order begins with copies of the objects and static fields as they are when it is called, in copies of the learner's classes that are woven for this: what is
 * not explored costs nothing, and nothing is changed. The pieces are threads named A, B, C and so on. Futures, pools, locks, atomics, collections and simulated
 * services are covered as {@link interleave.schedule.weave.Redirections} and {@link interleave.schedule.weave.PointWeaving} say. The code is lambdas or method references.
 *
 * <p>Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED} and a class loader that gives the bytes of the learner's classes, which an Interleave notebook has. On
 * a kernel that has not, a lesson is told what is stored of it, with a sentence that says so, and all else is refused in a sentence.
 *
 * @param <T> what the pieces of code share
 */
public final class Explore<T extends @Nullable Object> {
    /** What one of several does with the object they share. */
    public interface Act<T> extends Serializable {
        void on(T shared) throws Exception;
    }

    /** What one of several does. */
    public interface Do extends Serializable {
        void run() throws Exception;
    }

    /** What is asked of the object when all are done. */
    public interface Ask<T, R extends @Nullable Object> extends Serializable {
        R of(T shared) throws Exception;
    }

    /** What is asked when all are done. */
    public interface Tell<R extends @Nullable Object> extends Serializable {
        R get() throws Exception;
    }

    private final @Nullable Object shared;
    private final List<? extends Serializable> pieces;
    private final UnaryOperator<Interleavings> bounds;
    private final @Nullable String id;

    private Explore(
            @Nullable Object shared,
            List<? extends Serializable> pieces,
            UnaryOperator<Interleavings> bounds,
            @Nullable String id) {
        this.shared = shared;
        this.pieces = List.copyOf(pieces);
        this.bounds = bounds;
        this.id = id;
    }

    /** Code that works on one object, each piece at the same time as the others. */
    @SafeVarargs
    public static <T> Explore<T> explore(T shared, Act<T> first, Act<T> second, Act<T>... more) {
        Objects.requireNonNull(shared);
        var pieces = new ArrayList<Act<T>>(List.of(first, second));
        for (Act<T> each : more) {
            pieces.add(each);
        }
        return new Explore<>(shared, pieces, UnaryOperator.identity(), null);
    }

    /** Code that works on what it finds, each piece at the same time as the others. */
    public static Explore<@Nullable Void> explore(Do first, Do second, Do... more) {
        var pieces = new ArrayList<Do>(List.of(first, second));
        pieces.addAll(List.of(more));
        return new Explore<>(null, pieces, UnaryOperator.identity(), null);
    }

    /**
     * Only orders with at most that many switches; see {@link Interleavings#switches}.
     *
     * @throws IllegalArgumentException if {@code most < 0}
     */
    public Explore<T> switches(int most) {
        return with(all -> all.switches(most));
    }

    /**
     * At most that many orders; see {@link Interleavings#orders}.
     *
     * @throws IllegalArgumentException if {@code most < 1}
     */
    public Explore<T> orders(int most) {
        return with(all -> all.orders(most));
    }

    /**
     * So many random orders if there are too many; see {@link Interleavings#random}.
     *
     * @throws IllegalArgumentException if {@code runs < 0}
     */
    public Explore<T> random(int runs, long seed) {
        return with(all -> all.random(runs, seed));
    }

    /**
     * At most so many time limits and delays may be over before they must, in one order; see {@link Interleavings#timeLimits}.
     *
     * @throws IllegalArgumentException if {@code most < 0}
     */
    public Explore<T> timeLimits(int most) {
        return with(all -> all.timeLimits(most));
    }

    /** Only the order of that id, as the report of a failing one names it. */
    public Explore<T> order(String replayed) {
        return new Explore<>(shared, pieces, bounds, replayed);
    }

    private Explore<T> with(UnaryOperator<Interleavings> more) {
        // what is out of range is told at once
        Interleavings _ = more.apply(Interleavings.by(schedules -> List.of()));
        return new Explore<>(shared, pieces, all -> more.apply(bounds.apply(all)), id);
    }

    /** Whether it always ends with that value. */
    public <R extends @Nullable Object> Exploration ending(Ask<T, R> value, R expected) {
        return look(value, new Expected(expected));
    }

    /** The same, for code without an object. */
    public <R extends @Nullable Object> Exploration ending(Tell<R> value, R expected) {
        return look(value, new Expected(expected));
    }

    /** Whether the check passes in the end, always. */
    public Exploration holding(Act<T> check) {
        return look(check, null);
    }

    /** The same, for code without an object. */
    public Exploration holding(Do check) {
        return look(check, null);
    }

    /**
     * It must always end with that value.
     *
     * @throws OrderFailedError if there is an order in which it does not
     */
    public <R extends @Nullable Object> Exploration mustEnd(Ask<T, R> value, R expected) {
        return required(ending(value, expected));
    }

    /**
     * The same, for code without an object.
     *
     * @throws OrderFailedError if there is an order in which it does not
     */
    public <R extends @Nullable Object> Exploration mustEnd(Tell<R> value, R expected) {
        return required(ending(value, expected));
    }

    /**
     * The check must pass in the end, always: it throws if it does not, as an assertion of JUnit does.
     *
     * @throws OrderFailedError if there is an order in which it does not pass
     */
    public Exploration mustHold(Act<T> check) {
        return required(holding(check));
    }

    /**
     * The same, for code without an object.
     *
     * @throws OrderFailedError if there is an order in which it does not pass
     */
    public Exploration mustHold(Do check) {
        return required(holding(check));
    }

    private static Exploration required(Exploration found) {
        if (found.shortest().isPresent()) {
            throw new OrderFailedError(found);
        }
        return found;
    }

    /** What a value must be; of the learner's own classes, whose woven copies are others, what reads the same is the same. */
    private record Expected(@Nullable Object value) {
        void mustBe(@Nullable Object actual) {
            boolean same = Objects.equals(value, actual)
                    || (value != null
                            && actual != null
                            && value.getClass()
                                    .getName()
                                    .equals(actual.getClass().getName())
                            && value.toString().equals(actual.toString()));
            if (!same) {
                throw new IllegalStateException("expected " + Points.words(value) + " but was " + Points.words(actual));
            }
        }
    }

    private Exploration look(Serializable check, @Nullable Expected expected) {
        var classes = new WovenCopy(check.getClass().getClassLoader());
        var asked = new StoredOrders.Asked(
                shared == null ? "" : shared.getClass().getSimpleName(),
                pieces.size(),
                expected == null ? "" : Points.words(expected.value()));
        Optional<String> obstacle = obstacle(classes, check);
        return obstacle.isPresent() ? stored(asked, obstacle.get()) : explored(asked, classes, check, expected);
    }

    /** Why nothing can be explored in this JVM, if so. */
    private static Optional<String> obstacle(WovenCopy classes, Serializable check) {
        if (!VirtualThreads.areToBeHad()) {
            return Optional.of("this JVM was started without --add-opens java.base/java.lang=ALL-UNNAMED");
        }
        return classes.hides(check)
                ? Optional.of("this kernel keeps the bytes of your classes to itself")
                : Optional.empty();
    }

    private static Exploration stored(StoredOrders.Asked asked, String obstacle) {
        return StoredOrders.next(asked, obstacle).orElseThrow(() -> {
            var refused = new UnsupportedOperationException("Orders cannot be explored here, because " + obstacle
                    + "; open the notebook with the kernel of Interleave.");
            // the sentence says it all, and no line of the learner's is wrong
            refused.setStackTrace(new StackTraceElement[0]);
            return refused;
        });
    }

    private Exploration explored(
            StoredOrders.Asked asked, WovenCopy classes, Serializable check, @Nullable Expected expected) {
        Interleavings.Runner once = Interleavings.inThisJvm(
                world -> setUp(world, classes, check, expected), Inside.Settings.DEFAULT.withFuel(100_000));
        Interleavings.Runner runner = schedules -> schedules.stream()
                .map(schedule -> whole(once, schedule, classes))
                .toList();
        Exploration found = OrderThread.call(() -> found(bounds.apply(Interleavings.by(runner))))
                .withCode(new SourceLines(check.getClass().getClassLoader()));
        StoredOrders.keep(asked, found);
        return found;
    }

    private Exploration found(Interleavings all) {
        if (id == null) {
            return all.explore();
        }
        Optional<Interleavings.Failure> failure = all.replay(id);
        return new Exploration(List.of(Exploration.Part.replayed(failure.isPresent())), failure);
    }

    /** A run in which no class turns up that had not been seen before. */
    private static Trace whole(Interleavings.Runner once, Schedule schedule, WovenCopy classes) {
        while (true) {
            Trace trace = once.run(List.of(schedule)).getFirst();
            if (!classes.hasGrown()) {
                return trace;
            }
        }
    }

    private void setUp(Interleavings.World world, WovenCopy classes, Serializable check, @Nullable Expected expected) {
        classes.begin();
        Object copy = classes.copy(shared, "what they share");
        char name = 'A';
        for (Serializable piece : pieces) {
            MethodHandle code = classes.code(piece);
            world.actor(String.valueOf(name++), () -> call(code, copy));
        }
        MethodHandle asked = classes.code(check);
        world.check(() -> {
            Object value = call(asked, copy);
            if (expected != null) {
                expected.mustBe(value);
            }
        });
    }

    private static @Nullable Object call(MethodHandle code, @Nullable Object shared) throws Exception {
        try {
            return code.type().parameterCount() == 0 ? code.invoke() : code.invoke(shared);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

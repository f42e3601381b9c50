package interleave.guest;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work that remembers which cell submitted it: called from woven learner code, see {@link Submissions}.
 *
 * <p>Each {@code carry} gives back its argument unchanged where no cell is known. Two carried tasks are equal when the tasks are, so that
 * {@code ThreadPoolExecutor.remove(task)} still finds what was submitted.
 */
@SuppressWarnings("overloads") // only woven code calls these, and it names the one it means
public final class Carried {
    private Carried() {}

    /** A {@link Runnable} that runs for the cell that calls this. */
    public static Runnable carry(Runnable task) {
        int cell = Owner.current();
        return cell == Owner.NOBODY || task == null ? task : new CarriedRunnable(cell, task);
    }

    /** A {@link Callable} that runs for the cell that calls this. */
    public static <T> Callable<T> carry(Callable<T> task) {
        int cell = Owner.current();
        return cell == Owner.NOBODY || task == null ? task : new CarriedCallable<>(cell, task);
    }

    /** A {@link Supplier} that runs for the cell that calls this. */
    public static <T> Supplier<T> carry(Supplier<T> task) {
        int cell = Owner.current();
        return cell == Owner.NOBODY || task == null ? task : new CarriedSupplier<>(cell, task);
    }

    /** A {@link Function} that runs for the cell that calls this. */
    public static <T, R> Function<T, R> carry(Function<T, R> task) {
        int cell = Owner.current();
        return cell == Owner.NOBODY || task == null ? task : new CarriedFunction<>(cell, task);
    }

    /** A {@link BiFunction} that runs for the cell that calls this. */
    public static <T, U, R> BiFunction<T, U, R> carry(BiFunction<T, U, R> task) {
        int cell = Owner.current();
        return cell == Owner.NOBODY || task == null ? task : new CarriedBiFunction<>(cell, task);
    }

    /** A {@link Consumer} that runs for the cell that calls this. */
    public static <T> Consumer<T> carry(Consumer<T> task) {
        int cell = Owner.current();
        return cell == Owner.NOBODY || task == null ? task : new CarriedConsumer<>(cell, task);
    }

    /** A {@link BiConsumer} that runs for the cell that calls this. */
    public static <T, U> BiConsumer<T, U> carry(BiConsumer<T, U> task) {
        int cell = Owner.current();
        return cell == Owner.NOBODY || task == null ? task : new CarriedBiConsumer<>(cell, task);
    }

    /** The tasks of an {@code invokeAll} or {@code invokeAny}, each of which runs for the cell that calls this. */
    @SuppressWarnings("unchecked")
    public static Collection<?> carry(Collection<?> tasks) {
        return Owner.current() == Owner.NOBODY || tasks == null
                ? tasks
                : ((Collection<Callable<Object>>) tasks)
                        .stream().map(Carried::carry).toList();
    }

    /** Runs something for a cell; afterwards the thread works for whom it worked before. */
    private static <T> T as(int cell, Callable<T> task) throws Exception {
        int before = Owner.current();
        Owner.become(cell);
        long began = ThreadWatch.taskBegins(cell);
        try {
            return task.call();
        } catch (Throwable e) {
            // the future that takes this in does so when this thread no longer works for the cell
            FailureWatch.thrownFor(cell, e);
            throw e;
        } finally {
            ThreadWatch.taskEnds(began);
            Owner.become(before);
        }
    }

    /** The same for work that throws nothing checked. */
    private static <T> T quietlyAs(int cell, Supplier<T> task) {
        try {
            return as(cell, task::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a Supplier throws nothing checked", e);
        }
    }

    private static void quietlyAs(int cell, Runnable task) {
        var _ = quietlyAs(cell, () -> {
            task.run();
            return cell;
        });
    }

    private record CarriedRunnable(int cell, Runnable task) implements Runnable {
        @Override
        public void run() {
            quietlyAs(cell, task);
        }

        @Override
        public String toString() {
            return task.toString();
        }
    }

    private record CarriedCallable<T>(int cell, Callable<T> task) implements Callable<T> {
        @Override
        public T call() throws Exception {
            return as(cell, task);
        }

        @Override
        public String toString() {
            return task.toString();
        }
    }

    private record CarriedSupplier<T>(int cell, Supplier<T> task) implements Supplier<T> {
        @Override
        public T get() {
            return quietlyAs(cell, task);
        }
    }

    private record CarriedFunction<T, R>(int cell, Function<T, R> task) implements Function<T, R> {
        @Override
        public R apply(T t) {
            return quietlyAs(cell, () -> task.apply(t));
        }
    }

    private record CarriedBiFunction<T, U, R>(int cell, BiFunction<T, U, R> task) implements BiFunction<T, U, R> {
        @Override
        public R apply(T t, U u) {
            return quietlyAs(cell, () -> task.apply(t, u));
        }
    }

    private record CarriedConsumer<T>(int cell, Consumer<T> task) implements Consumer<T> {
        @Override
        public void accept(T t) {
            quietlyAs(cell, () -> task.accept(t));
        }
    }

    private record CarriedBiConsumer<T, U>(int cell, BiConsumer<T, U> task) implements BiConsumer<T, U> {
        @Override
        public void accept(T t, U u) {
            quietlyAs(cell, () -> task.accept(t, u));
        }
    }
}

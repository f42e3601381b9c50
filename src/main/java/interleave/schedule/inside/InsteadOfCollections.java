package interleave.schedule.inside;

import static interleave.schedule.inside.InsteadOfJdk.ofJdk;

import interleave.schedule.weave.Instead;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What woven learner code calls instead of the JDK, each method named after the one that it stands for. Maps that keep others out while they call back, and what the JDK would do to arrays and streams on several threads of its own.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
public final class InsteadOfCollections {
    private InsteadOfCollections() {}

    @Instead(of = Map.class)
    public static <K, V> V computeIfAbsent(Map<K, V> map, K key, Function<? super K, ? extends V> make) {
        return calling(map, () -> map.computeIfAbsent(key, make));
    }

    @Instead(of = Map.class)
    public static <K, V> V computeIfPresent(
            Map<K, V> map, K key, BiFunction<? super K, ? super V, ? extends V> change) {
        return calling(map, () -> map.computeIfPresent(key, change));
    }

    @Instead(of = Map.class)
    public static <K, V> V compute(Map<K, V> map, K key, BiFunction<? super K, ? super V, ? extends V> change) {
        return calling(map, () -> map.compute(key, change));
    }

    @Instead(of = Map.class)
    public static <K, V> V merge(Map<K, V> map, K key, V value, BiFunction<? super V, ? super V, ? extends V> change) {
        return calling(map, () -> map.merge(key, value, change));
    }

    private static <T> T calling(Map<?, ?> map, Supplier<T> call) {
        LearnerThread me = Exploring.explored();
        boolean locks = map instanceof ConcurrentMap && ofJdk(map);
        return me == null || !locks ? call.get() : me.inside.monitors().calling(me, map, call);
    }

    @Instead(of = Arrays.class, isStatic = true)
    public static void parallelSort(int[] array) {
        Arrays.sort(array);
    }

    @Instead(of = Arrays.class, isStatic = true)
    public static void parallelSort(long[] array) {
        Arrays.sort(array);
    }

    @Instead(of = Arrays.class, isStatic = true)
    public static void parallelSort(double[] array) {
        Arrays.sort(array);
    }

    @Instead(of = Arrays.class, isStatic = true)
    public static <T extends Comparable<? super T>> void parallelSort(T[] array) {
        Arrays.sort(array);
    }

    @Instead(of = Arrays.class, isStatic = true)
    public static <T> void parallelSort(T[] array, @Nullable Comparator<? super T> order) {
        Arrays.sort(array, order);
    }

    @Instead(of = Collection.class)
    @SuppressWarnings("unchecked") // of the same elements
    public static <T> Stream<T> parallelStream(Collection<T> collection) {
        return ParallelPipeline.of(collection.stream(), Stream.class);
    }

    @Instead(of = BaseStream.class, name = "parallel")
    public static BaseStream<?, ?> parallelObjects(BaseStream<?, ?> stream) {
        return switch (stream) {
            case IntStream ints -> parallelInts(ints);
            case LongStream longs -> parallelLongs(longs);
            case DoubleStream doubles -> parallelDoubles(doubles);
            default -> ParallelPipeline.of(stream, Stream.class);
        };
    }

    @Instead(of = IntStream.class, name = "parallel")
    public static IntStream parallelInts(IntStream stream) {
        return ParallelPipeline.of(stream, IntStream.class);
    }

    @Instead(of = LongStream.class, name = "parallel")
    public static LongStream parallelLongs(LongStream stream) {
        return ParallelPipeline.of(stream, LongStream.class);
    }

    @Instead(of = DoubleStream.class, name = "parallel")
    public static DoubleStream parallelDoubles(DoubleStream stream) {
        return ParallelPipeline.of(stream, DoubleStream.class);
    }

    @Instead(of = StreamSupport.class, isStatic = true)
    @SuppressWarnings("unchecked") // of the same elements
    public static <T> Stream<T> stream(Spliterator<T> elements, boolean parallel) {
        Stream<T> sequential = StreamSupport.stream(elements, false);
        return parallel ? ParallelPipeline.of(sequential, Stream.class) : sequential;
    }
}

package interleave.schedule.inside;

import interleave.schedule.message.Wait;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.stream.BaseStream;
import java.util.stream.Collector;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A parallel stream on the simulated common pool.
 *
 * <p>Like the JDK's, it splits its source until there are about four pieces for each worker, and the calling thread takes its share beside the p workers:
 * fifty calls on three workers are sixteen pieces of three or four, and take fourteen rounds. Each piece goes as an ordinary sequential stream through the steps so far; a step that needs
 * to see all elements ({@code sorted}, {@code limit}, …) waits for all pieces. Searches ({@code anyMatch}, {@code findFirst}) begin no piece once they know
 * the answer, or, where the element itself is wanted, look at all of them.
 *
 * <p>It stands behind the stream's own interface, whose methods are told apart by name.
 */
final class ParallelPipeline implements InvocationHandler {
    @SuppressWarnings("ArrayRecordComponent") // what a method is invoked with
    private record Stage(Method method, Object[] arguments) {}

    private interface Piece {
        @Nullable
        Object of(BaseStream<?, ?> stream) throws Throwable;
    }

    private static final Set<String> NEED_ALL =
            Set.of("sorted", "distinct", "limit", "skip", "takeWhile", "dropWhile", "gather");
    private static final int PIECES_PER_WORKER = 4;

    private final BaseStream<?, ?> source;
    private final Class<?> type;
    private final List<Stage> stages;

    private ParallelPipeline(BaseStream<?, ?> source, Class<?> type, List<Stage> stages) {
        this.source = source;
        this.type = type;
        this.stages = stages;
    }

    /**
     * The same elements, handled in parallel.
     *
     * @param type the interface of the stream, one of the four
     */
    static <S> S of(BaseStream<?, ?> sequential, Class<S> type) {
        if (Proxy.isProxyClass(sequential.getClass()) && type.isInstance(sequential)) {
            return type.cast(sequential);
        }
        return type.cast(new ParallelPipeline(sequential, type, List.of()).shown());
    }

    private Object shown() {
        return Proxy.newProxyInstance(BaseStream.class.getClassLoader(), new Class<?>[] {type}, this);
    }

    @Override
    public @Nullable Object invoke(Object shown, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        String name = method.getName();
        return switch (name) {
            case "parallel", "unordered" -> shown;
            case "isParallel" -> true;
            case "sequential" -> sequential();
            case "iterator", "spliterator" -> call(method, sequential(), arguments);
            case "close" -> call(method, source, arguments);
            case "onClose" -> {
                call(method, source, arguments);
                yield shown;
            }
            case "toString" -> "parallel " + type.getSimpleName();
            case "hashCode" -> System.identityHashCode(shown);
            case "equals" -> shown.equals(arguments[0]);
            default -> {
                if (NEED_ALL.contains(name)) {
                    yield of((BaseStream<?, ?>) required(call(method, all(), arguments)), type);
                }
                if (BaseStream.class.isAssignableFrom(method.getReturnType())) {
                    var more = new ArrayList<>(stages);
                    more.add(new Stage(method, arguments));
                    yield new ParallelPipeline(source, method.getReturnType(), more).shown();
                }
                yield terminal(method, arguments);
            }
        };
    }

    private @Nullable Object terminal(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "forEach" -> {
                pieces(piece -> call(method, piece, arguments), null);
                yield null;
            }
            case "collect" ->
                arguments[0] instanceof Collector<?, ?, ?> collector
                        ? collect(collector)
                        : combined(method, arguments, (BiConsumer<?, ?>) arguments[2]);
            case "reduce" -> arguments.length == 3 ? reduced(method, arguments) : reducedAgain(method, arguments);
            case "anyMatch", "allMatch", "noneMatch" -> {
                Boolean decisive = method.getName().equals("anyMatch");
                yield pieces(piece -> call(method, piece, arguments), decisive).contains(decisive) == decisive;
            }
            default -> call(method, all(), arguments);
        };
    }

    @SuppressWarnings("unchecked") // the collector's own types, which only it knows
    private @Nullable Object collect(Collector<?, ?, ?> any) throws Throwable {
        var collector = (Collector<Object, Object, Object>) any;
        List<@Nullable Object> parts = pieces(
                piece -> {
                    Object container = collector.supplier().get();
                    ((Stream<Object>) piece)
                            .forEachOrdered(each -> collector.accumulator().accept(container, each));
                    return container;
                },
                null);
        Object whole = required(parts.getFirst());
        for (int i = 1; i < parts.size(); i++) {
            whole = collector.combiner().apply(whole, required(parts.get(i)));
        }
        return collector.characteristics().contains(Collector.Characteristics.IDENTITY_FINISH)
                ? whole
                : collector.finisher().apply(whole);
    }

    @SuppressWarnings("unchecked") // the container's type, which only the caller knows
    private Object combined(Method method, Object[] arguments, BiConsumer<?, ?> combiner) throws Throwable {
        List<@Nullable Object> parts = pieces(piece -> call(method, piece, arguments), null);
        Object whole = required(parts.getFirst());
        for (Object part : parts.subList(1, parts.size())) {
            ((BiConsumer<Object, Object>) combiner).accept(whole, required(part));
        }
        return whole;
    }

    @SuppressWarnings("unchecked") // the result's type, which only the caller knows
    private @Nullable Object reduced(Method method, Object[] arguments) throws Throwable {
        List<@Nullable Object> parts = pieces(piece -> call(method, piece, arguments), null);
        Object whole = parts.getFirst();
        for (Object part : parts.subList(1, parts.size())) {
            whole = ((BinaryOperator<@Nullable Object>) arguments[2]).apply(whole, part);
        }
        return whole;
    }

    /** Reduces the results of the pieces as the pieces themselves were reduced. */
    private @Nullable Object reducedAgain(Method method, Object[] arguments) throws Throwable {
        var parts = new ArrayList<@Nullable Object>();
        for (Object part : pieces(piece -> call(method, piece, arguments), null)) {
            switch (part) {
                case Optional<?> optional -> optional.ifPresent(parts::add);
                case OptionalInt optional -> optional.ifPresent(parts::add);
                case OptionalLong optional -> optional.ifPresent(parts::add);
                case OptionalDouble optional -> optional.ifPresent(parts::add);
                case null -> parts.add(null);
                default -> parts.add(part);
            }
        }
        return call(method, stream(parts), arguments);
    }

    /** All elements, through all steps so far, as a sequential stream. */
    private BaseStream<?, ?> all() throws Throwable {
        var elements = new ArrayList<@Nullable Object>();
        for (Object part : pieces(ParallelPipeline::elements, null)) {
            elements.addAll((List<?>) required(part));
        }
        return stream(elements);
    }

    private static List<@Nullable Object> elements(BaseStream<?, ?> stream) {
        var elements = new ArrayList<@Nullable Object>();
        stream.iterator().forEachRemaining(elements::add);
        return elements;
    }

    private BaseStream<?, ?> stream(List<@Nullable Object> elements) {
        if (type == IntStream.class) {
            return elements.stream().mapToInt(each -> (Integer) required(each));
        } else if (type == LongStream.class) {
            return elements.stream().mapToLong(each -> (Long) required(each));
        } else if (type == DoubleStream.class) {
            return elements.stream().mapToDouble(each -> (Double) required(each));
        }
        return elements.stream();
    }

    private BaseStream<?, ?> sequential() throws Throwable {
        return staged(source);
    }

    private BaseStream<?, ?> staged(BaseStream<?, ?> from) throws Throwable {
        BaseStream<?, ?> stream = from;
        for (Stage stage : stages) {
            stream = (BaseStream<?, ?>) required(call(stage.method(), stream, stage.arguments()));
        }
        return stream;
    }

    /**
     * Handles the pieces on the caller and on the workers, and returns their results in the order of the source.
     *
     * @param decisive a result that makes the pieces not yet begun superfluous, or null
     */
    private List<@Nullable Object> pieces(Piece handling, @Nullable Object decisive) throws Throwable {
        LearnerThread me = LearnerThread.current();
        CommonPool pool = me.inside.commonPool();
        List<Spliterator<?>> parts = split(source.spliterator(), pool.parallelism());
        var work = new Work(parts, handling, decisive, me);
        for (int helpers = Math.min(pool.parallelism(), parts.size() - 1); helpers > 0; helpers--) {
            pool.execute(work);
        }
        work.run();
        try (var _ = pool.blocked()) {
            me.awaitUninterruptibly(Wait.What.END, "a parallel stream", work::over);
        }
        if (work.failure != null) {
            throw work.failure;
        }
        return work.results();
    }

    private final class Work implements Runnable {
        private final List<Spliterator<?>> parts;
        private final Piece handling;
        private final @Nullable Object decisive;
        private final LearnerThread caller;
        private final List<@Nullable Object> results = new ArrayList<>();
        private final List<Integer> handled = new ArrayList<>();
        private int begun;
        private int running;
        private @Nullable Throwable failure;

        Work(List<Spliterator<?>> parts, Piece handling, @Nullable Object decisive, LearnerThread caller) {
            this.parts = parts;
            this.handling = handling;
            this.decisive = decisive;
            this.caller = caller;
            parts.forEach(part -> results.add(null));
        }

        @Override
        public void run() {
            while (begun < parts.size()) {
                int mine = begun++;
                running++;
                try {
                    Object result = handling.of(staged(stream(parts.get(mine))));
                    results.set(mine, result);
                    handled.add(mine);
                    if (decisive != null && decisive.equals(result)) {
                        begun = parts.size();
                    }
                } catch (RunOverError over) {
                    throw over;
                } catch (Throwable thrown) {
                    failure = failure == null ? thrown : failure;
                    begun = parts.size();
                } finally {
                    running--;
                }
            }
            caller.wake();
        }

        boolean over() {
            return begun >= parts.size() && running == 0;
        }

        List<@Nullable Object> results() {
            var all = new ArrayList<@Nullable Object>();
            for (int i = 0; i < results.size(); i++) {
                if (handled.contains(i)) {
                    all.add(results.get(i));
                }
            }
            return all;
        }
    }

    private static List<Spliterator<?>> split(Spliterator<?> whole, int workers) {
        long target = Math.max(1, whole.estimateSize() / ((long) workers * PIECES_PER_WORKER));
        var parts = new ArrayList<Spliterator<?>>();
        var open = new ArrayDeque<Spliterator<?>>(List.of(whole));
        while (!open.isEmpty()) {
            Spliterator<?> right = open.pop();
            Spliterator<?> left = right.estimateSize() > target ? right.trySplit() : null;
            if (left == null) {
                parts.add(right);
            } else {
                open.push(right);
                open.push(left);
            }
        }
        return parts;
    }

    private static BaseStream<?, ?> stream(Spliterator<?> part) {
        return switch (part) {
            case Spliterator.OfInt ints -> StreamSupport.intStream(ints, false);
            case Spliterator.OfLong longs -> StreamSupport.longStream(longs, false);
            case Spliterator.OfDouble doubles -> StreamSupport.doubleStream(doubles, false);
            default -> StreamSupport.stream(part, false);
        };
    }

    private static @Nullable Object call(Method method, Object on, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static Object required(@Nullable Object object) {
        return java.util.Objects.requireNonNull(object);
    }
}

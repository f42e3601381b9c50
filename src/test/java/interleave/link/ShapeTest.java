package interleave.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Values of a declared type cross as data and come back as they were")
class ShapeTest {
    enum Colour {
        RED,
        GREEN
    }

    record Point(int x, long y) {}

    record Pair<A, B>(A first, B second) {}

    sealed interface Result<T> permits Ok, Failed {}

    record Ok<T>(T value) implements Result<T> {}

    record Failed<T>(String why) implements Result<T> {}

    /** Only its signatures count. */
    @SuppressWarnings("UnusedMethod")
    private abstract static class Declared {
        abstract int integer();

        abstract @Nullable Integer box();

        abstract char letter();

        abstract float fraction();

        abstract byte[] bytes();

        abstract int[] integers();

        abstract Point[][] points();

        abstract List<Integer> list();

        abstract Collection<? extends Long> collection();

        abstract Set<Colour> set();

        abstract Map<String, List<Short>> map();

        abstract Map<Integer, Colour> numbered();

        abstract Optional<Point> optional();

        abstract Duration duration();

        abstract Instant instant();

        abstract Pair<Integer, Pair<Byte, List<Character>>> pair();

        abstract List<Result<Integer>> results();

        abstract Result<Pair<Integer, Colour>> result();

        abstract Object anything();

        abstract Runnable service();
    }

    private static final Shape SHAPE = new Shape(Shape.References.NONE);

    private static Type type(String method) {
        return Stream.of(Declared.class.getDeclaredMethods())
                .filter(m -> m.getName().equals(method))
                .findFirst()
                .orElseThrow()
                .getGenericReturnType();
    }

    private static @Nullable Object there(@Nullable Object value, String method) {
        return Data.decode(Data.encode(SHAPE.toData(value, type(method))));
    }

    private static @Nullable Object roundTrip(@Nullable Object value, String method) {
        return SHAPE.fromData(there(value, method), type(method));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("integer", 42),
                Arguments.of("box", null),
                Arguments.of("letter", 'x'),
                Arguments.of("fraction", 1.5f),
                Arguments.of("list", List.of(1, 2, 3)),
                Arguments.of("collection", List.of(1L, 2L)),
                Arguments.of("set", Set.of(Colour.GREEN)),
                Arguments.of("map", Map.of("a", List.of((short) 1))),
                Arguments.of("numbered", Map.of(7, Colour.RED)),
                Arguments.of("optional", Optional.of(new Point(1, 2))),
                Arguments.of("optional", Optional.empty()),
                Arguments.of("duration", Duration.ofNanos(1_500_000_001)),
                Arguments.of("instant", Instant.ofEpochSecond(5, 6)),
                Arguments.of("pair", new Pair<>(1, new Pair<>((byte) 2, List.of('c')))),
                Arguments.of("results", List.of(new Ok<>(1), new Failed<Integer>("no"))),
                Arguments.of("result", new Ok<>(new Pair<>(1, Colour.RED))),
                Arguments.of("anything", "text"));
    }

    @ParameterizedTest
    @MethodSource("values")
    @DisplayName("whatever the declaration says")
    void roundTrips(String method, @Nullable Object value) {
        assertEquals(value, roundTrip(value, method));
    }

    @Test
    @DisplayName("arrays too, primitive ones and arrays of arrays")
    void arrays() {
        assertArrayEquals(new int[] {1, 2}, (int[]) roundTrip(new int[] {1, 2}, "integers"));
        assertArrayEquals(new byte[] {1, 2}, (byte[]) roundTrip(new byte[] {1, 2}, "bytes"));
        Point[][] points = {{new Point(1, 2)}, {}};
        assertArrayEquals(points, (Point[][]) roundTrip(points, "points"));
    }

    @Test
    @DisplayName("a value that unchecked casts smuggled in is refused with its place")
    void smuggled() {
        var thrown = assertThrows(ShapeException.class, () -> SHAPE.toData(List.of(1, "two"), type("list")));
        assertEquals("at [1], an object of String where Integer is expected", thrown.getMessage());
        thrown = assertThrows(ShapeException.class, () -> SHAPE.toData(new Ok<>("x"), type("result")));
        assertEquals("at .value, an object of String where Pair<Integer, Colour> is expected", thrown.getMessage());
    }

    @Test
    @DisplayName("data of another shape is refused with its place")
    void otherShape() {
        var thrown = assertThrows(ShapeException.class, () -> SHAPE.fromData(List.of(1L, "two"), type("list")));
        assertEquals("at [1], a text where Integer is expected", thrown.getMessage());
        assertThrows(ShapeException.class, () -> SHAPE.fromData(1L << 40, type("integer")));
        assertThrows(ShapeException.class, () -> SHAPE.fromData(null, type("integer")));
        assertThrows(ShapeException.class, () -> SHAPE.fromData(1.5, type("integer")));
        assertThrows(ShapeException.class, () -> SHAPE.fromData(List.of("BLUE"), type("set")));
        assertThrows(ShapeException.class, () -> SHAPE.fromData(Struct.of("present"), type("map")));
        assertThrows(ShapeException.class, () -> SHAPE.fromData(Struct.of("Point", "x", 1L), Point.class));
        assertThrows(ShapeException.class, () -> SHAPE.fromData(List.of(Struct.of("Point")), type("results")));
    }

    @Test
    @DisplayName("an interface that is no data is a reference, refused where there are none")
    void references() {
        Runnable service = () -> {};
        assertThrows(ShapeException.class, () -> SHAPE.toData(service, type("service")));
        var shape = new Shape(new Shape.References() {
            @Override
            public Object name(Object value, Type declared) {
                return Struct.of("service", "type", Shape.name(declared));
            }

            @Override
            public Object resolve(@Nullable Object data, Type declared) {
                assertInstanceOf(Struct.class, data);
                return service;
            }
        });
        assertEquals(service, shape.fromData(shape.toData(service, type("service")), type("service")));
    }

    @Test
    @DisplayName("what is nested deeper than data may be is refused")
    void deep() {
        Object deep = List.of();
        for (int i = 0; i < 100; i++) {
            deep = List.of(deep);
        }
        Object tower = deep;
        assertThrows(ShapeException.class, () -> SHAPE.toData(tower, Object.class));
    }
}

package interleave.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Data")
class DataTest {
    @Test
    @DisplayName("comes out as it went in")
    void roundTrip() {
        var map = new LinkedHashMap<Object, Object>();
        map.put("n", null);
        map.put(7L, List.of(true, false, 1.5, "žluť", Long.MIN_VALUE));
        var struct = Struct.of("outer", "map", map, "inner", Struct.of("inner", "empty", List.of()));

        assertEquals(struct, Data.decode(Data.encode(struct)));
        assertNull(Data.decode(Data.encode(null)));
        assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) Data.decode(Data.encode(new byte[] {1, 2, 3})));
    }

    @Test
    @DisplayName("widens what has no tag of its own")
    void widening() {
        var given = Arrays.<Object>asList(1, (short) 2, (byte) 3, 1.5f, 'x', Thread.State.NEW);

        assertEquals(List.of(1L, 2L, 3L, 1.5, "x", "NEW"), Data.decode(Data.encode(given)));
    }

    @Test
    @DisplayName("refuses an object that is no data, and names its type")
    void noData() {
        var e = assertThrows(IllegalArgumentException.class, () -> Data.encode(List.of(new Random())));

        assertEquals("only data crosses the link, and java.util.Random is no data", e.getMessage());
    }

    @Test
    @DisplayName("holds 64 levels and refuses the 65th, on both sides")
    void depth() {
        Object deepest = nested(Data.MAX_DEPTH);
        assertEquals(deepest, Data.decode(Data.encode(deepest)));
        assertThrows(IllegalArgumentException.class, () -> Data.encode(nested(Data.MAX_DEPTH + 1)));

        byte[] tooDeep = new byte[5 * (Data.MAX_DEPTH + 1) + 1];
        for (int i = 0; i <= Data.MAX_DEPTH; i++) {
            tooDeep[5 * i] = 7;
            tooDeep[5 * i + 4] = 1;
        }
        var e = assertThrows(MalformedDataException.class, () -> Data.decode(tooDeep));
        assertEquals("nested deeper than 64", e.getMessage());
    }

    @Test
    @DisplayName("finds a length that cannot be true before it spends memory on it")
    void hugeLength() {
        byte[] twoBillionElements = {7, 127, -1, -1, -1};

        var e = assertThrows(MalformedDataException.class, () -> Data.decode(twoBillionElements));

        assertEquals("a length of 2147483647 where 0 bytes are left", e.getMessage());
    }

    @Test
    @DisplayName("made of random bytes is a value or malformed, never anything else")
    void randomBytes() {
        var random = new Random(1);
        int malformed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            bytes = i % 2 == 0 ? bytes : damaged(random);
            try {
                Data.decode(bytes);
            } catch (MalformedDataException e) {
                malformed++;
            }
        }
        assertEquals(true, malformed > 1_000 && malformed < 20_000, malformed + " malformed");
    }

    @Test
    @DisplayName("says which field of a struct is missing or of the wrong type")
    void fields() {
        var struct = Struct.of("snippet", "class", "A", "method", 7);

        assertEquals("A", struct.string("class"));
        assertEquals(
                "snippet.method is Long, expected String",
                assertThrows(
                                MalformedDataException.class,
                                () -> ((Struct) Data.decode(Data.encode(struct))).string("method"))
                        .getMessage());
        assertEquals(
                "snippet.line is missing, expected Long",
                assertThrows(MalformedDataException.class, () -> struct.integer("line"))
                        .getMessage());
    }

    private static byte[] damaged(Random random) {
        byte[] good = Data.encode(Struct.of("out", "bytes", new byte[9], "list", List.of(1, "two", Map.of("k", 3.0))));
        good[random.nextInt(good.length)] = (byte) random.nextInt(256);
        return good;
    }

    private static Object nested(int depth) {
        Object value = List.of();
        for (int i = 1; i < depth; i++) {
            value = new ArrayList<>(List.of(value));
        }
        return value;
    }
}

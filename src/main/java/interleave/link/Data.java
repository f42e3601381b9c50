package interleave.link;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one encoding of everything that crosses the link: a tag byte, then the value.
 *
 * <p>It carries data only. Unlike Java serialization, decoding loads no class and runs no code of the sender: what comes out is null, {@link Boolean},
 * {@link Long}, {@link Double}, {@link String}, {@code byte[]}, {@link List}, {@link Map} or {@link Struct}, nothing else.
 *
 * <p>Encoding is wider than decoding: every integral type becomes a {@code Long}, {@code float} a {@code Double}, {@code char} and enum constants a
 * {@code String}, any {@link Collection} a {@code List}. Numbers are big-endian, strings UTF-8 with their length in bytes before them.
 */
public final class Data {
    /** Containers nested in one another at most; deeper data is refused on both sides. */
    public static final int MAX_DEPTH = 64;

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int STRING = 5;
    private static final int BYTES = 6;
    private static final int LIST = 7;
    private static final int MAP = 8;
    private static final int STRUCT = 9;

    private Data() {}

    /**
     * The bytes of a value.
     *
     * @throws IllegalArgumentException if the value, or one inside it, is of a type that data does not have, or nested deeper than {@link #MAX_DEPTH}
     */
    public static byte[] encode(@Nullable Object value) {
        var out = new Sink();
        encode(value, out, 0);
        return out.toByteArray();
    }

    /**
     * The value of the bytes.
     *
     * @throws MalformedDataException if the bytes are not exactly one encoded value, or it is nested deeper than {@link #MAX_DEPTH}
     */
    public static @Nullable Object decode(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            Object value = decode(in, 0);
            if (in.hasRemaining()) {
                throw new MalformedDataException(in.remaining() + " bytes after the end of the value");
            }
            return value;
        } catch (BufferUnderflowException e) {
            throw new MalformedDataException("the value ends in the middle");
        }
    }

    /** The value as the other side has it: whole numbers {@code Long}, enum constants {@code String}, and so on. */
    public static @Nullable Object arrived(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long _, String _, Boolean _ -> value;
            case Integer n -> n.longValue();
            default -> decode(encode(value));
        };
    }

    private static void encode(@Nullable Object value, Sink out, int depth) {
        switch (value) {
            case null -> out.write(NULL);
            case Boolean b -> out.write(b ? TRUE : FALSE);
            case Long n -> out.tagged(LONG, n);
            case Integer n -> out.tagged(LONG, n);
            case Short n -> out.tagged(LONG, n);
            case Byte n -> out.tagged(LONG, n);
            case Double d -> out.tagged(DOUBLE, Double.doubleToRawLongBits(d));
            case Float f -> out.tagged(DOUBLE, Double.doubleToRawLongBits(f));
            case String s -> {
                out.write(STRING);
                out.text(s);
            }
            case Character c -> encode(c.toString(), out, depth);
            case Enum<?> e -> encode(e.name(), out, depth);
            case byte[] b -> {
                out.write(BYTES);
                out.length(b.length);
                out.writeBytes(b);
            }
            case Collection<?> list -> {
                out.open(LIST, list.size(), depth);
                for (Object element : list) {
                    encode(element, out, depth + 1);
                }
            }
            case Map<?, ?> map -> {
                out.open(MAP, map.size(), depth);
                for (var entry : map.entrySet()) {
                    encode(entry.getKey(), out, depth + 1);
                    encode(entry.getValue(), out, depth + 1);
                }
            }
            case Struct struct -> {
                out.open(STRUCT, struct.fields().size(), depth);
                out.text(struct.name());
                for (var field : struct.fields().entrySet()) {
                    out.text(field.getKey());
                    encode(field.getValue(), out, depth + 1);
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "only data crosses the link, and " + value.getClass().getName() + " is no data");
        }
    }

    private static @Nullable Object decode(ByteBuffer in, int depth) {
        return switch (in.get()) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case LONG -> in.getLong();
            case DOUBLE -> Double.longBitsToDouble(in.getLong());
            case STRING -> text(in);
            case BYTES -> bytes(in);
            case LIST -> {
                int size = size(in, depth);
                var list = new ArrayList<@Nullable Object>(size);
                for (int i = 0; i < size; i++) {
                    list.add(decode(in, depth + 1));
                }
                yield list;
            }
            case MAP -> {
                int size = size(in, depth);
                var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
                for (int i = 0; i < size; i++) {
                    Object key = decode(in, depth + 1);
                    map.put(key, decode(in, depth + 1));
                }
                yield map;
            }
            case STRUCT -> {
                int size = size(in, depth);
                String name = text(in);
                var fields = new LinkedHashMap<String, @Nullable Object>();
                for (int i = 0; i < size; i++) {
                    String field = text(in);
                    fields.put(field, decode(in, depth + 1));
                }
                yield new Struct(name, fields);
            }
            default -> throw new MalformedDataException("byte " + (in.position() - 1) + " is no tag of a value");
        };
    }

    /** The number of elements: each takes at least one byte, so a length that cannot be true is found before memory is spent on it. */
    private static int size(ByteBuffer in, int depth) {
        if (depth >= MAX_DEPTH) {
            throw new MalformedDataException("nested deeper than " + MAX_DEPTH);
        }
        return length(in);
    }

    private static int length(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new MalformedDataException("a length of " + length + " where " + in.remaining() + " bytes are left");
        }
        return length;
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in) {
        var bytes = new byte[length(in)];
        in.get(bytes);
        return bytes;
    }

    /** Bytes one after another; unlike a {@code ByteArrayOutputStream}, without a lock for each. */
    private static final class Sink {
        private byte[] bytes = new byte[256];
        private int size;

        void write(int tag) {
            room(1);
            bytes[size++] = (byte) tag;
        }

        void writeBytes(byte[] more) {
            room(more.length);
            System.arraycopy(more, 0, bytes, size, more.length);
            size += more.length;
        }

        private void room(int more) {
            if (bytes.length - size < more) {
                bytes = Arrays.copyOf(
                        bytes, Math.max(Math.addExact(size, more), Math.max(bytes.length, bytes.length * 2)));
            }
        }

        byte[] toByteArray() {
            return Arrays.copyOf(bytes, size);
        }

        void tagged(int tag, long bits) {
            write(tag);
            length((int) (bits >>> 32));
            length((int) bits);
        }

        void length(int n) {
            room(Integer.BYTES);
            bytes[size++] = (byte) (n >>> 24);
            bytes[size++] = (byte) (n >>> 16);
            bytes[size++] = (byte) (n >>> 8);
            bytes[size++] = (byte) n;
        }

        void text(String s) {
            byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
            length(utf8.length);
            writeBytes(utf8);
        }

        void open(int tag, int elements, int depth) {
            if (depth >= MAX_DEPTH) {
                throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH);
            }
            write(tag);
            length(elements);
        }
    }
}

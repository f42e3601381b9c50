package interleave.schedule.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Many small whole numbers as bytes, seven bits in each: choices and candidates are nearly all below 128, and a trace has hundreds. */
public final class Packed {
    private byte[] bytes = new byte[64];
    private int length;

    /** None yet. */
    public Packed() {}

    /** Those numbers, each {@code >= 0}, in their order. */
    public static byte[] of(Collection<Integer> numbers) {
        var packed = new Packed();
        numbers.forEach(packed::add);
        return packed.toBytes();
    }

    /** Adds one, {@code >= 0}. */
    public void add(int number) {
        int rest = number;
        while (rest > 0x7f) {
            append((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        append((byte) rest);
    }

    private void append(byte one) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = one;
    }

    /** Those added so far, for {@link Wire#integers}. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /**
     * The numbers.
     *
     * @throws IllegalArgumentException if one does not end, or is larger than an int
     */
    static List<Integer> read(byte[] packed) {
        var numbers = new ArrayList<Integer>(packed.length);
        int number = 0;
        int shift = 0;
        for (byte each : packed) {
            if (shift > 28 || (shift == 28 && (each & 0x78) != 0)) {
                throw new IllegalArgumentException("a number is larger than 31 bits");
            }
            number |= (each & 0x7f) << shift;
            if (each >= 0) {
                numbers.add(number);
                number = 0;
                shift = 0;
            } else {
                shift += 7;
            }
        }
        if (shift != 0) {
            throw new IllegalArgumentException("the last number does not end");
        }
        return numbers;
    }
}

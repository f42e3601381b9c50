package interleave.grade.compile;

import java.util.Arrays;

/**
 * A compiled class.
 *
 * @param name binary name, such as {@code exercise.ProfilePage} or {@code Answer$Part}
 * @param bytes the class file; not to be changed
 */
@SuppressWarnings(
        "ArrayRecordComponent") // class files are handed on by the dozen, and nobody compares them but by equals below
public record ClassBytes(String name, byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ClassBytes c && c.name.equals(name) && Arrays.equals(c.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + bytes.length + " bytes)";
    }
}

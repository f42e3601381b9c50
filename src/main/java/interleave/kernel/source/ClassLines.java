package interleave.kernel.source;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/**
 * Gives a class that JShell made the learner's own line numbers: source file {@code cell [7]}, lines counted in the cell.
 *
 * <p>Every stack trace then speaks of cells by itself, also one that learner code prints, a thread dump, or a debugger. The bytes are patched in place: only the
 * numbers in the line tables change, and one name is added to the constant pool. A reader for class files ({@code java.lang.classfile}) would do it as well, and
 * start a hundred classes for it before the first result.
 */
public final class ClassLines {
    private final byte[] source;
    private final ByteBuffer in;
    private final IntUnaryOperator lines;
    private int codeName;
    private int lineTableName;
    private int sourceFileName;
    private int poolEnd;

    private ClassLines(byte[] source, IntUnaryOperator lines) {
        this.source = source.clone();
        this.in = ByteBuffer.wrap(this.source);
        this.lines = lines;
    }

    /** The same class with its lines mapped by {@code lines} and {@code file} as the name of its source; unchanged when it bears no lines. */
    public static byte[] relabel(byte[] classFile, String file, IntUnaryOperator lines) {
        return new ClassLines(classFile, lines).relabel(file);
    }

    private byte[] relabel(String file) {
        int poolSize = readPool();
        in.position(in.position() + 6);
        skip(Short.BYTES * u2());
        skipMembers();
        readMethods();
        int sourceFileIndex = sourceFile();
        if (sourceFileIndex < 0 || poolSize >= 0xFFFF) {
            return source;
        }
        in.putShort(8, (short) (poolSize + 1));
        in.putShort(sourceFileIndex, (short) poolSize);
        var out = new ByteArrayOutputStream(source.length + file.length() + 3);
        out.write(source, 0, poolEnd);
        try (var added = new DataOutputStream(out)) {
            added.writeByte(1);
            added.writeUTF(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.write(source, poolEnd, source.length - poolEnd);
        return out.toByteArray();
    }

    private int readPool() {
        in.position(8);
        int size = u2();
        for (int i = 1; i < size; i++) {
            int tag = in.get();
            switch (tag) {
                case 1 -> name(i);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.position(in.position() + 4);
                case 5, 6 -> {
                    in.position(in.position() + 8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.position(in.position() + 2);
                case 15 -> in.position(in.position() + 3);
                default ->
                    throw new IllegalArgumentException("constant " + i + " of the class has the unknown tag " + tag);
            }
        }
        poolEnd = in.position();
        return size;
    }

    private void name(int index) {
        int length = u2();
        if (matches(length, "Code")) {
            codeName = index;
        } else if (matches(length, "LineNumberTable")) {
            lineTableName = index;
        } else if (matches(length, "SourceFile")) {
            sourceFileName = index;
        }
        in.position(in.position() + length);
    }

    private boolean matches(int length, String name) {
        return length == name.length()
                && new String(source, in.position(), length, StandardCharsets.ISO_8859_1).equals(name);
    }

    private void skipMembers() {
        for (int members = u2(); members > 0; members--) {
            in.position(in.position() + 6);
            for (int attributes = u2(); attributes > 0; attributes--) {
                in.position(in.position() + 2);
                skip(in.getInt());
            }
        }
    }

    private void readMethods() {
        for (int methods = u2(); methods > 0; methods--) {
            in.position(in.position() + 6);
            for (int attributes = u2(); attributes > 0; attributes--) {
                int name = u2();
                int length = in.getInt();
                int end = in.position() + length;
                if (name == codeName) {
                    readCode();
                }
                in.position(end);
            }
        }
    }

    private void readCode() {
        in.position(in.position() + 4);
        skip(in.getInt());
        skip(8 * u2());
        for (int attributes = u2(); attributes > 0; attributes--) {
            int name = u2();
            int length = in.getInt();
            int end = in.position() + length;
            if (name == lineTableName) {
                for (int entries = u2(); entries > 0; entries--) {
                    in.position(in.position() + 2);
                    int at = in.position();
                    in.putShort(at, (short) lines.applyAsInt(u2()));
                }
            }
            in.position(end);
        }
    }

    /** Where the index of the source file's name stands, -1 when the class has none. */
    private int sourceFile() {
        for (int attributes = u2(); attributes > 0; attributes--) {
            int name = u2();
            int length = in.getInt();
            if (name == sourceFileName) {
                return in.position();
            }
            skip(length);
        }
        return -1;
    }

    private int u2() {
        return in.getShort() & 0xFFFF;
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }
}

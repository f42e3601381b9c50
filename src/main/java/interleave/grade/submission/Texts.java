package interleave.grade.submission;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that somebody else wrote: size first, UTF-8 strictly, one kind of line end, cut where a sentence of ours quotes it. */
public final class Texts {
    private Texts() {}

    /** Why a file is no text of ours: a clause that follows the file's name. */
    public static final class NoTextException extends Exception {
        private static final long serialVersionUID = 1;

        NoTextException(String why) {
            super(why);
        }
    }

    /**
     * Reads a file.
     *
     * @param maxBytes size from which on it is refused unread
     * @throws NoTextException if it is no file, is larger, cannot be read or is not UTF-8
     */
    public static String read(Path file, long maxBytes) throws NoTextException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoTextException(Files.exists(file) ? "is not a file" : "does not exist");
            }
            long size = Files.size(file);
            if (size > maxBytes) {
                throw new NoTextException("has " + size + " bytes, and at most " + maxBytes + " are read");
            }
            return decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new NoTextException("cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    static String decode(byte[] bytes) throws NoTextException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return normalize(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new NoTextException("is not UTF-8 text");
        }
    }

    /** Every line end is {@code \n}: the same answer has the same hash, wherever it was saved. */
    public static String normalize(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** One line of at most {@code length} characters. */
    public static String cut(String text, int length) {
        String line = text.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ');
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }
}

package interleave.kernel.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A class that is given the learner's lines")
class ClassLinesTest {
    private static final class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    /** Fails on a line of its own. */
    static final class Failing {
        private static final long WIDE = 1L << 40;
        private static final double WIDER = 1e300;

        private Failing() {}

        static void fail() {
            throw new IllegalStateException("on purpose " + WIDE + WIDER);
        }
    }

    @Test
    @DisplayName("tells them in its stack traces, with the name that it was given, and runs as before")
    void relabelled() throws Exception {
        byte[] bytes = ClassLines.relabel(bytes(), "cell [7]", _ -> 42);
        Class<?> relabelled = new Loader().define(bytes);
        Method fail = relabelled.getDeclaredMethod("fail");
        fail.setAccessible(true);

        Throwable thrown = assertThrows(InvocationTargetException.class, () -> fail.invoke(null))
                .getCause();

        StackTraceElement frame = thrown.getStackTrace()[0];
        assertEquals("cell [7]", frame.getFileName());
        assertEquals(42, frame.getLineNumber());
    }

    @Test
    @DisplayName("leaves the bytes that it was given as they are")
    void given() throws IOException {
        byte[] before = bytes();
        byte[] given = bytes();

        byte[] _ = ClassLines.relabel(given, "cell [1]", line -> line);

        assertArrayEquals(before, given);
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = Failing.class.getResourceAsStream("ClassLinesTest$Failing.class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }
}

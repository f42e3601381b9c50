package interleave.guest;

import interleave.schedule.HtmlText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What every cell can call without an import, under the names that IJava gave them: show a value in the middle of a cell, show it anew, take away what was shown.
 *
 * <p>Unlike {@code System.out.println}, which makes text of everything, {@code display} shows a value as a cell's result would be shown: as a picture or a table where
 * it is one. Callable from any thread; what is shown appears under the cell that the thread works for.
 */
public final class Displays {
    private static final AtomicLong NEXT = new AtomicLong();

    private Displays() {}

    /**
     * A value as a front end is to show it.
     *
     * @param data by MIME type, each a {@link String} or a {@code byte[]}; {@code text/plain} among them
     */
    public record Rendered(Map<String, Object> data) {
        /** Copies the data, in its order. */
        public Rendered {
            data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }

        /** The plain text. */
        @Override
        public String toString() {
            return String.valueOf(data.get("text/plain"));
        }
    }

    /**
     * Shows a value as it would be shown as a cell's result.
     *
     * @return the name under which {@link #updateDisplay} shows something else in its place
     */
    public static String display(@Nullable Object value) {
        return display(Value.render(value));
    }

    /**
     * Shows a value as these MIME types, and as plain text where a front end knows none of them.
     *
     * @param value a text that is already of such a type ({@code display("<b>!</b>", "text/html")}), or any value that can be shown as one
     * @return the name under which {@link #updateDisplay} shows something else in its place
     */
    public static String display(@Nullable Object value, String... types) {
        return display(render(value, types).data());
    }

    private static String display(Map<String, Object> data) {
        String id = "interleave-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
        Display.show(data, id, false);
        return id;
    }

    /** The value as it would be shown as a cell's result, to be the result of a cell or to be looked into. */
    public static Rendered render(@Nullable Object value) {
        return new Rendered(Value.render(value));
    }

    /** The value as these MIME types, as far as it can be shown as them, and as plain text. */
    public static Rendered render(@Nullable Object value, String... types) {
        Map<String, Object> all = Value.render(value, List.of(types));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text/plain", String.valueOf(all.get("text/plain")));
        for (String type : types) {
            Object shown = as(value, type, all);
            if (shown != null) {
                data.put(type, shown);
            }
        }
        return new Rendered(data);
    }

    private static @Nullable Object as(@Nullable Object value, String type, Map<String, Object> all) {
        if (all.containsKey(type)) {
            return all.get(type);
        }
        boolean picture = type.startsWith("image/") && !type.equals("image/svg+xml");
        if (value instanceof byte[] bytes && picture) {
            return bytes.clone();
        }
        if (picture || value == null) {
            try {
                return value == null ? null : Pictures.as(value, type);
            } catch (IOException e) {
                return null;
            }
        }
        return value instanceof CharSequence text
                ? text.toString()
                : type.equals("text/html") ? "<pre>" + HtmlText.escape(Words.of(value)) + "</pre>" : Words.of(value);
    }

    /** Shows a value in the place of what was shown under this name, wherever that is. */
    public static void updateDisplay(String id, @Nullable Object value) {
        Display.show(Value.render(value), id, true);
    }

    /** Shows a value as these MIME types in the place of what was shown under this name. */
    public static void updateDisplay(String id, @Nullable Object value, String... types) {
        Display.show(render(value, types).data(), id, true);
    }

    /**
     * Prints as {@code System.out.printf} does: IJava and JJava have it without a class before it, and so have their notebooks.
     *
     * @throws java.util.IllegalFormatException if the format and its arguments do not fit together
     */
    @SuppressWarnings("AnnotateFormatMethod") // cells are compiled by nobody who would read it
    public static void printf(String format, @Nullable Object... arguments) {
        System.out.printf(format, arguments);
    }

    /** Takes away all that this cell has shown and printed so far. */
    public static void clearOutput() {
        clearOutput(false);
    }

    /**
     * Takes away all that this cell has shown and printed so far.
     *
     * @param wait whether to wait with it until there is something new to show, so that nothing flickers
     */
    public static void clearOutput(boolean wait) {
        Display.clear(wait);
    }
}

package interleave.guest;

import interleave.link.Struct;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How a value is shown: by a {@link Renderer} if there is one for it, as a picture or a table where it is one, and always in {@linkplain Words words}.
 *
 * <p>Code of the learner's that takes part, such as {@code toString}, may throw whatever it likes: the value is shown all the same, with what went wrong.
 */
final class Value {
    /** Looked up once, because a look-up reads every jar; anew when the class path has grown. Not safe for use by several threads at once. */
    private static ServiceLoader<Renderer> renderers = ServiceLoader.load(Renderer.class, Value.class.getClassLoader());

    /** Those of the notebook's own, the last one first. */
    private static final List<Renderer> REGISTERED = new CopyOnWriteArrayList<>();

    private Value() {}

    /** Asks this renderer before all others. */
    static void register(Renderer renderer) {
        REGISTERED.addFirst(renderer);
    }

    /** The class path has grown: there may be new renderers on it. */
    static synchronized void classPathHasGrown() {
        renderers = ServiceLoader.load(Renderer.class, Value.class.getClassLoader());
    }

    /** The body of a RESULT frame: {@code value{data}} with the value by MIME type. */
    static Struct of(@Nullable Object value) {
        return Struct.of("value", "data", render(value));
    }

    /** The value by MIME type, {@code text/plain} always among them. */
    static Map<String, Object> render(@Nullable Object value) {
        return render(value, List.of());
    }

    /** The value by MIME type, for one of whom these types are asked; none for whatever suits it. */
    static Map<String, Object> render(@Nullable Object value, List<String> types) {
        if (value == null || (REGISTERED.isEmpty() && isPlain(value))) {
            return Map.of("text/plain", Words.shortened(String.valueOf(value)));
        }
        if (value instanceof Displays.Rendered rendered) {
            return rendered.data();
        }
        Map<String, Object> data = new LinkedHashMap<>();
        try {
            Renderer renderer = rendererOf(value);
            data.putAll(renderer != null ? renderer.render(value, types) : picture(value));
            if (data.isEmpty()) {
                String table = Tables.of(value);
                if (table != null) {
                    data.put("text/html", table);
                }
            }
        } catch (ServiceConfigurationError | LinkageError | IOException | RuntimeException e) {
            data.clear();
        }
        data.computeIfAbsent("text/plain", type -> Words.of(value));
        return data;
    }

    /** What most cells end in, which is to cost nothing. */
    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof Character;
    }

    private static Map<String, Object> picture(Object value) throws IOException {
        boolean image = value instanceof Path path
                ? !Pictures.type(path).isEmpty()
                : value.getClass().getName().startsWith("java.awt.")
                        || value.getClass().getName().startsWith("sun.awt.");
        return image ? Pictures.of(value) : Map.of();
    }

    /** Numbers and strings have none: to look for renderers opens every library. */
    private static synchronized @Nullable Renderer rendererOf(Object value) {
        for (Renderer renderer : REGISTERED) {
            if (renderer.renders(value)) {
                return renderer;
            }
        }
        if (value.getClass().getPackageName().equals("java.lang")) {
            return null;
        }
        for (Renderer renderer : renderers) {
            if (renderer.renders(value)) {
                return renderer;
            }
        }
        return null;
    }
}

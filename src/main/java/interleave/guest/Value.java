package interleave.guest;

import interleave.link.Struct;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** How a value is shown: by a {@link Renderer} if there is one for it, else as text that tells more than {@code toString} where that says little. */
final class Value {
    private static final int ELEMENTS = 1000;

    /** Looked up once, because a look-up reads every jar; anew when the class path has grown. Not safe for use by several threads at once. */
    private static ServiceLoader<Renderer> renderers = ServiceLoader.load(Renderer.class, Value.class.getClassLoader());

    private Value() {}

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
        if (value == null) {
            return Map.of("text/plain", "null");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        try {
            Renderer renderer = rendererOf(value);
            if (renderer != null) {
                data.putAll(renderer.render(value));
            }
            if (data.isEmpty() && value instanceof RenderedImage image) {
                data.put("image/png", png(image));
            }
        } catch (ServiceConfigurationError | LinkageError | IOException | RuntimeException e) {
            data.clear();
        }
        data.computeIfAbsent("text/plain", type -> text(value));
        return data;
    }

    /** Numbers and strings have none: to look for renderers opens every library. */
    private static synchronized @Nullable Renderer rendererOf(Object value) {
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

    private static String text(Object value) {
        return switch (value) {
            case Future<?> future -> future(future);
            case RenderedImage image -> "image, " + image.getWidth() + " x " + image.getHeight() + " pixels";
            case Object array when array.getClass().isArray() -> array(array);
            default -> String.valueOf(value);
        };
    }

    private static String future(Future<?> future) {
        String kind = future instanceof CompletableFuture<?> ? "CompletableFuture" : "Future";
        return kind
                + switch (future.state()) {
                    case RUNNING -> ", not completed yet";
                    case SUCCESS -> ", completed with " + shown(future.resultNow());
                    case FAILED -> ", failed with " + future.exceptionNow();
                    case CANCELLED -> ", cancelled";
                };
    }

    private static String array(Object array) {
        var text = new StringJoiner(", ", "[", "]");
        int length = Array.getLength(array);
        for (int i = 0; i < Math.min(length, ELEMENTS); i++) {
            text.add(shown(Array.get(array, i)));
        }
        if (length > ELEMENTS) {
            text.add("… " + (length - ELEMENTS) + " more");
        }
        return text.toString();
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "null" : text(value);
    }

    private static byte[] png(RenderedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}

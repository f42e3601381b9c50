package interleave.guest;

import interleave.schedule.HtmlText;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.swing.ImageIcon;
import org.jspecify.annotations.Nullable;

/** Images, and paths to images, as pictures with alternative text. Loads AWT, so it is asked only for what is one. */
final class Pictures {
    private static final long MOST_BYTES = 8 << 20;

    private Pictures() {}

    /** The picture by MIME type; empty when it is none after all. */
    static Map<String, Object> of(Object value) throws IOException {
        return switch (value) {
            case RenderedImage image -> picture(image, words("image", image.getWidth(), image.getHeight()));
            case Image image -> drawn(image);
            case Path path -> file(path);
            default -> Map.of();
        };
    }

    /** An image in the format of this type; null when it is no image, or Java does not write the format. */
    static byte @Nullable [] as(Object value, String type) throws IOException {
        if (!(value instanceof RenderedImage image)) {
            return null;
        }
        var bytes = new ByteArrayOutputStream();
        boolean written = ImageIO.write(withoutAlpha(image, type), type.substring("image/".length()), bytes);
        return written ? bytes.toByteArray() : null;
    }

    /** JPEG knows no transparency, and Java then writes nothing. */
    private static RenderedImage withoutAlpha(RenderedImage image, String type) {
        if (!type.equals("image/jpeg") || !image.getColorModel().hasAlpha() || !(image instanceof Image drawable)) {
            return image;
        }
        var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(drawable, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return copy;
    }

    private static Map<String, Object> drawn(Image image) throws IOException {
        // an image of the toolkit is loaded when somebody waits for it
        var loaded = new ImageIcon(image);
        int width = loaded.getIconWidth();
        int height = loaded.getIconHeight();
        if (width <= 0 || height <= 0) {
            return Map.of();
        }
        var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(loaded.getImage(), 0, 0, null);
        graphics.dispose();
        return picture(copy, words("image", width, height));
    }

    private static Map<String, Object> picture(RenderedImage image, String alt) throws IOException {
        var bytes = new ByteArrayOutputStream();
        return ImageIO.write(image, "png", bytes)
                ? bundle("image/png", bytes.toByteArray(), image.getWidth(), alt)
                : Map.of();
    }

    /** The type that a file's name promises; empty for what is no image. */
    static String type(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png")
                ? "image/png"
                : name.endsWith(".jpg") || name.endsWith(".jpeg")
                        ? "image/jpeg"
                        : name.endsWith(".gif") ? "image/gif" : "";
    }

    private static Map<String, Object> file(Path path) throws IOException {
        String type = type(path);
        if (type.isEmpty() || !Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
            return Map.of();
        }
        byte[] bytes = Files.readAllBytes(path);
        BufferedImage image = ImageIO.read(path.toFile());
        return image == null
                ? Map.of()
                : bundle(type, bytes, image.getWidth(), words(path.toString(), image.getWidth(), image.getHeight()));
    }

    private static Map<String, Object> bundle(String type, byte[] bytes, int width, String alt) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text/plain", alt);
        data.put(type, bytes);
        data.put(
                "text/html",
                "<img alt=\"" + HtmlText.escape(alt) + "\" width=\"" + width
                        + "\" style=\"max-width:100%;height:auto\" src=\"data:" + type + ";base64,"
                        + Base64.getEncoder().encodeToString(bytes) + "\">");
        return data;
    }

    private static String words(String what, int width, int height) {
        return what + ", " + width + " x " + height + " pixels";
    }
}

package interleave.lab;

import java.util.Optional;

/**
 * A picture that can be read without being seen: the image, and the same data in words.
 *
 * <p>Unlike a bare chart, it always carries its alternative text, and shows that text alone where no picture can be drawn (a machine without fonts) or
 * where the kernel knows nothing of pictures.
 */
public final class Figure {

    private final byte[] png;
    private final int width;
    private final String altText;

    /**
     * @param png the image, empty when none could be drawn
     * @param width the width at which it is meant to be shown, in CSS pixels
     */
    Figure(byte[] png, int width, String altText) {
        this.png = png.clone();
        this.width = width;
        this.altText = altText;
    }

    /** The image as PNG, for twice the resolution of {@link #width()}; empty where no picture could be drawn. */
    public Optional<byte[]> png() {
        return png.length == 0 ? Optional.empty() : Optional.of(png.clone());
    }

    /** The width at which the image is meant to be shown, in CSS pixels. */
    public int width() {
        return width;
    }

    /** What the picture shows, made from the same numbers. */
    public String altText() {
        return altText;
    }

    /** The alternative text. */
    @Override
    public String toString() {
        return altText;
    }
}

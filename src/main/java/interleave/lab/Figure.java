package interleave.lab;

import java.util.List;
import java.util.Optional;

/**
 * A picture that can be read without being seen: the image, and the same data in words.
 *
 * <p>Unlike a bare chart, it always carries its alternative text, and shows that text alone where no picture can be drawn (a machine without fonts) or
 * where the kernel knows nothing of pictures. Lines are named where they end, told apart by colour, dash and place; the paper is white in a dark page too.
 *
 * <pre>{@code
 * var health = new Series("/health");
 * for (int i = 1; i <= 200; i++) health.add(Duration.ofMillis(i % 50 == 0 ? 800 : 2));
 * Figure.percentiles("Beside a resize", "latency (ms)", health)   // or
 * Figure.histogram("Beside a resize", "latency (ms)", health)     // or
 * Figure.lines("Beside a resize", "call", "latency (ms)", health)
 * }</pre>
 */
public final class Figure {

    private final byte[] image;
    private final String mimeType;
    private final int width;
    private final String altText;
    private final String text;

    private Figure(byte[] image, String mimeType, int width, String altText, String text) {
        this.image = image.clone();
        this.mimeType = mimeType;
        this.width = width;
        this.altText = altText;
        this.text = text;
    }

    /**
     * @param png the image for twice the resolution, empty when none could be drawn
     * @param width the width at which it is meant to be shown, in CSS pixels
     */
    static Figure ofPng(byte[] png, int width, String altText) {
        return new Figure(png, "image/png", width, altText, altText);
    }

    /**
     * @param svg the image
     * @param width the width at which it is meant to be shown, in CSS pixels
     * @param text all that the picture shows, where the alternative text is only its gist
     */
    static Figure ofSvg(byte[] svg, int width, String altText, String text) {
        return new Figure(svg, "image/svg+xml", width, altText, text);
    }

    /**
     * Lines through points. Few places across are marked each, and on a logarithmic scale where they reach far (1, 10, 100), as in a sweep.
     *
     * @param title what is shown
     * @param across what the horizontal axis means, with its unit
     * @param up what the vertical axis means, with its unit; it starts at 0
     * @param series one to four
     * @throws IllegalArgumentException if there are none or more than four, or one has no points
     */
    public static Figure lines(String title, String across, String up, Series... series) {
        return LineFigures.lines(title, across, up, List.of(series));
    }

    /**
     * The values of each series by percentile: how the typical one fares, and how the slowest of ten, of a hundred, of a thousand. Percentiles that too
     * few values tell of are left out.
     *
     * @param title what is shown
     * @param up what a value means, with its unit; it starts at 0
     * @param series one to four
     * @throws IllegalArgumentException if there are none or more than four, or one has no points
     */
    public static Figure percentiles(String title, String up, Series... series) {
        return LineFigures.percentiles(title, up, List.of(series));
    }

    /**
     * How many values of each series lie where, in bins that all series share.
     *
     * @param title what is shown
     * @param across what a value means, with its unit
     * @param series one to four
     * @throws IllegalArgumentException if there are none or more than four, or one has no points
     */
    public static Figure histogram(String title, String across, Series... series) {
        return LineFigures.histogram(title, across, List.of(series));
    }

    /** The image, of {@link #mimeType()}; empty where no picture could be drawn. */
    public Optional<byte[]> image() {
        return image.length == 0 ? Optional.empty() : Optional.of(image.clone());
    }

    /** What the image is: {@code image/png}, for twice the resolution of {@link #width()}, or {@code image/svg+xml}. */
    public String mimeType() {
        return mimeType;
    }

    /** The width at which the image is meant to be shown, in CSS pixels. */
    public int width() {
        return width;
    }

    /** What the picture shows, made from the same numbers. */
    public String altText() {
        return altText;
    }

    /** All that the picture shows, in words: the alternative text, or more where that is only its gist. */
    @Override
    public String toString() {
        return text;
    }
}

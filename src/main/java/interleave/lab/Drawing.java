package interleave.lab;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.knowm.xchart.style.AxesChartStyler;

/** What every chart of ours has in common: its paper, its ink, its colours, and what becomes of it where no text can be drawn. */
final class Drawing {

    static final int WIDTH = 760;
    static final Color INK = new Color(0x222222);
    static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    /** Okabe and Ito's colours that stand out on white: told apart by every kind of colour vision. */
    static final Color[] PALETTE = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7)};

    /** A second way to tell lines apart, for print in grey. */
    static final BasicStroke[] STROKES = {stroke(), stroke(8, 4), stroke(2, 4), stroke(8, 3, 2, 3)};

    private static final int SCALE = 2;

    private Drawing() {}

    /** The picture on white paper, which reads the same in a light page and in a dark one; where text cannot be drawn, its words alone. */
    static Figure figure(int height, String altText, Consumer<Graphics2D> paint) {
        try {
            BufferedImage image = new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            try {
                graphics.scale(SCALE, SCALE);
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, WIDTH, height);
                graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
                graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
                paint.accept(graphics);
            } finally {
                graphics.dispose();
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return Figure.ofPng(png.toByteArray(), WIDTH, altText);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // The JDK draws text only where the system has fontconfig and a font; the numbers must reach the reader all
            // the same.
            return Figure.ofPng(
                    new byte[0],
                    WIDTH,
                    altText
                            + " (No picture: this machine cannot draw text. Installing fontconfig and a font mends it."
                            + " Cause: " + e + ")");
        }
    }

    /** White paper, dark ink, no legend and no frame: what is drawn is named where it stands. */
    static void style(AxesChartStyler style) {
        style.setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false);
        style.setLegendVisible(false).setChartPadding(14).setChartFontColor(INK);
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        style.setAxisTitleFont(PLAIN).setAxisTickLabelsFont(PLAIN).setAxisTickLabelsColor(INK);
    }

    private static BasicStroke stroke(float... dashes) {
        return new BasicStroke(
                2.2f,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1,
                dashes.length == 0 ? new float[] {1, 0} : dashes,
                0);
    }
}

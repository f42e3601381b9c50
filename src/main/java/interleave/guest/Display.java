package interleave.guest;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.Struct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows things in the notebook while a cell runs, beside what it prints and before its result.
 *
 * <p>What is shown appears under the cell that the calling thread works for, in order with what that thread prints.
 */
public final class Display {
    private static volatile @Nullable Display connected;

    private final Link link;
    private final Output output;

    private Display(Link link, Output output) {
        this.link = link;
        this.output = output;
    }

    static void connect(Link link, Output output) {
        connected = new Display(link, output);
    }

    /** Whether this JVM is a guest of ours, so that what is shown will be seen. */
    public static boolean available() {
        return connected != null;
    }

    /**
     * Shows a value as it would be shown as a cell's result.
     *
     * @throws IllegalStateException if this JVM is no guest of ours
     */
    public static void show(@Nullable Object value) {
        show(Value.render(value), null, false);
    }

    /**
     * Shows data by MIME type.
     *
     * @param data each value a {@link String} or a {@code byte[]}
     * @param id a name under which it can be shown anew later, or null
     * @param update whether to replace what was shown under that name before
     * @throws IllegalStateException if this JVM is no guest of ours
     */
    public static void show(Map<String, ?> data, @Nullable String id, boolean update) {
        connected().send(Struct.of("display", "data", data, "displayId", id, "update", update));
    }

    /**
     * Tells the notebook that the running cell predicts a number; nothing is shown. Does nothing in a JVM that is no guest of ours.
     *
     * @param experiment what will be measured
     * @param version the version of it that the prediction is about
     */
    public static void predicted(String experiment, String version) {
        Display display = connected;
        if (display != null) {
            display.send(Struct.of("predicted", "experiment", experiment, "version", version));
        }
    }

    /**
     * Tells the notebook that a prediction was held against what came out, to be kept with what the learner has done; nothing is shown. Does nothing in a JVM that is
     * no guest of ours.
     *
     * @param experiment what was measured
     * @param version the version of it that the prediction is about
     * @param unit of all three numbers, such as {@code ms}; empty when the version's name has it, or there is none
     * @param predicted the learner's number
     * @param model what the formula says; null where there is none
     * @param measured what came out
     */
    public static void measured(
            String experiment, String version, String unit, double predicted, @Nullable Double model, double measured) {
        Display display = connected;
        if (display != null) {
            display.send(Struct.of(
                    "measured",
                    "experiment",
                    experiment,
                    "version",
                    version,
                    "unit",
                    unit,
                    "predicted",
                    predicted,
                    "model",
                    model,
                    "measured",
                    measured));
        }
    }

    /** Shows values of the notebook's own kinds; asked before any other renderer, the one registered last first. */
    public static void register(Renderer renderer) {
        Value.register(renderer);
    }

    /**
     * Takes away what the cell of the calling thread has shown and printed.
     *
     * @param wait whether to wait with it until there is something new
     * @throws IllegalStateException if this JVM is no guest of ours
     */
    static void clear(boolean wait) {
        connected().send(Struct.of("clear", "wait", wait));
    }

    private static Display connected() {
        Display display = connected;
        if (display == null) {
            throw new IllegalStateException(
                    "nothing can be shown here: this JVM does not run cells of an Interleave notebook");
        }
        return display;
    }

    private void send(Struct event) {
        output.flush();
        link.send(new Frame(Kind.EVENT, Owner.current(), event));
    }
}

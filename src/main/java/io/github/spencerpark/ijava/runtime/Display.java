package io.github.spencerpark.ijava.runtime;

import interleave.guest.Displays;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;

/** The functions that cells have without an import, for notebooks that import them all the same. */
public final class Display {
    private Display() {}

    /** The value as it would be shown. */
    public static DisplayData render(Object o) {
        return Renderer.shared().render(o);
    }

    /** The value as these MIME types. */
    public static DisplayData render(Object o, String... as) {
        return Renderer.shared().renderAs(o, as);
    }

    /** Shows a value; returns the id under which it can be shown anew. */
    public static String display(Object o) {
        return Displays.display(o);
    }

    /** Shows a value as these MIME types; returns the id under which it can be shown anew. */
    public static String display(Object o, String... as) {
        return Displays.display(o, as);
    }

    /** Shows a value in the place of what was shown under this id. */
    public static void updateDisplay(String id, Object o) {
        Displays.updateDisplay(id, o);
    }

    /** Shows a value as these MIME types in the place of what was shown under this id. */
    public static void updateDisplay(String id, Object o, String... as) {
        Displays.updateDisplay(id, o, as);
    }
}

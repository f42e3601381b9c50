package io.github.spencerpark.ijava.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The magics as functions, which cells have without an import, for notebooks that import them all the same. */
public final class Magics {
    private Magics() {}

    /**
     * Does what a line {@code %name} does.
     *
     * @throws IllegalArgumentException if there is no such magic, or it fails
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T> @Nullable T lineMagic(String name, List<String> args) {
        return interleave.guest.Magics.lineMagic(name, args);
    }

    /**
     * Does what a cell {@code %%name} does.
     *
     * @throws IllegalArgumentException if there is no such magic, or it fails
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T> @Nullable T cellMagic(String name, List<String> args, String body) {
        return interleave.guest.Magics.cellMagic(name, args, body);
    }
}

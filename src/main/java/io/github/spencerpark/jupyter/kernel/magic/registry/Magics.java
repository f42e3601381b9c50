package io.github.spencerpark.jupyter.kernel.magic.registry;

import io.github.spencerpark.jupyter.kernel.magic.common.Shell;

/** The registry of magics, as far as notebooks use it: to have IJava's own shell magics, which are here from the start. */
public final class Magics {
    /** Public, for {@code JavaKernel}. */
    public Magics() {}

    /**
     * Makes the magics of a class known.
     *
     * @throws UnsupportedOperationException if it is another than {@link Shell}: this kernel's magics run beside the compiler, not in the notebook's JVM
     */
    public void registerMagics(Class<?> magics) {
        if (magics != Shell.class) {
            throw new UnsupportedOperationException(
                    "this kernel takes no magics of a notebook's own: " + magics.getName());
        }
    }

    /**
     * Makes the magics of an object's class known.
     *
     * @throws UnsupportedOperationException if it is another than a {@link Shell}
     */
    public void registerMagics(Object magics) {
        registerMagics(magics.getClass());
    }
}

package io.github.spencerpark.jupyter.kernel.magic.common;

/** Names the magics {@code %sh} and {@code %%sh}, which this kernel has without being told. */
public final class Shell {
    /** Public, for notebooks that register one. */
    public Shell() {}
}

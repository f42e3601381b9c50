package io.github.spencerpark.ijava;

import interleave.guest.Displays;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;

/** What a notebook asks of its kernel: the renderer to teach new types, and to display what it rendered. */
public final class JavaKernel extends BaseKernel {
    private final Magics magics = new Magics();

    JavaKernel() {}

    @Override
    public Renderer getRenderer() {
        return Renderer.shared();
    }

    @Override
    public void display(DisplayData data) {
        String _ = Displays.display(data);
    }

    /** The registry of magics; those that IJava brings are there already. */
    public Magics getMagics() {
        return magics;
    }
}

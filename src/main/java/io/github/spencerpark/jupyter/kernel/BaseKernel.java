package io.github.spencerpark.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;

/** What a notebook asks of any kernel of this family. */
public abstract class BaseKernel {
    /** What shows values, to be taught new types. */
    public abstract Renderer getRenderer();

    /** Shows data under the cell. */
    public abstract void display(DisplayData data);
}

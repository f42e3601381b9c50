package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Set;

/** A value that knows how to show itself. */
public interface DisplayDataRenderable {
    /** Makes the renderer known as soon as there is such a value: a class with this default method initializes this interface. */
    Renderer RENDERER = Renderer.shared();

    /** The types that it can show itself as. */
    Set<MIMEType> getSupportedRenderTypes();

    /** The types that it shows itself as when nobody asks for one. */
    default Set<MIMEType> getPreferredRenderTypes() {
        return getSupportedRenderTypes();
    }

    /** Puts what is asked for into the context. */
    void render(RenderContext context);
}

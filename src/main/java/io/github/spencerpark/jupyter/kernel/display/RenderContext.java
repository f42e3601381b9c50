package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Set;
import java.util.function.Supplier;

/** What a value is to be shown as, and where that goes. */
public final class RenderContext {
    private final Set<MIMEType> requested;
    private final Renderer renderer;
    private final DisplayData output;

    RenderContext(Set<MIMEType> requested, Renderer renderer, DisplayData output) {
        this.requested = requested;
        this.renderer = renderer;
        this.output = output;
    }

    /** Whether this type is asked for. */
    public boolean isRequested(MIMEType type) {
        return requested.stream().anyMatch(each -> each.matches(type) || type.matches(each));
    }

    /** Puts what the supplier makes into the output if this type is asked for. */
    public void renderIfRequested(MIMEType type, Supplier<?> made) {
        if (isRequested(type)) {
            output.putData(type, made.get());
        }
    }

    /** Puts what the supplier makes into the output if this type is asked for. */
    public void renderIfRequested(String type, Supplier<?> made) {
        renderIfRequested(MIMEType.parse(type), made);
    }

    /** What shows the values within this one. */
    public Renderer getRenderer() {
        return renderer;
    }

    /** Where the data goes. */
    public DisplayData getOutputContainer() {
        return output;
    }
}

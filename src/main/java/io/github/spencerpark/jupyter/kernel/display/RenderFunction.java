package io.github.spencerpark.jupyter.kernel.display;

/** Shows values of a type. */
@FunctionalInterface
public interface RenderFunction<T> {
    /** Puts what is asked for into the context. */
    void render(T data, RenderContext context);
}

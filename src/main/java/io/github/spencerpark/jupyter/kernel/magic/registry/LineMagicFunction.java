package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line {@code %name arguments} does.
 *
 * @param <T> what it gives to a statement that takes it
 */
@FunctionalInterface
public interface LineMagicFunction<T> {
    /**
     * Does it.
     *
     * @param args the words behind its name
     * @throws Exception if it fails: the cell fails with it
     */
    @Nullable
    T execute(List<String> args) throws Exception;
}

package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cell {@code %%name arguments} does with the text below that line.
 *
 * @param <T> what it gives to whoever calls it as a function
 */
@FunctionalInterface
public interface CellMagicFunction<T> {
    /**
     * Does it.
     *
     * @param args the words behind its name
     * @param body the text below
     * @throws Exception if it fails: the cell fails with it
     */
    @Nullable
    T execute(List<String> args, String body) throws Exception;
}

package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry of magics: what a notebook registers here can be written with percent signs from the next cell on. IJava's own are here from the start. */
public final class Magics {
    /** Public, for {@code JavaKernel}. */
    public Magics() {}

    /** Makes a magic of one line known. */
    public void registerLineMagic(String name, LineMagicFunction<?> magic) {
        interleave.guest.Magics.register(name, false, (args, _) -> magic.execute(args));
    }

    /** Makes a magic over a cell known. */
    public void registerCellMagic(String name, CellMagicFunction<?> magic) {
        interleave.guest.Magics.register(name, true, (args, body) -> magic.execute(args, body == null ? "" : body));
    }

    /** Makes a magic known that is one of a line and one over a cell. */
    public <T extends LineMagicFunction<?> & CellMagicFunction<?>> void registerLineCellMagic(String name, T magic) {
        registerLineMagic(name, magic);
        registerCellMagic(name, magic);
    }

    /**
     * Makes the magics of a class known: its static methods with {@link LineMagic} or {@link CellMagic}. Of a class without any, such as IJava's own {@code Shell},
     * nothing is registered.
     *
     * @throws IllegalArgumentException if such a method takes something else than a list of words and a text
     */
    public void registerMagics(Class<?> magics) {
        register(magics, null);
    }

    /**
     * Makes the magics of an object known: the methods of its class with {@link LineMagic} or {@link CellMagic}.
     *
     * @throws IllegalArgumentException if such a method takes something else than a list of words and a text
     */
    public void registerMagics(Object magics) {
        register(magics.getClass(), magics);
    }

    private static void register(Class<?> type, @Nullable Object object) {
        for (Method method : type.getDeclaredMethods()) {
            LineMagic line = method.getAnnotation(LineMagic.class);
            CellMagic cell = method.getAnnotation(CellMagic.class);
            if (line != null || cell != null) {
                check(method);
                method.setAccessible(true);
            }
            if (line != null) {
                register(line.value(), line.aliases(), false, method, object);
            }
            if (cell != null) {
                register(cell.value(), cell.aliases(), true, method, object);
            }
        }
    }

    private static void check(Method method) {
        for (Class<?> parameter : method.getParameterTypes()) {
            if (parameter != List.class && parameter != String.class) {
                throw new IllegalArgumentException("A magic takes a List<String>, its words, and a String, the text"
                        + " below it; " + method.getName() + " takes a " + parameter.getSimpleName() + ".");
            }
        }
    }

    private static void register(
            String name, String[] aliases, boolean overCell, Method method, @Nullable Object object) {
        List<String> names = new ArrayList<>(List.of(aliases));
        names.add(name.isEmpty() ? method.getName() : name);
        for (String each : names) {
            interleave.guest.Magics.register(each, overCell, (args, body) -> invoke(method, object, args, body));
        }
    }

    private static @Nullable Object invoke(
            Method method, @Nullable Object object, List<String> args, @Nullable String body) throws Exception {
        Class<?>[] parameters = method.getParameterTypes();
        @Nullable Object[] values = new Object[parameters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters[i] == List.class ? args : body;
        }
        try {
            return method.invoke(object, values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception failed) {
                throw failed;
            }
            throw e;
        }
    }

    /**
     * Does what a line {@code %name} does.
     *
     * @throws IllegalArgumentException if there is no such magic, or it fails
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> @Nullable T applyLineMagic(String name, List<String> args) {
        return interleave.guest.Magics.lineMagic(name, args);
    }

    /**
     * Does what a cell {@code %%name} does.
     *
     * @throws IllegalArgumentException if there is no such magic, or it fails
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> @Nullable T applyCellMagic(String name, List<String> args, String body) {
        return interleave.guest.Magics.cellMagic(name, args, body);
    }
}

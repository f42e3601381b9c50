package interleave.schedule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Loads classes of the learner package as a guest would: woven. */
public final class Learner {
    private static final Map<String, Class<?>> LOADED = new ConcurrentHashMap<>();

    private static final Map<String, Class<?>> EXPLORED = new ConcurrentHashMap<>();

    private Learner() {}

    /** A new instance of the class of that name. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the test knows what it loads
    static <T> T load(String name) {
        try {
            return (T) LOADED.computeIfAbsent(name, each -> loaded(each, false))
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** The same, woven for an exploration. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the test knows what it loads
    public static <T> T explored(String name) {
        try {
            return (T) EXPLORED.computeIfAbsent(name, each -> loaded(each, true))
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** The orders of a program that is nested in {@code unit}. */
    static Interleavings orders(Class<?> unit, String program) {
        return Interleavings.of(world -> {
            Interleavings.Program made = explored(unit.getName() + "$" + program);
            made.setUp(world);
        });
    }

    private static Class<?> loaded(String name, boolean explored) {
        String unit = name.substring(0, name.indexOf('$'));
        ClassLoader parent = Learner.class.getClassLoader();
        Predicate<String> woven = each -> each.equals(unit) || each.startsWith(unit + "$");
        try {
            return Class.forName(
                    name, true, explored ? WovenLoader.exploring(parent, woven) : new WovenLoader(parent, woven));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}

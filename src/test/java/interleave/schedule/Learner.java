package interleave.schedule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Loads classes of the learner package as a guest would: woven. */
final class Learner {
    private static final Map<String, Class<?>> LOADED = new ConcurrentHashMap<>();

    private Learner() {}

    /** A new instance of the class of that name. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the test knows what it loads
    static <T> T load(String name) {
        try {
            return (T) LOADED.computeIfAbsent(name, Learner::loaded)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static Class<?> loaded(String name) {
        String unit = name.substring(0, name.indexOf('$'));
        try {
            return Class.forName(
                    name,
                    true,
                    new WovenLoader(
                            Learner.class.getClassLoader(), each -> each.equals(unit) || each.startsWith(unit + "$")));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}

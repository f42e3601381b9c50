package interleave.schedule;

import interleave.schedule.inside.Points;
import interleave.schedule.weave.FuelWeaving;
import interleave.schedule.weave.PointWeaving;
import interleave.schedule.weave.Redirections;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Loads classes of its parent once more, woven for virtual time: for tests of code that sleeps or starts threads itself.
 *
 * <pre>{@code
 * Callable<String> answer = WovenLoader.create(Answer.class);
 * var run = VirtualTime.run(answer);
 * }</pre>
 */
public final class WovenLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Predicate<String> woven;
    private final boolean points;

    /** Classes as they are to be defined, by name. */
    private final Map<String, byte[]> ready;

    private final Set<String> defined = ConcurrentHashMap.newKeySet();

    /**
     * A loader over {@code parent}.
     *
     * @param woven which classes, by name, are loaded and woven here; all others are the parent's
     */
    public WovenLoader(ClassLoader parent, Predicate<String> woven) {
        this(parent, woven, false, new ConcurrentHashMap<>());
    }

    private WovenLoader(ClassLoader parent, Predicate<String> woven, boolean points, Map<String, byte[]> ready) {
        super(parent);
        this.woven = woven;
        this.points = points;
        this.ready = ready;
    }

    /** The same for code that is explored: with {@link Points}, so it is slower. */
    public static WovenLoader exploring(ClassLoader parent, Predicate<String> woven) {
        return new WovenLoader(parent, woven, true, new ConcurrentHashMap<>());
    }

    /** A loader of the same classes, none of them loaded yet: their static fields are as in the beginning. */
    WovenLoader again() {
        return new WovenLoader(getParent(), woven, points, ready);
    }

    /** The names of the classes that were loaded here. */
    Set<String> defined() {
        return defined;
    }

    /**
     * A new instance of a class that was loaded anew, with all that is nested in it.
     *
     * @param type a class with a constructor without parameters
     * @param seen a supertype of it that stays as it is
     * @throws IllegalArgumentException if there is no such constructor, or it fails
     */
    public static <T> T create(Class<? extends T> type, Class<T> seen) {
        String name = type.getName();
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        String unit = outermost.getName();
        var loader = new WovenLoader(
                type.getClassLoader(),
                each -> (each.equals(unit) || each.startsWith(unit + "$")) && !each.equals(seen.getName()));
        try {
            var constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            return seen.cast(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name + " cannot be made without arguments", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!woven.test(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null) {
                byte[] bytes = ready.get(name);
                if (bytes == null) {
                    bytes = weave(read(name));
                    ready.put(name, bytes);
                }
                found = defineClass(name, bytes, 0, bytes.length);
                defined.add(name);
            }
            return found;
        }
    }

    private byte[] weave(byte[] bytes) {
        var resolver =
                ClassHierarchyResolver.ofResourceParsing(getParent()).orElse(ClassHierarchyResolver.defaultResolver());
        var classFile = ClassFile.of(ClassHierarchyResolverOption.of(resolver));
        byte[] pointed = bytes;
        if (points) {
            var plain = classFile.parse(bytes);
            pointed = classFile.transformClass(plain, PointWeaving.of(plain));
        }
        var model = classFile.parse(pointed);
        return classFile.transformClass(model, Redirections.of(model).andThen(FuelWeaving.of()));
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

package interleave.schedule;

import interleave.schedule.inside.Inside;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The learner's classes once more, woven for an exploration, beside those that run all else at full speed.
 *
 * <p>Classes that come from a folder or from a notebook's cells are the learner's; those from jars, the JDK's and ours stay as they are. For each order,
 * {@link #begin} makes everything as it was before: what the code finds in static fields (in a notebook: in variables), and in the objects given to it, are copies of
 * what is there in the classes as they stand, made anew each time.
 */
final class WovenCopy {
    private final ClassLoader original;
    private final ConcurrentHashMap<String, Boolean> learners = new ConcurrentHashMap<>();

    /** Classes that the code has used so far, in the order it did. */
    private final Set<String> known = new LinkedHashSet<>();

    private WovenLoader loader;
    private Copies copies;

    /** @param original the loader of the code as it stands */
    WovenCopy(ClassLoader original) {
        this.original = original;
        this.loader = WovenLoader.exploring(original, this::isLearners);
        this.copies = new Copies(this);
    }

    /** Whether a class of that name is copied. */
    boolean isLearners(String name) {
        return learners.computeIfAbsent(name, each -> {
            if (!Inside.Settings.DEFAULT.learner().test(each)) {
                return false;
            }
            URL file = original.getResource(each.replace('.', '/') + ".class");
            return file != null
                    && !file.getProtocol().equals("jar")
                    && !file.getProtocol().equals("jrt");
        });
    }

    /** Whether the class that a lambda stands in cannot be copied, because its loader does not give its bytes. */
    boolean hides(Serializable lambda) {
        return original.getResource(form(lambda).getImplClass() + ".class") == null;
    }

    /** An order begins: all is as it was. */
    void begin() {
        if (known.stream().anyMatch(this::keepsState)) {
            loader = loader.again();
        }
        copies = new Copies(this);
        for (String name : Set.copyOf(known)) {
            Class<?> copy = woven(name);
            for (Field field : copy.getDeclaredFields()) {
                if (isVariable(field)) {
                    takeOver(name, field);
                }
            }
        }
    }

    /** Whether the code has used classes that {@link #begin} did not know yet, so that the order must be begun once more. */
    boolean hasGrown() {
        return known.addAll(loader.defined());
    }

    private boolean keepsState(String name) {
        for (Field field : woven(name).getDeclaredFields()) {
            boolean constant = Modifier.isFinal(field.getModifiers())
                    && (field.getType().isPrimitive()
                            || field.getType().equals(String.class)
                            || field.isEnumConstant());
            if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && !constant) {
                return true;
            }
        }
        return false;
    }

    private static boolean isVariable(Field field) {
        return Modifier.isStatic(field.getModifiers())
                && !Modifier.isFinal(field.getModifiers())
                && !field.isSynthetic();
    }

    private void takeOver(String name, Field to) {
        try {
            Field from = Class.forName(name, true, original).getDeclaredField(to.getName());
            from.setAccessible(true);
            to.setAccessible(true);
            to.set(null, copies.copy(from.get(null), to.getName()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the static field " + to + " cannot be copied", e);
        }
    }

    /** The woven class of that name, initialized. */
    Class<?> woven(String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " was there a moment ago", e);
        }
    }

    /** A copy of an object, with all that hangs on it. */
    @Nullable
    Object copy(@Nullable Object object, String name) {
        return copies.copy(object, name);
    }

    /**
     * What a lambda or method reference does, in the woven classes, with what it captured copied.
     *
     * @throws IllegalArgumentException if that cannot be had; the message says why
     */
    MethodHandle code(Serializable lambda) {
        SerializedLambda form = form(lambda);
        String owner = form.getImplClass().replace('/', '.');
        if (!isLearners(owner)) {
            throw new IllegalArgumentException("the code to explore stands in " + owner
                    + ", which is in a jar or is not the learner's: only classes from folders and notebooks"
                    + " are explored");
        }
        try {
            Class<?> type = woven(owner);
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            MethodType shape = MethodType.fromMethodDescriptorString(form.getImplMethodSignature(), loader);
            String name = form.getImplMethodName();
            MethodHandle handle = switch (form.getImplMethodKind()) {
                case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(type, name, shape);
                case MethodHandleInfo.REF_newInvokeSpecial -> lookup.findConstructor(type, shape);
                case MethodHandleInfo.REF_invokeSpecial -> lookup.findSpecial(type, name, shape, type);
                default -> lookup.findVirtual(type, name, shape);
            };
            var captured = new @Nullable Object[form.getCapturedArgCount()];
            for (int i = 0; i < captured.length; i++) {
                captured[i] = copies.copy(form.getCapturedArg(i), "what the lambda captures");
            }
            return MethodHandles.insertArguments(handle, 0, captured);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the code to explore cannot be had in woven form: " + e, e);
        }
    }

    private static SerializedLambda form(Serializable lambda) {
        try {
            Method replace = lambda.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            if (replace.invoke(lambda) instanceof SerializedLambda form) {
                return form;
            }
        } catch (NoSuchMethodException | IllegalAccessException e) {
            // no lambda
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("the code to explore cannot be had in woven form", e.getCause());
        }
        throw new IllegalArgumentException("the code to explore is given as a lambda or a method reference, not as a "
                + lambda.getClass().getName());
    }
}

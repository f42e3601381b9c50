package interleave.guest;

import interleave.link.Struct;
import java.lang.ref.Reference;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The notebook's variables after a class was replaced by one of another shape: moves their values to where the variables are now, and finds objects that are still
 * of the old class.
 *
 * <p>A value moves as it is where the variable can hold it. An enum constant becomes the new one of its name, a record with the same components a new record of
 * them: both are what they hold and nothing else. Any other object stays of its class for ever, for somebody else may know it.
 *
 * <p>Looking reads fields and runs no code of the learner's.
 */
final class OldObjects {
    /** Objects that are looked at for one variable. */
    private static final int MOST = 200_000;

    private final SnippetLoader loader;
    private final Map<String, @Nullable Object> kept = new HashMap<>();

    OldObjects(SnippetLoader loader) {
        this.loader = loader;
    }

    /** Remembers the value of each {@code variable{class, name}} for {@link #carry}, because what comes in between clears it. */
    void keep(List<?> variables) {
        for (Object each : variables) {
            Struct variable = (Struct) each;
            try {
                String name = variable.string("name");
                kept.put(name, field(variable.string("class"), name).get(null));
            } catch (ReflectiveOperationException | LinkageError e) {
                // nothing to keep: carry finds nothing either
            }
        }
    }

    /** Moves the value of each {@code move{name, from, to}}; answers {@code carried{kept}}, for each whether the variable has its value. */
    Struct carry(List<?> moves) {
        var carried = new ArrayList<Boolean>();
        for (Object each : moves) {
            carried.add(carry((Struct) each));
        }
        kept.clear();
        return Struct.of("carried", "kept", carried);
    }

    private boolean carry(Struct move) {
        try {
            String name = move.string("name");
            Object value = kept.containsKey(name)
                    ? kept.get(name)
                    : field(move.string("from"), name).get(null);
            Field to = field(move.string("to"), name);
            if (value == null) {
                return true;
            }
            Object fitting =
                    to.getType().isPrimitive() || to.getType().isInstance(value) ? value : renewed(value, to.getType());
            if (fitting == null) {
                return false;
            }
            to.set(null, fitting);
            return true;
        } catch (ReflectiveOperationException | LinkageError | IllegalArgumentException e) {
            return false;
        }
    }

    private Field field(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName(type, true, loader).getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** The same value as one of a class that replaced its own; null where that is not certain to be the same. */
    private static @Nullable Object renewed(Object value, Class<?> type) throws ReflectiveOperationException {
        if (!simpleName(value.getClass()).equals(simpleName(type))) {
            return null;
        }
        if (value instanceof Enum<?> constant && type.isEnum()) {
            for (Object each : type.getEnumConstants()) {
                if (((Enum<?>) each).name().equals(constant.name())) {
                    return each;
                }
            }
            return null;
        }
        return value instanceof Record && type.isRecord() ? renewedRecord(value, type) : null;
    }

    private static @Nullable Object renewedRecord(Object value, Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] old = value.getClass().getRecordComponents();
        RecordComponent[] now = type.getRecordComponents();
        if (old.length != now.length) {
            return null;
        }
        var types = new Class<?>[now.length];
        var values = new Object[now.length];
        for (int i = 0; i < now.length; i++) {
            if (!old[i].getName().equals(now[i].getName()) || !old[i].getType().equals(now[i].getType())) {
                return null;
            }
            Field field = value.getClass().getDeclaredField(old[i].getName());
            field.setAccessible(true);
            types[i] = now[i].getType();
            values[i] = field.get(value);
        }
        Constructor<?> canonical = type.getDeclaredConstructor(types);
        canonical.setAccessible(true);
        return canonical.newInstance(values);
    }

    /** {@code P} of {@code REPL.$JShell$12B$P}: what stays when a class is replaced. */
    private static String simpleName(Class<?> type) {
        return type.getName().substring(type.getNestHost().getName().length());
    }

    /**
     * Looks for objects of the classes of these names behind each {@code variable{class, name}}, and for threads that still run their code.
     *
     * @return {@code found{holding: [holding{name, types: [class name], count}], threads}}
     */
    Struct look(List<?> variables, List<?> oldNames) {
        var old = new HashSet<String>();
        oldNames.forEach(name -> old.add((String) name));
        var holding = new ArrayList<Struct>();
        for (Object each : variables) {
            Struct variable = (Struct) each;
            try {
                var found = new HashMap<String, Long>();
                count(field(variable.string("class"), variable.string("name")).get(null), old, found);
                if (!found.isEmpty()) {
                    holding.add(Struct.of(
                            "holding",
                            "name",
                            variable.string("name"),
                            "types",
                            List.copyOf(found.keySet()),
                            "count",
                            found.values().stream().mapToLong(n -> n).sum()));
                }
            } catch (ReflectiveOperationException | LinkageError e) {
                // no such variable any more
            }
        }
        return Struct.of("found", "holding", holding, "threads", Threads.running(old));
    }

    /** Counts the objects of old classes that can be reached from an object. */
    private static void count(@Nullable Object start, Set<String> old, Map<String, Long> found)
            throws IllegalAccessException {
        if (start == null) {
            return;
        }
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Object>();
        open.add(start);
        seen.add(start);
        while (!open.isEmpty() && seen.size() < MOST) {
            Object at = open.poll();
            if (old.contains(at.getClass().getName())) {
                found.merge(at.getClass().getName(), 1L, Long::sum);
            }
            for (Object next : next(at)) {
                if (!isLeaf(next) && seen.add(next)) {
                    open.add(next);
                }
            }
        }
    }

    private static List<Object> next(Object at) throws IllegalAccessException {
        var next = new ArrayList<>();
        if (at.getClass().isArray()) {
            if (!at.getClass().getComponentType().isPrimitive()) {
                int length = Math.min(Array.getLength(at), MOST);
                for (int i = 0; i < length; i++) {
                    addTo(next, Array.get(at, i));
                }
            }
            return next;
        }
        for (Class<?> type = at.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive() && opens(field)) {
                    addTo(next, field.get(at));
                }
            }
        }
        return next;
    }

    private static void addTo(List<Object> next, @Nullable Object value) {
        if (value != null) {
            next.add(value);
        }
    }

    private static boolean opens(AccessibleObject field) {
        try {
            return field.trySetAccessible();
        } catch (SecurityException e) {
            return false;
        }
    }

    /** What holds no object of a learner's, or everything there is. */
    private static boolean isLeaf(Object object) {
        return object instanceof String
                || (object instanceof Number && object.getClass().getClassLoader() == null)
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof Class<?>
                || object instanceof ClassLoader
                || object instanceof Thread
                || object instanceof Reference<?>;
    }
}

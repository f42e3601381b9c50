package interleave.link;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * How records of one class are taken apart and made, found out once: each time it is asked for, the JDK makes accessors anew, and a new accessor is compiled when it is
 * called first.
 *
 * @param parts in the order of the record's header
 * @param constructor takes them all
 */
record RecordParts(List<Part> parts, Constructor<?> constructor) {
    /** One component. */
    record Part(String name, Type type, Method accessor) {}

    private static final ClassValue<RecordParts> KNOWN = new ClassValue<>() {
        @Override
        protected RecordParts computeValue(Class<?> type) {
            return read(type);
        }
    };

    /**
     * Of a class of records.
     *
     * @throws IllegalStateException if it is none, or hides them
     */
    static RecordParts of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static RecordParts read(Class<?> type) {
        var parts = new ArrayList<Part>();
        var types = new ArrayList<Class<?>>();
        try {
            for (RecordComponent component : type.getRecordComponents()) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                parts.add(new Part(component.getName(), component.getGenericType(), accessor));
                types.add(component.getType());
            }
            Constructor<?> constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordParts(List.copyOf(parts), constructor);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(type.getName() + " does not show its components", e);
        }
    }
}

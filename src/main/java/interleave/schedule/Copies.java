package interleave.schedule;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the learner's objects, as objects of their woven classes: an order begins with them, and changes only them. Within one set of copies, what was one object
 * is one copy.
 */
final class Copies {
    private final WovenCopy classes;
    private final IdentityHashMap<Object, Object> made = new IdentityHashMap<>();

    Copies(WovenCopy classes) {
        this.classes = classes;
    }

    /**
     * A copy; what cannot change is its own.
     *
     * @param name where it was found, for the message
     * @throws IllegalArgumentException if it cannot be copied; the message says what to do
     */
    @Nullable
    Object copy(@Nullable Object object, String name) {
        if (object == null || isConstant(object)) {
            return object;
        }
        Object known = made.get(object);
        if (known != null) {
            return known;
        }
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return array(object, name);
        }
        if (classes.isLearners(type.getName())) {
            return ofLearners(object, name);
        }
        Object copy = ofJdk(object, name);
        made.put(object, copy);
        return copy;
    }

    /** What cannot change, or, as services are, begins anew with each order by itself. */
    private static boolean isConstant(Object object) {
        Class<?> type = object.getClass();
        return switch (object) {
            case StringBuilder _ -> false;
            case CharSequence _, Boolean _, Character _, Class<?> _, UUID _, SimulatedService _ -> true;
            case Number _ -> !type.getName().startsWith("java.util.");
            case Enum<?> _ -> type.getName().startsWith("java.");
            default -> type.getName().startsWith("java.time.");
        };
    }

    private Object array(Object array, String name) {
        Class<?> part = array.getClass().getComponentType();
        boolean ofLearners = classes.isLearners(part.getName());
        int length = Array.getLength(array);
        Object copy = Array.newInstance(ofLearners ? classes.woven(part.getName()) : part, length);
        made.put(array, copy);
        for (int i = 0; i < length; i++) {
            Array.set(copy, i, copy(Array.get(array, i), name));
        }
        return copy;
    }

    private Object ofLearners(Object object, String name) {
        Class<?> type = object.getClass();
        Class<?> woven = classes.woven(type.getName());
        try {
            if (object instanceof Enum<?> constant) {
                return constant(classes.woven(constant.getDeclaringClass().getName()), constant.name());
            }
            if (type.isRecord()) {
                Object copy = ofRecord(object, woven);
                made.put(object, copy);
                return copy;
            }
            return fieldByField(object, type, woven);
        } catch (ReflectiveOperationException e) {
            throw impossible(object, name, e);
        }
    }

    private static Object constant(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    private Object ofRecord(Object object, Class<?> woven) throws ReflectiveOperationException {
        RecordComponent[] components = woven.getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Field field = object.getClass().getDeclaredField(components[i].getName());
            field.setAccessible(true);
            values[i] = copy(field.get(object), field.getName());
        }
        Constructor<?> constructor = woven.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** Without a constructor of the learner's: whatever it does was done to the original. */
    private Object fieldByField(Object object, Class<?> type, Class<?> woven) throws ReflectiveOperationException {
        Class<?> base = type;
        while (base != null && classes.isLearners(base.getName())) {
            base = base.getSuperclass();
        }
        if (!Object.class.equals(base)) {
            throw new NoSuchMethodException("it extends " + base);
        }
        Object copy = raw(woven);
        made.put(object, copy);
        Class<?> to = woven;
        for (Class<?> from = type; from != null && !from.equals(Object.class); from = from.getSuperclass()) {
            for (Field field : from.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    Field target = to.getDeclaredField(field.getName());
                    field.setAccessible(true);
                    target.setAccessible(true);
                    target.set(copy, copy(field.get(object), field.getName()));
                }
            }
            to = to.getSuperclass();
        }
        return copy;
    }

    /** An object of that class whose constructor did not run, as one that is deserialized is. */
    private static Object raw(Class<?> type) throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object made = factory.getMethod("getReflectionFactory").invoke(null);
        var constructor =
                (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                        .invoke(made, type, Object.class.getDeclaredConstructor());
        return constructor.newInstance();
    }

    private Object ofJdk(Object object, String name) {
        return switch (object) {
            case AtomicInteger number -> new AtomicInteger(number.get());
            case AtomicLong number -> new AtomicLong(number.get());
            case AtomicBoolean flag -> new AtomicBoolean(flag.get());
            case AtomicIntegerArray numbers -> {
                var copy = new AtomicIntegerArray(numbers.length());
                for (int i = 0; i < numbers.length(); i++) {
                    copy.set(i, numbers.get(i));
                }
                yield copy;
            }
            case LongAdder adder -> {
                var copy = new LongAdder();
                copy.add(adder.sum());
                yield copy;
            }
            case AtomicReference<?> reference -> new AtomicReference<>(copy(reference.get(), name));
            case ReentrantLock lock -> new ReentrantLock(lock.isFair());
            case ReentrantReadWriteLock lock -> new ReentrantReadWriteLock(lock.isFair());
            case StampedLock _ -> new StampedLock();
            case Semaphore semaphore -> new Semaphore(semaphore.availablePermits(), semaphore.isFair());
            case CountDownLatch latch -> new CountDownLatch((int) latch.getCount());
            case StringBuilder text -> {
                var copy = new StringBuilder(text.length());
                copy.append(text);
                yield copy;
            }
            case Map<?, ?> map -> map(map, name);
            case Collection<?> collection -> collection(collection, name);
            default -> {
                if (object.getClass().equals(Object.class)) {
                    yield new Object();
                }
                throw impossible(object, name, null);
            }
        };
    }

    @SuppressWarnings("unchecked") // a copy of a map of whatever
    private Map<?, ?> map(Map<?, ?> map, String name) {
        if (map.getClass().getName().startsWith("java.util.ImmutableCollections")) {
            var entries = map.entrySet().stream()
                    .map(each -> Map.entry(copied(each.getKey(), name), copied(each.getValue(), name)))
                    .toList();
            return Map.ofEntries(entries.toArray(Map.Entry[]::new));
        }
        var copy = (Map<Object, Object>) empty(map, name);
        made.put(map, copy);
        map.forEach((key, value) -> copy.put(copied(key, name), copied(value, name)));
        return copy;
    }

    @SuppressWarnings("unchecked") // a copy of a collection of whatever
    private Collection<?> collection(Collection<?> collection, String name) {
        if (collection.getClass().getName().startsWith("java.util.ImmutableCollections$Set")) {
            return java.util.Set.copyOf(
                    collection.stream().map(each -> copied(each, name)).toList());
        }
        if (collection.getClass().getName().startsWith("java.util.ImmutableCollections")) {
            return collection.stream().map(each -> copied(each, name)).toList();
        }
        var copy = collection instanceof LinkedBlockingQueue<?> queue
                ? new LinkedBlockingQueue<Object>(queue.size() + queue.remainingCapacity())
                : (Collection<Object>) empty(collection, name);
        made.put(collection, copy);
        collection.forEach(each -> copy.add(copied(each, name)));
        return copy;
    }

    @SuppressWarnings("NullAway") // a collection may hold null
    private Object copied(Object object, String name) {
        return copy(object, name);
    }

    private static Object empty(Object collection, String name) {
        try {
            return collection.getClass().getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw impossible(collection, name, e);
        }
    }

    private static IllegalArgumentException impossible(Object object, String name, @Nullable Exception why) {
        return new IllegalArgumentException(
                "each order begins with a copy of " + name + ", and a "
                        + object.getClass().getName() + " cannot be copied: make it in the code that is explored",
                why);
    }
}

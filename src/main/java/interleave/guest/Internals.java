package interleave.guest;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own record of threads, which it does not publish: every thread there is, virtual ones too, and what each waits for.
 *
 * <p>The only class that reaches into the JDK for it. Where a JDK has it otherwise, {@link #threads} knows platform threads only, and locks stay unnamed.
 */
final class Internals {
    private static final String CONTAINERS = "jdk.internal.vm.ThreadContainers";
    private static final String CONTAINER = "jdk.internal.vm.ThreadContainer";
    private static final String SNAPSHOT = "jdk.internal.vm.ThreadSnapshot";

    private Internals() {}

    /** Opens to the guest what it, and the scheduler, need of {@code java.base}; without effect on the module's other users. */
    static void open(Instrumentation instrumentation) {
        var us = Set.of(Internals.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of(
                        "java.lang",
                        us,
                        "jdk.internal.vm",
                        us,
                        "jdk.internal.misc",
                        us,
                        "jdk.internal.loader",
                        us,
                        "java.util",
                        us,
                        "java.util.concurrent",
                        us,
                        "java.util.concurrent.atomic",
                        us,
                        "java.util.concurrent.locks",
                        us),
                Set.of(),
                Map.of());
    }

    /**
     * Adds a jar to what the application's class loader finds, without opening it: that happens when a class is looked for that no earlier one has.
     *
     * @throws IOException if the JDK has it otherwise, and the jar cannot be read
     */
    static void appendToClassPath(Path jar, Instrumentation instrumentation) throws IOException {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        try {
            // what the official way calls in the end, after it has read the jar's whole directory twice
            Method append = loader.getClass().getDeclaredMethod("appendToClassPathForInstrumentation", String.class);
            append.setAccessible(true);
            append.invoke(loader, jar.toString());
        } catch (ReflectiveOperationException | RuntimeException e) {
            instrumentation.appendToSystemClassLoaderSearch(new JarFile(jar.toFile()));
        }
    }

    /** Every thread that runs, virtual threads included. */
    static List<Thread> threads() {
        return withVirtualThreads(Thread.getAllStackTraces().keySet());
    }

    /** The same without a look at any stack, for whoever asks a thousand times a second. */
    static List<Thread> live() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] found = new Thread[group.activeCount() + 16];
        int count = group.enumerate(found);
        return withVirtualThreads(Arrays.asList(found).subList(0, count));
    }

    private static List<Thread> withVirtualThreads(Collection<Thread> platform) {
        var threads = new ArrayList<>(platform);
        if (Handles.FOUND != null) {
            for (Thread thread : Handles.FOUND.inContainers()) {
                if (thread.isVirtual()) {
                    threads.add(thread);
                }
            }
        }
        return threads;
    }

    /** Whether a virtual thread has a carrier at this moment; true where the JDK does not tell. */
    static boolean isMounted(Thread virtual) {
        return Handles.FOUND == null || Handles.FOUND.isMounted(virtual);
    }

    /** The owner of another thread; null where it has none, or the JDK does not tell. */
    static @Nullable Owner owner(Thread thread) {
        return Handles.FOUND == null ? null : Handles.FOUND.owner(thread);
    }

    /**
     * What a thread waits for, as it is at one instant.
     *
     * @param blockedOn the monitor or lock that it waits to get, null for none
     * @param holder who holds that lock, where the lock itself knows; a monitor does not
     * @param monitors the monitors that it holds
     */
    record Locks(@Nullable Object blockedOn, @Nullable Thread holder, List<Object> monitors) {
        static final Locks UNKNOWN = new Locks(null, null, List.of());
    }

    /** The locks of a thread. */
    static Locks locks(Thread thread) {
        return Handles.FOUND == null ? Locks.UNKNOWN : Handles.FOUND.locks(thread);
    }

    /** The JDK's methods, looked up once. */
    private record Handles(
            MethodHandle root,
            MethodHandle children,
            MethodHandle threads,
            MethodHandle inherited,
            MethodHandle entry,
            MethodHandle value,
            MethodHandle snapshot,
            MethodHandle state,
            MethodHandle blockedOn,
            MethodHandle parkBlocker,
            MethodHandle depth,
            MethodHandle monitorsAt,
            MethodHandle holder,
            MethodHandle carrier) {

        /** Looked for when first needed, which is after {@link Internals#open}. */
        static final @Nullable Handles FOUND = find();

        private static @Nullable Handles find() {
            try {
                Class<?> containers = Class.forName(CONTAINERS);
                Class<?> container = Class.forName(CONTAINER);
                Class<?> snapshot = Class.forName(SNAPSHOT);
                Class<?> map = Class.forName("java.lang.ThreadLocal$ThreadLocalMap");
                Class<?> entry = Class.forName("java.lang.ThreadLocal$ThreadLocalMap$Entry");
                Class<?> virtual = Class.forName("java.lang.VirtualThread");
                var vm = MethodHandles.privateLookupIn(containers, MethodHandles.lookup());
                var lang = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
                var maps = MethodHandles.privateLookupIn(map, MethodHandles.lookup());
                var locks = MethodHandles.privateLookupIn(AbstractOwnableSynchronizer.class, MethodHandles.lookup());
                return new Handles(
                        vm.findStatic(containers, "root", MethodType.methodType(container)),
                        vm.findVirtual(container, "children", MethodType.methodType(Stream.class)),
                        vm.findVirtual(container, "threads", MethodType.methodType(Stream.class)),
                        lang.findGetter(Thread.class, "inheritableThreadLocals", map),
                        maps.findVirtual(map, "getEntry", MethodType.methodType(entry, ThreadLocal.class)),
                        maps.findGetter(entry, "value", Object.class),
                        vm.findStatic(snapshot, "of", MethodType.methodType(snapshot, Thread.class)),
                        vm.findVirtual(snapshot, "threadState", MethodType.methodType(Thread.State.class)),
                        vm.findVirtual(snapshot, "blockedOn", MethodType.methodType(Object.class)),
                        vm.findVirtual(snapshot, "parkBlocker", MethodType.methodType(Object.class)),
                        vm.findVirtual(snapshot, "stackTrace", MethodType.methodType(StackTraceElement[].class)),
                        vm.findVirtual(snapshot, "ownedMonitorsAt", MethodType.methodType(Stream.class, int.class)),
                        locks.findVirtual(
                                AbstractOwnableSynchronizer.class,
                                "getExclusiveOwnerThread",
                                MethodType.methodType(Thread.class)),
                        MethodHandles.privateLookupIn(virtual, MethodHandles.lookup())
                                .findGetter(virtual, "carrierThread", Thread.class));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }

        List<Thread> inContainers() {
            var found = new ArrayList<Thread>();
            try {
                var open = new ArrayDeque<Object>();
                open.add((Object) root.invoke());
                while (!open.isEmpty()) {
                    Object container = open.poll();
                    ((Stream<?>) threads.invoke(container)).forEach(thread -> found.add((Thread) thread));
                    ((Stream<?>) children.invoke(container)).forEach(open::add);
                }
            } catch (Throwable e) {
                // a container that closed meanwhile: what was found so far is what there is to tell
            }
            return found;
        }

        @Nullable
        Owner owner(Thread thread) {
            try {
                Object map = (Object) inherited.invoke(thread);
                Object found = map == null ? null : (Object) entry.invoke(map, Owner.OF_THREAD);
                return found == null ? null : (Owner) (Object) value.invoke(found);
            } catch (Throwable e) {
                return null;
            }
        }

        boolean isMounted(Thread thread) {
            try {
                return (Object) carrier.invoke(thread) != null;
            } catch (Throwable e) {
                return true;
            }
        }

        Locks locks(Thread thread) {
            try {
                Object taken = (Object) snapshot.invoke(thread);
                if (taken == null) {
                    return Locks.UNKNOWN;
                }
                boolean blocked = (Thread.State) state.invoke(taken) == Thread.State.BLOCKED;
                Object monitor = blocked ? (Object) blockedOn.invoke(taken) : null;
                Object parked = (Object) parkBlocker.invoke(taken);
                Thread holding =
                        parked instanceof AbstractOwnableSynchronizer lock ? (Thread) holder.invoke(lock) : null;
                var monitors = new ArrayList<>();
                int frames = ((StackTraceElement[]) depth.invoke(taken)).length;
                for (int i = 0; i < frames; i++) {
                    ((Stream<?>) monitorsAt.invoke(taken, i)).forEach(monitors::add);
                }
                return new Locks(monitor != null ? monitor : parked, holding, monitors);
            } catch (Throwable e) {
                return Locks.UNKNOWN;
            }
        }
    }
}

package interleave.link;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Proxy;

/**
 * What the signal that Ctrl-C sends, SIGINT, does to this JVM: without this, end it.
 *
 * <p>The JDK's only way to it is {@code sun.misc.Signal}, which javac warns of beyond all suppression; hence the reflection. Where a JDK has it no longer, the signal
 * ends the JVM as it would have.
 */
public final class Interrupts {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";
    private static final int SIGINT = 2;

    private Interrupts() {}

    /** The signal does nothing: Ctrl-C reaches all processes of a terminal, and what it means is decided by the one that started this one. */
    public static void ignore() {
        try {
            handle(Class.forName(HANDLER).getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // told above
        }
    }

    /**
     * The signal does this, on a thread of the JVM's.
     *
     * <p>Also where the process inherited that it is ignored, as all that a shell's script starts with {@code &} do: the JVM leaves such a signal alone, so
     * it is made the default first.
     */
    public static void to(Runnable action) {
        try {
            Class<?> type = Class.forName(HANDLER);
            Object handler = Proxy.newProxyInstance(
                    Interrupts.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            if (handle(handler).equals(type.getField("SIG_IGN").get(null))) {
                makeDefault();
                handle(handler);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // told above
        }
    }

    /** @return what it did before */
    private static Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName(SIGNAL);
        return signal.getMethod("handle", signal, Class.forName(HANDLER))
                .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
    }

    /** {@code signal(SIGINT, SIG_DFL)}. */
    @SuppressWarnings("restricted")
    private static void makeDefault() {
        var signature = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("signal").ifPresent(signal -> {
            try {
                var _ = (MemorySegment)
                        linker.downcallHandle(signal, signature).invokeExact(SIGINT, MemorySegment.NULL);
            } catch (Throwable e) {
                throw new IllegalStateException("signal(2) takes these arguments", e);
            }
        });
    }
}

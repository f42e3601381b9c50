package interleave.link;

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

    private Interrupts() {}

    /** The signal does nothing: Ctrl-C reaches all processes of a terminal, and what it means is decided by the one that started this one. */
    public static void ignore() {
        try {
            handle(Class.forName(HANDLER).getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // told above
        }
    }

    /** The signal does this, on a thread of the JVM's. */
    public static void to(Runnable action) {
        try {
            Class<?> handler = Class.forName(HANDLER);
            handle(Proxy.newProxyInstance(
                    Interrupts.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    }));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // told above
        }
    }

    private static void handle(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName(SIGNAL);
        signal.getMethod("handle", signal, Class.forName(HANDLER))
                .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
    }
}

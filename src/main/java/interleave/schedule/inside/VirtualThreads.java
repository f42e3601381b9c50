package interleave.schedule.inside;

import java.lang.reflect.Constructor;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reaches into the JDK: a builder of virtual threads that run on an executor of ours.
 *
 * <p>JDK 25 has that builder, and keeps it package-private. Threads made with it never run by themselves: each time one could go on, the JDK hands our
 * executor a task, and the thread runs while that task does. A thread that such a thread makes with {@link Thread#ofVirtual()} inherits the executor.
 */
public final class VirtualThreads {
    private static final String BUILDER = "java.lang.ThreadBuilders$VirtualThreadBuilder";

    private static volatile @Nullable Constructor<?> constructor;

    private VirtualThreads() {}

    /** Whether {@link #on} gives one. */
    public static boolean areToBeHad() {
        try {
            var _ = on(Runnable::run);
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * A builder of virtual threads that run on {@code executor}, and nowhere else.
     *
     * @throws UnsupportedOperationException if this JDK has no such builder, or keeps {@code java.lang} closed to us; the message says what to do
     */
    static Thread.Builder.OfVirtual on(Executor executor) {
        try {
            Constructor<?> found = constructor;
            if (found == null) {
                found = Class.forName(BUILDER).getDeclaredConstructor(Executor.class);
                found.setAccessible(true);
                constructor = found;
            }
            return (Thread.Builder.OfVirtual) found.newInstance(executor);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new UnsupportedOperationException(
                    "Virtual time needs the virtual threads of JDK 25 on an executor of its own. This is Java "
                            + Runtime.version().feature()
                            + " and " + BUILDER + "(Executor) is not to be had here: run on JDK 25 with"
                            + " --add-opens java.base/java.lang=ALL-UNNAMED, or let an agent open java.lang to "
                            + VirtualThreads.class.getModule()
                            + ".",
                    e);
        }
    }
}

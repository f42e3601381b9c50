package interleave.schedule.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/**
 * Links the call sites where weaving could not know whether a learner's class has a method of its own or inherits the JDK's, as in
 * {@code class Worker extends Thread} and {@code worker.start()}. Public because woven code refers to it; of no use to anybody else.
 */
public final class Linkage {
    private Linkage() {}

    /** The bootstrap method of such a call site: {@code owner} is the class that the learner's call names. */
    public static CallSite link(MethodHandles.Lookup lookup, String name, MethodType type, Class<?> owner, int isStatic)
            throws ReflectiveOperationException {
        MethodType called = isStatic == 1 ? type : type.dropParameterTypes(0, 1);
        Handlers.Handler handler = Handlers.find(
                isStatic == 1, owner, name, called.describeConstable().orElseThrow());
        MethodHandle target;
        if (handler != null && inheritsFromJdk(owner, name, called)) {
            target = MethodHandles.lookup().unreflect(handler.method());
        } else if (isStatic == 1) {
            target = lookup.findStatic(owner, name, called);
        } else {
            target = lookup.findVirtual(owner, name, called);
        }
        return new ConstantCallSite(target.asType(type));
    }

    private static boolean inheritsFromJdk(Class<?> owner, String name, MethodType type) {
        return Arrays.stream(owner.getMethods())
                .filter(method -> method.getName().equals(name)
                        && Arrays.equals(method.getParameterTypes(), type.parameterArray()))
                .allMatch(method -> method.getDeclaringClass().getName().startsWith("java."));
    }
}

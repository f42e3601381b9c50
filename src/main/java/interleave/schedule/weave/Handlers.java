package interleave.schedule.weave;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which method of the JDK is replaced by which of ours: read off their {@linkplain Instead annotations}, once. */
final class Handlers {
    /** What woven code calls where no method of the JDK stood: for monitors, static initialisers and what is refused. */
    static final ClassDesc CLASS = Called.type("InsteadOfJdk");

    /** Where the methods stand. */
    private static final List<String> CLASSES = List.of(
            "InsteadOfJdk",
            "InsteadOfTime",
            "InsteadOfThreads",
            "InsteadOfExecutors",
            "InsteadOfFutures",
            "InsteadOfLocks",
            "InsteadOfCollections",
            "InsteadOfRandom");

    static final MethodTypeDesc REFUSE = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    static final MethodTypeDesc MONITOR = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);

    /** A method of the JDK and what is called instead. */
    record Handler(Class<?> declaring, String name, boolean isStatic, Method method) {
        MethodTypeDesc type() {
            return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .describeConstable()
                    .orElseThrow();
        }

        /** The class that has ours. */
        ClassDesc owner() {
            return method.getDeclaringClass().describeConstable().orElseThrow();
        }

        /** Name and descriptor of the JDK's method. */
        String key() {
            MethodTypeDesc type = type();
            return Handlers.key(isStatic, name, isStatic ? type : type.dropParameterTypes(0, 1));
        }
    }

    private static final Map<String, List<Handler>> ALL = read();

    private Handlers() {}

    private static Map<String, List<Handler>> read() {
        var all = new HashMap<String, List<Handler>>();
        for (String type : CLASSES) {
            for (Method method : named(type).getDeclaredMethods()) {
                Instead instead = method.getAnnotation(Instead.class);
                if (instead != null) {
                    String name = instead.name().isEmpty() ? method.getName() : instead.name();
                    var handler = new Handler(instead.of(), name, instead.isStatic(), method);
                    all.computeIfAbsent(handler.key(), key -> new ArrayList<>()).add(handler);
                }
            }
        }
        return all;
    }

    private static Class<?> named(String type) {
        try {
            return Class.forName(Called.name(type), false, Handlers.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type + " stands in the same jar", e);
        }
    }

    static List<Handler> all() {
        return ALL.values().stream().flatMap(List::stream).toList();
    }

    private static String key(boolean isStatic, String name, MethodTypeDesc type) {
        return (isStatic ? "static " : "") + name + parameters(type);
    }

    /** Without the result: a covariant override in a subclass of the JDK has another. */
    private static String parameters(MethodTypeDesc type) {
        String all = type.descriptorString();
        return all.substring(0, all.indexOf(')') + 1);
    }

    static boolean mayApply(boolean isStatic, String name, MethodTypeDesc type) {
        return ALL.containsKey(key(isStatic, name, type));
    }

    static boolean isJdk(ClassDesc owner) {
        return owner.isArray() || owner.descriptorString().startsWith("Ljava/");
    }

    /** What to call instead, if there is one for this call of a class of the JDK. */
    static Optional<Handler> find(boolean isStatic, ClassDesc owner, String name, MethodTypeDesc type) {
        if (!mayApply(isStatic, name, type) || owner.isArray()) {
            return Optional.empty();
        }
        try {
            String descriptor = owner.descriptorString();
            Class<?> known = Class.forName(
                    descriptor.substring(1, descriptor.length() - 1).replace('/', '.'),
                    false,
                    ClassLoader.getPlatformClassLoader());
            return Optional.ofNullable(find(isStatic, known, name, type));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    static @Nullable Handler find(boolean isStatic, Class<?> owner, String name, MethodTypeDesc type) {
        for (Handler handler : ALL.getOrDefault(key(isStatic, name, type), List.of())) {
            if (handler.declaring().isAssignableFrom(owner) && returnsWhat(handler, type)) {
                return handler;
            }
        }
        return null;
    }

    private static boolean returnsWhat(Handler handler, MethodTypeDesc type) {
        return handler.type().returnType().equals(type.returnType());
    }
}

package interleave.grade.compile;

import java.lang.classfile.Attributes;
import java.lang.classfile.BootstrapMethodEntry;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what an answer uses that its exercise does not allow, before it runs, so that the learner is told in words: "java.net.Socket is not allowed in
 * this exercise", with the line.
 *
 * <p>This teaches, it does not guard: what gets past it meets the guest's walls, not the host. Allowed are the packages for computing and concurrency,
 * without the few of their classes and methods that reach for files, processes, class loaders or reflection; what {@code exercise.json} allows is added.
 */
public final class ForbiddenCheck {
    private static final Set<String> PACKAGES = Set.of(
            "java/lang",
            "java/lang/annotation",
            "java/lang/constant",
            "java/math",
            "java/nio/charset",
            "java/text",
            "java/time",
            "java/time/chrono",
            "java/time/format",
            "java/time/temporal",
            "java/util",
            "java/util/concurrent",
            "java/util/concurrent/atomic",
            "java/util/concurrent/locks",
            "java/util/function",
            "java/util/random",
            "java/util/regex",
            "java/util/stream",
            "exercise");

    private static final Set<String> CLASSES = Set.of(
            "java/io/Closeable",
            "java/io/IOException",
            "java/io/PrintStream",
            "java/io/PrintWriter",
            "java/io/Serializable",
            "java/io/StringReader",
            "java/io/StringWriter",
            "java/io/UncheckedIOException",
            "java/io/Writer",
            "java/io/Reader",
            "java/lang/ref/WeakReference",
            "java/lang/ref/SoftReference",
            "java/lang/ref/Reference");

    private static final Set<String> DENIED_CLASSES = Set.of(
            "java/lang/ClassLoader",
            "java/lang/ClassValue",
            "java/lang/Module",
            "java/lang/ModuleLayer",
            "java/lang/Process",
            "java/lang/ProcessBuilder",
            "java/lang/ProcessHandle",
            "java/lang/StackWalker",
            "java/lang/ThreadGroup",
            "java/util/ResourceBundle",
            "java/util/Scanner",
            "java/util/ServiceLoader");

    private static final Set<String> DENIED_MEMBERS = Set.of(
            "java/lang/System.console",
            "java/lang/System.getenv",
            "java/lang/System.load",
            "java/lang/System.loadLibrary",
            "java/lang/System.setErr",
            "java/lang/System.setIn",
            "java/lang/System.setOut",
            "java/lang/System.setProperties",
            "java/lang/System.setProperty",
            "java/lang/Thread.getAllStackTraces",
            "java/lang/Thread.getContextClassLoader",
            "java/lang/Thread.getThreadGroup",
            "java/lang/Thread.setContextClassLoader",
            "java/lang/Thread.setDefaultUncaughtExceptionHandler");

    /** Of these two classes only what is named here is allowed: the rest starts processes, or is reflection. */
    private static final Map<String, Set<String>> ONLY = Map.of(
            "java/lang/Runtime",
            Set.of(
                    "getRuntime",
                    "availableProcessors",
                    "freeMemory",
                    "totalMemory",
                    "maxMemory",
                    "gc",
                    "version",
                    "exit",
                    "halt"),
            "java/lang/Class",
            Set.of(
                    "getName",
                    "getSimpleName",
                    "getTypeName",
                    "toString",
                    "isInstance",
                    "cast",
                    "isInterface",
                    "isEnum",
                    "isRecord",
                    "getEnumConstants",
                    "desiredAssertionStatus",
                    "hashCode",
                    "equals",
                    "isArray",
                    "getComponentType",
                    "isAssignableFrom",
                    "getSuperclass",
                    "componentType",
                    "describeConstable"));

    private static final List<String> REFLECTION =
            List.of("java.lang.reflect", "java.lang.invoke", "java.lang.Class", "java.beans", "sun.misc");

    /** What javac itself calls to set a lambda, a concatenation, a record or a switch up. */
    private static final Set<String> BOOTSTRAPS = Set.of(
            "java/lang/invoke/LambdaMetafactory",
            "java/lang/invoke/StringConcatFactory",
            "java/lang/invoke/ConstantBootstraps",
            "java/lang/runtime/ObjectMethods",
            "java/lang/runtime/SwitchBootstraps",
            "java/lang/runtime/ExactConversionsSupport");

    private final Set<String> packages = new HashSet<>(PACKAGES);
    private final Set<String> classes = new HashSet<>(CLASSES);
    /** Classes that the exercise names: all of them is allowed. */
    private final Set<String> whole = new HashSet<>();

    private final Map<String, Integer> found = new LinkedHashMap<>();
    private int line;

    private ForbiddenCheck(List<String> allow, List<ClassBytes> answer) {
        for (String each : allow) {
            (Character.isUpperCase(each.charAt(each.lastIndexOf('.') + 1)) ? classes : packages)
                    .add(each.replace('.', '/'));
        }
        whole.addAll(classes);
        answer.forEach(c -> classes.add(c.name().replace('.', '/')));
        Services.classes().forEach(c -> classes.add(c.name().replace('.', '/')));
    }

    /**
     * What is not allowed, each once, at the first line it is found at, in order of lines.
     *
     * @param allow packages and classes that the exercise adds
     * @param source the answer's text, to quote lines from
     */
    public static List<Problem> check(List<ClassBytes> answer, List<String> allow, String source) {
        return found(answer, allow, source, " is not allowed in this exercise");
    }

    /**
     * What an answer that is explored may not use though its exercise allows it: what reaches a field or a method by its name, which no other thread is seen to come
     * between.
     */
    public static List<Problem> unseen(List<ClassBytes> answer, List<String> allow, String source) {
        List<String> seen = allow.stream().filter(each -> !isReflection(each)).toList();
        return seen.size() == allow.size()
                ? List.of()
                : found(answer, seen, source, " is not seen where every order is tried, so it is not allowed there");
    }

    /** Whether what an exercise allows, a package or a class, reaches fields or methods by their names. */
    public static boolean isReflection(String allowed) {
        return REFLECTION.stream().anyMatch(each -> allowed.equals(each) || allowed.startsWith(each + "."));
    }

    private static List<Problem> found(List<ClassBytes> answer, List<String> allow, String source, String verdict) {
        var check = new ForbiddenCheck(allow, answer);
        answer.forEach(c -> check.check(ClassFile.of().parse(c.bytes())));
        List<String> lines = source.lines().toList();
        var problems = new ArrayList<Problem>();
        check.found.forEach((what, at) -> problems.add(
                new Problem(at, 0, 1, what + verdict, at > 0 && at <= lines.size() ? lines.get(at - 1) : "")));
        problems.sort(Comparator.comparingInt(Problem::line).thenComparing(Problem::message));
        return List.copyOf(problems);
    }

    private void bad(String what) {
        found.merge(what, line, (a, b) -> a == 0 ? b : b == 0 ? a : Math.min(a, b));
    }

    private void check(ClassModel model) {
        line = 0;
        for (MethodModel method : model.methods()) {
            if (method.flags().has(AccessFlag.NATIVE)) {
                bad("a native method");
            }
            if (method.methodName().equalsString("finalize")
                    && method.methodType().equalsString("()V")) {
                bad("a finalizer");
            }
            line = 0;
            method.code().ifPresent(code -> code.forEach(this::element));
            line = 0;
            descriptor(method.methodType().stringValue());
        }
        model.fields().forEach(f -> descriptor(f.fieldType().stringValue()));
        model.superclass().ifPresent(this::type);
        model.interfaces().forEach(this::type);
        model.findAttribute(Attributes.bootstrapMethods())
                .ifPresent(b -> b.bootstrapMethods().forEach(this::bootstrap));
        // whatever else names a class: nothing hides in an attribute
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry named && !lookup(named.asInternalName())) {
                type(named);
            }
        }
    }

    /** Every class with a lambda lists these two among its nested classes; a call on them is found as a call. */
    private static boolean lookup(String name) {
        return name.equals("java/lang/invoke/MethodHandles$Lookup")
                || name.equals("java/lang/invoke/MethodHandles")
                || name.equals("java/lang/runtime/ObjectMethods")
                || BOOTSTRAPS.contains(name);
    }

    private void element(CodeElement element) {
        switch (element) {
            case LineNumber number -> line = number.line();
            case InvokeInstruction call -> member(call.method());
            case FieldInstruction access -> member(access.field());
            case NewObjectInstruction made -> type(made.className());
            case NewReferenceArrayInstruction made -> type(made.componentType());
            case NewMultiArrayInstruction made -> type(made.arrayType());
            case TypeCheckInstruction checked -> type(checked.type());
            case InvokeDynamicInstruction dynamic -> {
                descriptor(dynamic.type().stringValue());
                dynamic.invokedynamic().bootstrap().arguments().forEach(this::constant);
            }
            case ConstantInstruction.LoadConstantInstruction loaded -> constant(loaded.constantEntry());
            default -> {
                // names nothing
            }
        }
    }

    private void bootstrap(BootstrapMethodEntry method) {
        String owner = method.bootstrapMethod().reference().owner().asInternalName();
        if (!BOOTSTRAPS.contains(owner)) {
            bad(owner.replace('/', '.'));
        }
    }

    private void constant(LoadableConstantEntry constant) {
        switch (constant) {
            case MethodHandleEntry handle
            when !BOOTSTRAPS.contains(handle.reference().owner().asInternalName()) -> member(handle.reference());
            case ClassEntry named -> type(named);
            default -> {
                // a number, a text or a method type
            }
        }
    }

    private void member(MemberRefEntry reference) {
        String owner = reference.owner().asInternalName();
        String name = reference.name().stringValue();
        Set<String> only = ONLY.get(owner);
        if (whole.contains(owner)) {
            descriptor(reference.type().stringValue());
        } else if (DENIED_MEMBERS.contains(owner + "." + name) || (only != null && !only.contains(name))) {
            bad(simple(owner) + "." + name);
        } else {
            type(reference.owner());
            descriptor(reference.type().stringValue());
        }
    }

    private void type(ClassEntry entry) {
        type(entry.asInternalName());
    }

    private void descriptor(String descriptor) {
        for (int i = descriptor.indexOf('L'); i >= 0; i = descriptor.indexOf('L', i)) {
            int end = descriptor.indexOf(';', i);
            if (end < 0) {
                return;
            }
            type(descriptor.substring(i + 1, end));
            i = end;
        }
    }

    private void type(String internalName) {
        String name = internalName;
        while (name.startsWith("[")) {
            name = name.substring(1);
        }
        if (name.length() <= 1) {
            return;
        }
        if (name.startsWith("L") && name.endsWith(";")) {
            name = name.substring(1, name.length() - 1);
        }
        int dollar = name.indexOf('$', name.lastIndexOf('/') + 2);
        String top = dollar < 0 ? name : name.substring(0, dollar);
        if (classes.contains(name) || classes.contains(top)) {
            return;
        }
        int slash = name.lastIndexOf('/');
        if (slash < 0 || !packages.contains(name.substring(0, slash)) || DENIED_CLASSES.contains(top)) {
            bad(name.replace('/', '.').replace('$', '.'));
        }
    }

    private static String simple(String owner) {
        return owner.substring(owner.lastIndexOf('/') + 1);
    }
}

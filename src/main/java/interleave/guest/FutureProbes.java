package interleave.guest;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JDK's futures tell {@link FailureWatch} when they take in an exception, and when they are asked for it.
 *
 * <p>Woven into the JDK only when the first learner class turns up that mentions a future: a notebook without futures pays nothing. The woven code stands
 * on the exceptional path alone, and finds the watch through the system class loader, because adding to the bootstrap class path would switch class-data
 * sharing off.
 */
final class FutureProbes implements Weaver.Visitor, ClassFileTransformer {
    private static final ClassDesc FUTURE = ClassDesc.of("java.util.concurrent.CompletableFuture");
    private static final ClassDesc ALT_RESULT =
            ClassDesc.ofInternalName("java/util/concurrent/CompletableFuture$AltResult");
    private static final ClassDesc TASK = ClassDesc.of("java.util.concurrent.FutureTask");
    private static final ClassDesc LOADER = ClassDesc.of("java.lang.ClassLoader");
    private static final ClassDesc METHOD = ClassDesc.of("java.lang.reflect.Method");
    private static final Set<String> WATCHED = Set.of(
            "java/util/concurrent/CompletableFuture",
            "java/util/concurrent/CompletionStage",
            "java/util/concurrent/Future",
            "java/util/concurrent/FutureTask",
            "java/util/concurrent/ExecutorService",
            "java/util/concurrent/Executors");
    private static final Set<String> STAGES =
            Set.of("uniHandle", "uniWhenComplete", "uniExceptionally", "uniExceptionallyCompose");
    private static final Set<String> QUESTIONS =
            Set.of("isCompletedExceptionally", "exceptionNow", "resultNow", "state");

    private final Instrumentation instrumentation;
    private boolean woven;

    FutureProbes(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Changes no learner class; sees to it that the JDK's futures are woven before the first that uses one is defined. */
    @Override
    public synchronized ClassTransform apply(ClassModel model) {
        if (!woven && mentionsAFuture(model)) {
            woven = true;
            weaveTheJdk();
        }
        return NOTHING;
    }

    private static boolean mentionsAFuture(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type && WATCHED.contains(type.asInternalName())) {
                return true;
            }
        }
        return false;
    }

    private void weaveTheJdk() {
        instrumentation.addTransformer(this, true);
        try {
            instrumentation.retransformClasses(
                    CompletableFuture.class,
                    Class.forName("java.util.concurrent.CompletableFuture$AltResult"),
                    FutureTask.class);
        } catch (ClassNotFoundException | UnmodifiableClassException | LinkageError e) {
            // another JDK: failures that nobody looks at stay silent there, and nothing else changes
        } finally {
            instrumentation.removeTransformer(this);
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (loader != null || name == null || !name.startsWith("java/util/concurrent/")) {
            return null;
        }
        var classFile = ClassFile.of();
        ClassModel model = classFile.parse(bytes);
        return switch (name) {
            case "java/util/concurrent/CompletableFuture$AltResult" ->
                classFile.transformClass(model, at(FutureProbes::inAltResult));
            case "java/util/concurrent/CompletableFuture" ->
                classFile.transformClass(model, at(FutureProbes::inCompletableFuture));
            case "java/util/concurrent/FutureTask" -> classFile.transformClass(model, at(FutureProbes::inFutureTask));
            default -> null;
        };
    }

    private interface Probes {
        @Nullable
        CodeTransform in(MethodModel method);
    }

    private static ClassTransform at(Probes probes) {
        return (builder, element) -> {
            CodeTransform probe = element instanceof MethodModel method ? probes.in(method) : null;
            if (probe != null && element instanceof MethodModel method) {
                builder.transformMethod(method, java.lang.classfile.MethodTransform.transformingCode(probe));
            } else {
                builder.with(element);
            }
        };
    }

    private static @Nullable CodeTransform inAltResult(MethodModel method) {
        return method.methodName().equalsString("<init>")
                ? (to, element) -> {
                    if (element instanceof ReturnInstruction) {
                        tell(to, "failed", code -> code.aload(1));
                    }
                    to.with(element);
                }
                : null;
    }

    private static @Nullable CodeTransform inCompletableFuture(MethodModel method) {
        String name = method.methodName().stringValue();
        if (name.equals("reportGet") || name.equals("reportJoin")) {
            return onEntry(to -> lookedAt(to, code -> code.aload(0)));
        }
        if (STAGES.contains(name)) {
            return onEntry(to -> lookedAt(to, code -> code.aload(1)));
        }
        if (QUESTIONS.contains(name)) {
            return onEntry(to ->
                    lookedAt(to, code -> code.aload(0).getfield(FUTURE, "result", ConstantDescs.CD_Object)));
        }
        return null;
    }

    private static @Nullable CodeTransform inFutureTask(MethodModel method) {
        String name = method.methodName().stringValue();
        if (name.equals("setException")) {
            return onEntry(to -> {
                Label cancelled = to.newLabel();
                to.aload(0)
                        .invokevirtual(TASK, "isCancelled", MethodTypeDesc.of(ConstantDescs.CD_boolean))
                        .ifne(cancelled);
                tell(to, "failed", code -> code.aload(1));
                to.labelBinding(cancelled);
            });
        }
        if (name.equals("report") || name.equals("exceptionNow") || name.equals("resultNow") || name.equals("state")) {
            return onEntry(to ->
                    tell(to, "lookedAt", code -> code.aload(0).getfield(TASK, "outcome", ConstantDescs.CD_Object)));
        }
        return null;
    }

    private interface Push {
        void on(CodeBuilder code);
    }

    private static CodeTransform onEntry(Push first) {
        return new CodeTransform() {
            private boolean entered;

            @Override
            public void accept(CodeBuilder to, CodeElement element) {
                if (!entered && element instanceof Instruction) {
                    entered = true;
                    first.on(to);
                }
                to.with(element);
            }
        };
    }

    /** Tells of the exception inside an {@code AltResult}, if the value is one. */
    private static void lookedAt(CodeBuilder to, Push result) {
        Label other = to.newLabel();
        result.on(to);
        to.instanceOf(ALT_RESULT).ifeq(other);
        tell(to, "lookedAt", code -> {
            result.on(code);
            code.checkcast(ALT_RESULT).getfield(ALT_RESULT, "ex", ConstantDescs.CD_Throwable);
        });
        to.labelBinding(other);
    }

    /** {@code ClassLoader.getSystemClassLoader().loadClass(FailureWatch).getMethod(name, Object.class).invoke(null, value)}, if the value is not null. */
    private static void tell(CodeBuilder to, String method, Push value) {
        Label nothing = to.newLabel();
        value.on(to);
        to.ifnull(nothing);
        to.invokestatic(LOADER, "getSystemClassLoader", MethodTypeDesc.of(LOADER))
                .ldc("interleave.guest.FailureWatch")
                .invokevirtual(LOADER, "loadClass", MethodTypeDesc.of(ConstantDescs.CD_Class, ConstantDescs.CD_String))
                .ldc(method);
        array(to, ConstantDescs.CD_Class, code -> code.ldc(ConstantDescs.CD_Object));
        to.invokevirtual(
                        ConstantDescs.CD_Class,
                        "getMethod",
                        MethodTypeDesc.of(METHOD, ConstantDescs.CD_String, ConstantDescs.CD_Class.arrayType()))
                .aconst_null();
        array(to, ConstantDescs.CD_Object, value);
        to.invokevirtual(
                        METHOD,
                        "invoke",
                        MethodTypeDesc.of(
                                ConstantDescs.CD_Object, ConstantDescs.CD_Object, ConstantDescs.CD_Object.arrayType()))
                .pop()
                .labelBinding(nothing);
    }

    private static void array(CodeBuilder to, ClassDesc type, Push element) {
        to.iconst_1().anewarray(type).dup().iconst_0();
        element.on(to);
        to.aastore();
    }
}

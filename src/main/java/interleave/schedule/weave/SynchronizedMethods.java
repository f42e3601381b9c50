package interleave.schedule.weave;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import org.jspecify.annotations.Nullable;

/** Turns the JVM's own entry into a monitor at the start of a synchronized method into one of the run's, and gives it back on every way out. */
record SynchronizedMethods(ClassModel model) implements ClassTransform {
    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method
                && method.flags().has(AccessFlag.SYNCHRONIZED)
                && method.code().isPresent()) {
            ClassDesc ofStatic =
                    method.flags().has(AccessFlag.STATIC) ? model.thisClass().asSymbol() : null;
            builder.withMethod(
                    method.methodName(),
                    method.methodType(),
                    method.flags().flagsMask() & ~AccessFlag.SYNCHRONIZED.mask(),
                    to -> method.forEach(part -> {
                        switch (part) {
                            case CodeModel code -> to.transformCode(code, body(ofStatic));
                            case java.lang.classfile.AccessFlags flags -> {}
                            default -> to.with(part);
                        }
                    }));
        } else {
            builder.with(element);
        }
    }

    private static AroundBody body(@Nullable ClassDesc ofStatic) {
        return new AroundBody(builder -> call(builder, ofStatic, "enter"), builder -> call(builder, ofStatic, "exit"));
    }

    private static void call(CodeBuilder builder, @Nullable ClassDesc ofStatic, String method) {
        if (ofStatic == null) {
            builder.aload(0);
        } else {
            builder.loadConstant(ofStatic);
        }
        builder.invokestatic(Handlers.CLASS, method, Handlers.MONITOR);
    }
}

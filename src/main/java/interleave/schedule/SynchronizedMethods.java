package interleave.schedule;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
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
                            case CodeModel code -> to.transformCode(code, new Body(ofStatic));
                            case java.lang.classfile.AccessFlags flags -> {}
                            default -> to.with(part);
                        }
                    }));
        } else {
            builder.with(element);
        }
    }

    private static final class Body implements CodeTransform {
        private final @Nullable ClassDesc ofStatic;
        private @Nullable Label start;

        Body(@Nullable ClassDesc ofStatic) {
            this.ofStatic = ofStatic;
        }

        @Override
        public void atStart(CodeBuilder builder) {
            call(builder, "enter");
            start = builder.newBoundLabel();
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof ReturnInstruction) {
                call(builder, "exit");
            }
            builder.with(element);
        }

        @Override
        public void atEnd(CodeBuilder builder) {
            Label end = builder.newBoundLabel();
            if (start != null) {
                builder.exceptionCatchAll(start, end, end);
            }
            call(builder, "exit");
            builder.athrow();
        }

        private void call(CodeBuilder builder, String method) {
            if (ofStatic == null) {
                builder.aload(0);
            } else {
                builder.loadConstant(ofStatic);
            }
            builder.invokestatic(Handlers.CLASS, method, Handlers.MONITOR);
        }
    }
}

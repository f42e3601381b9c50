package interleave.schedule;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ConstantDescs;

/**
 * Notes when a thread is in a static initialiser: there the JVM cannot take it off the thread that drives the run, so a wait would be the end of everything
 * and is refused instead.
 */
final class StaticInitializers implements ClassTransform {
    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method
                && method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME)
                && method.code().isPresent()) {
            builder.transformMethod(method, MethodTransform.transformingCode(CodeTransform.ofStateful(Body::new)));
        } else {
            builder.with(element);
        }
    }

    private static final class Body implements CodeTransform {
        private boolean begun;
        private Label start;

        @Override
        public void atStart(CodeBuilder builder) {
            call(builder, "initializerBegins");
            start = builder.newBoundLabel();
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof ReturnInstruction) {
                call(builder, "initializerEnds");
            }
            builder.with(element);
        }

        @Override
        public void atEnd(CodeBuilder builder) {
            Label end = builder.newBoundLabel();
            builder.exceptionCatchAll(start, end, end);
            call(builder, "initializerEnds");
            builder.athrow();
        }

        private static void call(CodeBuilder builder, String method) {
            builder.invokestatic(Handlers.CLASS, method, ConstantDescs.MTD_void);
        }
    }
}

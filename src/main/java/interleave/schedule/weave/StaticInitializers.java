package interleave.schedule.weave;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
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
            var body = new AroundBody(to -> call(to, "initializerBegins"), to -> call(to, "initializerEnds"));
            builder.transformMethod(method, MethodTransform.transformingCode(body));
        } else {
            builder.with(element);
        }
    }

    private static void call(CodeBuilder builder, String method) {
        builder.invokestatic(Handlers.CLASS, method, ConstantDescs.MTD_void);
    }
}

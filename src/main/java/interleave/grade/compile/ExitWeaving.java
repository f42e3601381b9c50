package interleave.grade.compile;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** The weaving that lets an answer tell at which of its lines it ends its JVM: its exits go to a class of the guest's, which says so and does what was asked. */
final class ExitWeaving {
    /** In the guest jar, which this JVM does not look into. */
    private static final ClassDesc GUEST = ClassDesc.of("interleave.guest.answer.AnswerExit");

    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final MethodTypeDesc STATIC = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
    private static final MethodTypeDesc INSTANCE =
            MethodTypeDesc.of(ConstantDescs.CD_void, RUNTIME, ConstantDescs.CD_int);

    private ExitWeaving() {}

    /** The transformation of one class of an answer. */
    static ClassTransform weaving() {
        return ClassTransform.transformingMethodBodies(ExitWeaving::told);
    }

    private static void told(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && call.type().equalsString("(I)V")) {
            String owner = call.owner().asInternalName();
            String name = call.name().stringValue();
            if (owner.equals("java/lang/System") && name.equals("exit")) {
                code.invokestatic(GUEST, "exit", STATIC);
                return;
            }
            if (owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt"))) {
                code.invokestatic(GUEST, "leave", INSTANCE);
                return;
            }
        }
        code.with(element);
    }
}

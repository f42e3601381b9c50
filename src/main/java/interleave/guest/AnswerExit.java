package interleave.guest;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.Struct;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/**
 * Tells the host at which of the learner's lines an answer ends its JVM: calls of {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt} go to
 * {@link #exit} and {@link #leave} instead, which say so and then do what was asked.
 *
 * <p>For words only. An exit that comes another way ends the guest as well, and the host sees that it has ended.
 */
public final class AnswerExit implements Weaver.Visitor {
    private static final ClassDesc SELF = ClassDesc.of(AnswerExit.class.getName());
    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final MethodTypeDesc STATIC = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
    private static final MethodTypeDesc INSTANCE =
            MethodTypeDesc.of(ConstantDescs.CD_void, RUNTIME, ConstantDescs.CD_int);

    private static volatile @Nullable Link told;

    /** Where an exit is told. */
    static void tell(Link link) {
        told = link;
    }

    @Override
    public ClassTransform apply(ClassModel model) {
        return ClassTransform.transformingMethodBodies((code, element) -> {
            if (element instanceof InvokeInstruction call && call.type().equalsString("(I)V")) {
                String owner = call.owner().asInternalName();
                String name = call.name().stringValue();
                if (owner.equals("java/lang/System") && name.equals("exit")) {
                    code.invokestatic(SELF, "exit", STATIC);
                    return;
                }
                if (owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt"))) {
                    code.invokestatic(SELF, "leave", INSTANCE);
                    return;
                }
            }
            code.with(element);
        });
    }

    /** Stands in for {@link System#exit}; called by woven code. */
    public static void exit(int status) {
        Link link = told;
        if (link != null) {
            StackTraceElement caller = StackWalker.getInstance()
                    .walk(frames -> frames.filter(f -> !f.getClassName().equals(AnswerExit.class.getName()))
                            .findFirst()
                            .map(StackWalker.StackFrame::toStackTraceElement))
                    .orElse(null);
            int line = caller == null ? 0 : Math.max(0, caller.getLineNumber());
            tellAndHalt(link, status, line);
        }
        Runtime.getRuntime().halt(status);
    }

    /**
     * The learner's thread is a virtual one, carried by the thread that drives the run: if it parked here, the run would be quiet and go on without
     * it. So another thread does what may wait, and this one keeps its carrier until the JVM is gone.
     */
    private static void tellAndHalt(Link link, int status, int line) {
        Thread.ofPlatform().name("interleave-exit").daemon().start(() -> {
            try {
                link.send(new Frame(Kind.EVENT, 0, Struct.of("exit", "status", status, "line", line)));
                link.flush();
            } finally {
                Runtime.getRuntime().halt(status);
            }
        });
        while (true) {
            Thread.onSpinWait();
        }
    }

    /** Stands in for {@link Runtime#exit} and {@link Runtime#halt}; called by woven code. */
    public static void leave(Runtime runtime, int status) {
        exit(status);
    }
}

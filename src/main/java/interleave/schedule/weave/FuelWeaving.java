package interleave.schedule.weave;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/** The weaving that takes fuel from the run at each turn of a loop and each call of a method. */
public final class FuelWeaving {
    private static final ClassDesc CLASS = Called.type("Fuel");
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    private FuelWeaving() {}

    /** The transformation of one learner class; to be made anew for each. */
    public static ClassTransform of() {
        return calling("turn");
    }

    /** The same for a JVM in which one thread alone drives runs, as the guest of an answer is: a turn costs a tenth, a nanosecond or two. */
    public static ClassTransform alone() {
        return calling("turnAlone");
    }

    private static ClassTransform calling(String method) {
        return ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(() -> new Turns(method)));
    }

    /** Walks one method. */
    private static final class Turns implements CodeTransform {
        private final String method;
        private final Set<Label> behind = new HashSet<>();

        Turns(String method) {
            this.method = method;
        }

        @Override
        public void atStart(CodeBuilder builder) {
            builder.invokestatic(CLASS, method, NOTHING);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof LabelTarget target) {
                behind.add(target.label());
            }
            if (element instanceof BranchInstruction branch && behind.contains(branch.target())) {
                builder.invokestatic(CLASS, method, NOTHING);
            }
            builder.with(element);
        }
    }
}

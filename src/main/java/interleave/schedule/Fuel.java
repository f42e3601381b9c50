package interleave.schedule;

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

/**
 * The weaving that makes every loop of learner code end: each turn of a loop and each call of a method uses up one unit of the run's fuel.
 *
 * <p>The count is that of the bytecode, so it is the same on every machine. When nothing is left, the thread that runs stays where it is for ever, and the
 * run is {@link Step.State#ENDLESS} with its line.
 */
public final class Fuel {
    private static final ClassDesc CLASS = ClassDesc.of("interleave.schedule.Fuel");
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    private Fuel() {}

    /** The transformation of one learner class; to be made anew for each. */
    public static ClassTransform weaving() {
        return ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Turns::new));
    }

    /** What woven code calls once a turn. */
    public static void turn() {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me != null) {
            me.inside.turn(me);
        }
    }

    /** Walks one method. */
    private static final class Turns implements CodeTransform {
        private final Set<Label> behind = new HashSet<>();

        @Override
        public void atStart(CodeBuilder builder) {
            builder.invokestatic(CLASS, "turn", NOTHING);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof LabelTarget target) {
                behind.add(target.label());
            }
            if (element instanceof BranchInstruction branch && behind.contains(branch.target())) {
                builder.invokestatic(CLASS, "turn", NOTHING);
            }
            builder.with(element);
        }
    }
}

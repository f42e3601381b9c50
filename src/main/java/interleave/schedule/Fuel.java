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

    /** Turns that the run under way may take before it is asked again. */
    private static int granted;

    private Fuel() {}

    /** The transformation of one learner class; to be made anew for each. */
    public static ClassTransform weaving() {
        return weaving("turn");
    }

    /** The same for a JVM in which one thread alone drives runs, as the guest of an answer is: a turn costs a tenth, a nanosecond or two. */
    public static ClassTransform weavingAlone() {
        return weaving("turnAlone");
    }

    private static ClassTransform weaving(String method) {
        return ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(() -> new Turns(method)));
    }

    /** What woven code calls once a turn, in a JVM where one thread drives runs. */
    public static void turnAlone() {
        if (--granted < 0) {
            granted = 0;
            ask();
        }
    }

    private static void ask() {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me != null) {
            me.inside.turn(me);
            granted = me.inside.grant();
        }
    }

    /** What is left of what was granted: the run gives the thread back that drives it. */
    static int takeBack() {
        int left = granted;
        granted = 0;
        return left;
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

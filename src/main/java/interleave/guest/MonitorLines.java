package interleave.guest;

import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;

/**
 * Keeps a thread that waits for a monitor on the line of its {@code synchronized}.
 *
 * <p>The JVM says of such a thread that it is behind the instruction that enters the monitor. Where the block begins on the next line, that is a line too far; so
 * an instruction that does nothing follows, on the same line. It stands within the block, so that the monitor is released whatever happens there.
 */
final class MonitorLines implements Weaver.Visitor {

    @Override
    public ClassTransform apply(ClassModel model) {
        return model.methods().stream().anyMatch(MonitorLines::enters)
                ? ClassTransform.transformingMethodBodies(MonitorLines::enters, CodeTransform.ofStateful(Padding::new))
                : NOTHING;
    }

    private static boolean enters(MethodModel method) {
        return method.code().isPresent()
                && method.code().get().elementList().stream().anyMatch(MonitorLines::enters);
    }

    private static boolean enters(CodeElement element) {
        return element instanceof MonitorInstruction monitor && monitor.opcode() == Opcode.MONITORENTER;
    }

    /** Puts the instruction before the first line or instruction that follows an entry: behind the label where the block begins. */
    private static final class Padding implements CodeTransform {
        private boolean entered;

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (entered && (element instanceof LineNumber || element instanceof Instruction)) {
                code.nop();
                entered = false;
            }
            code.with(element);
            entered |= enters(element);
        }
    }
}

package interleave.guest;

import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets {@link Stopped} through the learner's exception handlers, so that {@code while (true) try { … } catch (Throwable t) {}} can be ended.
 *
 * <p>Only handlers that would catch it are changed, and only their first instructions: nothing is added to the path without an exception. A
 * {@code finally} still runs on a first stop. The handler that javac makes for {@code synchronized} is left as it is, for it must release the monitor.
 */
final class StopHandlers implements Weaver.Visitor {
    private static final ClassDesc STOPPED = ClassDesc.of("interleave.guest.Stopped");
    private static final MethodTypeDesc TEST = MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Throwable);
    private static final Set<String> CATCHES_ALL = Set.of("java/lang/Throwable", "java/lang/Error");
    /** javac releases the monitor within this many elements after the handler's label. */
    private static final int RELEASE_WITHIN = 6;

    @Override
    public ClassTransform apply(ClassModel model) {
        return hasHandlers(model) ? ClassTransform.transformingMethods(StopHandlers::weave) : NOTHING;
    }

    private static boolean hasHandlers(ClassModel model) {
        for (MethodModel method : model.methods()) {
            if (method.code().isPresent()
                    && !method.code().get().exceptionHandlers().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static void weave(MethodBuilder builder, MethodElement element) {
        if (element instanceof CodeModel code && !code.exceptionHandlers().isEmpty()) {
            Map<Label, String> handlers = handlers(code);
            builder.withCode(to -> weave(code, handlers, to));
        } else {
            builder.with(element);
        }
    }

    /** The handlers to change, with the name of the test that decides. */
    private static Map<Label, String> handlers(CodeModel code) {
        var handlers = new HashMap<Label, String>();
        for (ExceptionCatch handler : code.exceptionHandlers()) {
            if (handler.catchType().isEmpty()) {
                handlers.putIfAbsent(handler.handler(), "passesFinally");
            } else if (CATCHES_ALL.contains(handler.catchType().get().asInternalName())) {
                handlers.put(handler.handler(), "passes");
            }
        }
        handlers.keySet().removeIf(label -> releasesMonitor(code.elementList(), label));
        return handlers;
    }

    /**
     * The beginnings of what handlers guard without an instruction that could throw by itself, {@code try { while (true) { } } finally { … }} say: the JVM takes
     * such a handler for unreachable, and crashes when it collects garbage at the moment in which {@link Stopped} arrives there. A division in front puts that
     * right.
     */
    private static Set<Label> quietRanges(CodeModel code) {
        var quiet = new HashSet<Label>();
        for (ExceptionCatch handler : code.exceptionHandlers()) {
            boolean inside = false;
            boolean throwing = false;
            for (CodeElement element : code) {
                if (element instanceof LabelTarget target) {
                    inside = target.label().equals(handler.tryStart())
                            || (inside && !target.label().equals(handler.tryEnd()));
                }
                throwing |= inside && canThrow(element);
            }
            if (!throwing) {
                quiet.add(handler.tryStart());
            }
        }
        return quiet;
    }

    private static boolean canThrow(CodeElement element) {
        return switch (element) {
            case InvokeInstruction _,
                    InvokeDynamicInstruction _,
                    FieldInstruction _,
                    ArrayLoadInstruction _,
                    ArrayStoreInstruction _,
                    NewObjectInstruction _,
                    ThrowInstruction _ -> true;
            default -> false;
        };
    }

    private static boolean releasesMonitor(List<CodeElement> elements, Label handler) {
        Iterator<CodeElement> from = elements.iterator();
        while (from.hasNext()) {
            if (from.next() instanceof LabelTarget target && target.label().equals(handler)) {
                for (int i = 0; i < RELEASE_WITHIN && from.hasNext(); i++) {
                    if (from.next() instanceof MonitorInstruction) {
                        return true;
                    }
                }
                return false;
            }
        }
        return false;
    }

    private static void weave(CodeModel code, Map<Label, String> handlers, CodeBuilder to) {
        Label through = to.newLabel();
        Set<Label> quiet = quietRanges(code);
        for (CodeElement element : code) {
            to.with(element);
            if (element instanceof LabelTarget start && quiet.contains(start.label())) {
                to.iconst_1().iconst_1().idiv().pop();
            }
            String test = element instanceof LabelTarget target ? handlers.get(target.label()) : null;
            if (test != null) {
                to.dup().invokestatic(STOPPED, test, TEST).ifne(through);
            }
        }
        if (!handlers.isEmpty()) {
            // at the end, where no handler is in force: javac lets some handlers of finally guard their own first
            // instructions
            to.labelBinding(through).athrow();
        }
    }
}

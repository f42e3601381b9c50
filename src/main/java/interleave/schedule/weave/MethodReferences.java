package interleave.schedule.weave;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Makes of a reference to a method of the JDK, {@code list::add}, the lambda that it stands for, {@code x -> list.add(x)}: the JVM would call the method
 * straight from the JDK, where no weaving of the learner's class could put anything before the call.
 */
final class MethodReferences implements ClassTransform {
    /** A lambda's body to be added to the class. */
    private record Body(String name, MethodTypeDesc type, DirectMethodHandleDesc called, int line) {}

    private final ClassModel model;
    private final BiPredicate<String, String> shared;
    private final List<Body> bodies = new ArrayList<>();

    /**
     * The transformation of one class.
     *
     * @param shared whether calls of a method, by its class's internal name and its own, are to be made in the learner's class
     */
    MethodReferences(ClassModel model, BiPredicate<String, String> shared) {
        this.model = model;
        this.shared = shared;
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method && method.code().isPresent()) {
            String name = SourceNames.method(method.methodName().stringValue());
            builder.transformMethod(method, MethodTransform.transformingCode(new Walk(name)));
        } else {
            builder.with(element);
        }
    }

    @Override
    public void atEnd(ClassBuilder builder) {
        for (Body body : bodies) {
            builder.withMethodBody(
                    body.name(),
                    body.type(),
                    AccessFlag.PRIVATE.mask() | AccessFlag.STATIC.mask() | AccessFlag.SYNTHETIC.mask(),
                    code -> call(code, body));
        }
    }

    private static void call(CodeBuilder code, Body body) {
        code.lineNumber(body.line());
        int slot = 0;
        for (ClassDesc parameter : body.type().parameterList()) {
            TypeKind kind = TypeKind.from(parameter);
            code.loadLocal(kind, slot);
            slot += kind.slotSize();
        }
        DirectMethodHandleDesc called = body.called();
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(called.lookupDescriptor());
        if (called.isOwnerInterface()) {
            code.invokeinterface(called.owner(), called.methodName(), type);
        } else {
            code.invokevirtual(called.owner(), called.methodName(), type);
        }
        code.return_(TypeKind.from(body.type().returnType()));
    }

    /** Walks one method. */
    private final class Walk implements CodeTransform {
        private final String method;
        private int line;

        Walk(String method) {
            this.method = method;
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof LineNumber number) {
                line = number.line();
            }
            if (element instanceof InvokeDynamicInstruction dynamic
                    && dynamic.bootstrapArgs().stream().anyMatch(this::isShared)) {
                ConstantDesc[] arguments = dynamic.bootstrapArgs().stream()
                        .map(each -> isShared(each) ? lambda(dynamic, (DirectMethodHandleDesc) each) : each)
                        .toArray(ConstantDesc[]::new);
                builder.invokedynamic(DynamicCallSiteDesc.of(
                        dynamic.bootstrapMethod(), dynamic.name().stringValue(), dynamic.typeSymbol(), arguments));
            } else {
                builder.with(element);
            }
        }

        private boolean isShared(ConstantDesc argument) {
            return argument instanceof DirectMethodHandleDesc handle
                    && (handle.kind() == DirectMethodHandleDesc.Kind.VIRTUAL
                            || handle.kind() == DirectMethodHandleDesc.Kind.INTERFACE_VIRTUAL)
                    && shared.test(internalName(handle.owner()), handle.methodName());
        }

        private static String internalName(ClassDesc owner) {
            String descriptor = owner.descriptorString();
            return owner.isClassOrInterface() ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
        }

        private DirectMethodHandleDesc lambda(InvokeDynamicInstruction dynamic, DirectMethodHandleDesc handle) {
            // a receiver that is captured keeps the type it is captured with
            ClassDesc receiver = dynamic.typeSymbol().parameterCount() == 0
                    ? handle.owner()
                    : dynamic.typeSymbol().parameterType(0);
            MethodTypeDesc type =
                    MethodTypeDesc.ofDescriptor(handle.lookupDescriptor()).insertParameterTypes(0, receiver);
            String name = "lambda$" + method + "$reference" + bodies.size();
            bodies.add(new Body(name, type, handle, line));
            boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
            return MethodHandleDesc.ofMethod(
                    inInterface ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC : DirectMethodHandleDesc.Kind.STATIC,
                    model.thisClass().asSymbol(),
                    name,
                    type);
        }
    }
}

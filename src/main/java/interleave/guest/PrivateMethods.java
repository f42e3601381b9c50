package interleave.guest;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets a class that gets a new lambda, or a new private method, keep its objects.
 *
 * <p>A JVM that is told to may add and remove methods of a loaded class, but only those that are private and either static or final. So private methods become
 * final, which changes nothing for anybody: they cannot be overridden. A lambda is such a method, static or not according to what it captures, under a number; as
 * the JVM makes no static method of one that is not, lambdas that are not static get a name of their own.
 */
final class PrivateMethods implements Weaver.Visitor {
    private static final String LAMBDA = "lambda$";
    private static final String OF_AN_OBJECT = "o";

    @Override
    public ClassTransform apply(ClassModel model) {
        boolean isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
        if (isInterface || model.methods().stream().noneMatch(PrivateMethods::isMeant)) {
            return NOTHING;
        }
        Set<String> renamed = new HashSet<>();
        for (MethodModel method : model.methods()) {
            if (isMeant(method) && method.methodName().stringValue().startsWith(LAMBDA)) {
                renamed.add(method.methodName().stringValue());
            }
        }
        return (to, element) -> weave(to, element, model.thisClass().asSymbol(), renamed);
    }

    private static boolean isMeant(MethodModel method) {
        int flags = method.flags().flagsMask();
        return (flags & ClassFile.ACC_PRIVATE) != 0
                && (flags & (ClassFile.ACC_STATIC | ClassFile.ACC_FINAL | ClassFile.ACC_NATIVE)) == 0
                && !method.methodName().equalsString("<init>");
    }

    private static void weave(ClassBuilder to, ClassElement element, ClassDesc owner, Set<String> renamed) {
        if (!(element instanceof MethodModel method)) {
            to.with(element);
            return;
        }
        String name = method.methodName().stringValue();
        int flags = method.flags().flagsMask();
        to.withMethod(
                renamed.contains(name) ? name + OF_AN_OBJECT : name,
                method.methodTypeSymbol(),
                isMeant(method) ? flags | ClassFile.ACC_FINAL : flags,
                builder -> {
                    for (MethodElement part : method) {
                        if (part instanceof CodeModel code && !renamed.isEmpty()) {
                            builder.transformCode(code, (made, each) -> weave(made, each, owner, renamed));
                        } else if (!(part instanceof AccessFlags)) {
                            builder.with(part);
                        }
                    }
                });
    }

    private static void weave(CodeBuilder to, CodeElement element, ClassDesc owner, Set<String> renamed) {
        if (!(element instanceof InvokeDynamicInstruction call)) {
            to.with(element);
            return;
        }
        var arguments = call.bootstrapArgs().toArray(ConstantDesc[]::new);
        boolean changed = false;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof DirectMethodHandleDesc handle
                    && handle.owner().equals(owner)
                    && renamed.contains(handle.methodName())) {
                arguments[i] = MethodHandleDesc.of(
                        handle.kind(), owner, handle.methodName() + OF_AN_OBJECT, handle.lookupDescriptor());
                changed = true;
            }
        }
        if (changed) {
            to.invokedynamic(DynamicCallSiteDesc.of(
                    call.bootstrapMethod(), call.name().stringValue(), call.typeSymbol(), arguments));
        } else {
            to.with(element);
        }
    }
}

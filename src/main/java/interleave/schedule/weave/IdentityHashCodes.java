package interleave.schedule.weave;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;

/**
 * Gives a class that has no {@code hashCode()} of its own one that is the same in every run: the JDK's tables ask for it, and walk through their elements in the order it
 * makes.
 */
record IdentityHashCodes(ClassModel model) implements ClassTransform {
    private static final String METHOD = "hashCode";
    private static final MethodTypeDesc TYPE = MethodTypeDesc.of(ConstantDescs.CD_int);
    private static final ClassDesc OURS = Called.type("InsteadOfRandom");
    private static final MethodTypeDesc NEW = MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object);

    /** No name that a learner's field could have. */
    private static final String FIELD = "hash code";

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        builder.with(element);
    }

    @Override
    public void atEnd(ClassBuilder builder) {
        if (hasNone()) {
            builder.withField(FIELD, ConstantDescs.CD_int, flags(AccessFlag.PRIVATE, AccessFlag.TRANSIENT));
            builder.withMethodBody(METHOD, TYPE, flags(AccessFlag.PUBLIC), this::body);
        }
    }

    private boolean hasNone() {
        boolean isClass = !model.flags().has(AccessFlag.INTERFACE)
                && model.superclass()
                        .filter(of -> of.asSymbol().equals(ConstantDescs.CD_Object))
                        .isPresent();
        return isClass
                && model.methods().stream()
                        .noneMatch(each -> each.methodName().equalsString(METHOD)
                                && each.methodTypeSymbol().equals(TYPE));
    }

    private static int flags(AccessFlag... flags) {
        int mask = AccessFlag.SYNTHETIC.mask();
        for (AccessFlag each : flags) {
            mask |= each.mask();
        }
        return mask;
    }

    private void body(CodeBuilder code) {
        ClassDesc type = model.thisClass().asSymbol();
        Label known = code.newLabel();
        code.aload(0).getfield(type, FIELD, ConstantDescs.CD_int).ifne(known);
        code.aload(0).aload(0).invokestatic(OURS, "newHashCode", NEW).putfield(type, FIELD, ConstantDescs.CD_int);
        code.labelBinding(known)
                .aload(0)
                .getfield(type, FIELD, ConstantDescs.CD_int)
                .ireturn();
    }
}

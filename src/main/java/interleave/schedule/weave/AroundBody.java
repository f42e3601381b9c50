package interleave.schedule.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.ReturnInstruction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts something at the start of one method's body, and something on every way out of it, by returning or by throwing. To be made anew for each method. */
final class AroundBody implements CodeTransform {
    private final Consumer<CodeBuilder> before;
    private final Consumer<CodeBuilder> after;
    private @Nullable Label start;

    AroundBody(Consumer<CodeBuilder> before, Consumer<CodeBuilder> after) {
        this.before = before;
        this.after = after;
    }

    @Override
    public void atStart(CodeBuilder builder) {
        before.accept(builder);
        start = builder.newBoundLabel();
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        if (element instanceof ReturnInstruction) {
            after.accept(builder);
        }
        builder.with(element);
    }

    @Override
    public void atEnd(CodeBuilder builder) {
        Label end = builder.newBoundLabel();
        if (start != null) {
            builder.exceptionCatchAll(start, end, end);
        }
        after.accept(builder);
        builder.athrow();
    }
}

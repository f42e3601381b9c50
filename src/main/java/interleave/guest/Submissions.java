package interleave.guest;

import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/**
 * Captures the owner of a task where it is submitted: wherever learner code hands work to an executor or a future, the work is wrapped by {@link Carried}.
 *
 * <p>An inherited thread-local alone says nothing in the common pool, and names the wrong cell in a pool that an earlier cell made.
 */
final class Submissions implements Weaver.Visitor {
    private static final ClassDesc CARRIED = ClassDesc.of("interleave.guest.Carried");
    private static final String CONCURRENT = "java/util/concurrent/";

    /** The types that take work, without the package. */
    private static final Set<String> TAKERS = Set.of(
            "Executor",
            "ExecutorService",
            "AbstractExecutorService",
            "ScheduledExecutorService",
            "ThreadPoolExecutor",
            "ScheduledThreadPoolExecutor",
            "ForkJoinPool",
            "ForkJoinTask",
            "FutureTask",
            "CompletionService",
            "ExecutorCompletionService",
            "CompletableFuture",
            "CompletionStage",
            "StructuredTaskScope");

    /** The types that work comes as: those that {@link Carried} has a method for. */
    private static final Set<String> WORK = Set.of(
            "Ljava/lang/Runnable;",
            "Ljava/util/concurrent/Callable;",
            "Ljava/util/function/Supplier;",
            "Ljava/util/function/Function;",
            "Ljava/util/function/BiFunction;",
            "Ljava/util/function/Consumer;",
            "Ljava/util/function/BiConsumer;",
            "Ljava/util/Collection;");

    @Override
    public ClassTransform apply(ClassModel model) {
        return mentionsATaker(model) ? ClassTransform.transformingMethodBodies(Submissions::carry) : NOTHING;
    }

    private static boolean mentionsATaker(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type && takes(type.asInternalName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean takes(String internalName) {
        return internalName.startsWith(CONCURRENT) && TAKERS.contains(internalName.substring(CONCURRENT.length()));
    }

    private static void carry(CodeBuilder to, CodeElement element) {
        if (element instanceof InvokeInstruction call && takes(call.owner().asInternalName())) {
            List<ClassDesc> parameters = call.typeSymbol().parameterList();
            int first = 0;
            while (first < parameters.size() && !isWork(parameters.get(first))) {
                first++;
            }
            wrapFrom(first, parameters, to);
        }
        to.with(element);
    }

    /** Takes the arguments from the first that is work off the stack, and puts them back, wrapped where they are work. */
    private static void wrapFrom(int first, List<ClassDesc> parameters, CodeBuilder to) {
        int[] slots = new int[parameters.size()];
        for (int i = parameters.size() - 1; i >= first; i--) {
            TypeKind kind = TypeKind.from(parameters.get(i));
            slots[i] = to.allocateLocal(kind);
            to.storeLocal(kind, slots[i]);
        }
        for (int i = first; i < parameters.size(); i++) {
            ClassDesc type = parameters.get(i);
            to.loadLocal(TypeKind.from(type), slots[i]);
            if (isWork(type)) {
                to.invokestatic(CARRIED, "carry", MethodTypeDesc.of(type, type));
            }
        }
    }

    private static boolean isWork(ClassDesc type) {
        return WORK.contains(type.descriptorString());
    }
}

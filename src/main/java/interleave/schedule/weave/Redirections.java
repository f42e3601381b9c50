package interleave.schedule.weave;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.Superclass;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Optional;

/**
 * The weaving that puts learner code under virtual time: calls of the JDK that sleep, tell the time, start threads or wait with a limit go to the run
 * instead.
 *
 * <p>Only call sites in the woven class change, method references included; the JDK itself stays as it is. Whatever waits without a limit (locks, latches,
 * queues, futures, scopes) needs no change: it parks a thread that the run owns.
 *
 * <p><b>Covered:</b> {@code Thread} (sleep, start, join, interrupt, builders and factories, virtual and platform), {@code TimeUnit}, {@code System.nanoTime}
 * and {@code currentTimeMillis}, {@code java.time}'s {@code now()}, {@code CompletableFuture} in full, {@code Executors} (scheduled ones too),
 * {@code ThreadPoolExecutor}, {@code ForkJoinPool} (the common one, too) with tasks that fork and join, {@code synchronized} (blocks and methods) with {@code wait} and {@code notify}, {@code StructuredTaskScope} without a time limit,
 * parallel streams, and time limits of {@code Future}, {@code ExecutorService},
 * {@code Semaphore}, {@code CountDownLatch}, {@code BlockingQueue}, {@code Lock}, {@code Condition}, {@code CyclicBarrier} and {@code LockSupport}.
 *
 * <p><b>Refused by name</b> with {@code NotCoveredException}, and the run is then {@link interleave.schedule.Ending.Kind#ESCAPED}, which names the learner's line: what
 * {@link Refusals} lists (real threads, real time, sockets, processes, the keyboard; where orders are explored files, reflection and classes that extend a collection, too), and
 * {@code synchronized} on a collection of the JDK that locks itself.
 *
 * <p><b>Noticed when it happens</b>, with the same ending: a wait of the JDK with a time limit that is not listed above ({@code Exchanger}, {@code Phaser}), for its limit is
 * real time; a second thread that waits for a {@code synchronized} inside the JDK, for the JVM chooses who is next; a wait in a static initialiser, where no
 * other thread could go on; code that arrives at a service, or at anything listed above, on a thread that is not the run's.
 *
 * <p><b>The same in every run:</b> {@code Random} without a seed, {@code Math.random}, {@code ThreadLocalRandom}, {@code Collections.shuffle} and
 * {@code UUID.randomUUID}: each thread has random numbers of its own; and the hash codes of objects whose class has none of its own, futures among them. (Not so where a
 * table of the JDK's asks an enum's constant, a thread, or a plain {@code Object} for it.)
 *
 * <p><b>Takes no virtual time:</b> computing, and reading and writing files.
 */
public final class Redirections {
    private static final ClassDesc BOOTSTRAP_OWNER = ClassDesc.of("interleave.schedule.weave.Linkage");
    private static final DirectMethodHandleDesc BOOTSTRAP = ConstantDescs.ofCallsiteBootstrap(
            BOOTSTRAP_OWNER, "link", ConstantDescs.CD_CallSite, ConstantDescs.CD_Class, ConstantDescs.CD_int);

    /** Classes that learner code makes and extends ours instead of. */
    private static final Map<ClassDesc, ClassDesc> SUBSTITUTES = Map.of(
            ClassDesc.of("java.util.concurrent.CompletableFuture"), Called.type("SimFuture"),
            ClassDesc.of("java.util.concurrent.ThreadPoolExecutor"), Called.type("SimThreadPool"),
            ClassDesc.of("java.util.concurrent.ForkJoinPool"), Called.type("SimForkJoinPool"),
            ClassDesc.of("java.util.Random"), Called.type("SimRandom"));

    private Redirections() {}

    /** The transformation of one learner class. */
    public static ClassTransform of(ClassModel model) {
        CodeTransform code = (builder, element) -> {
            if (!redirected(builder, element)) {
                builder.with(element);
            }
        };
        return ClassTransform.transformingMethodBodies(code)
                .andThen(extensions(model))
                .andThen(new SynchronizedMethods(model))
                .andThen(new StaticInitializers())
                .andThen(new IdentityHashCodes(model))
                .andThen(Redirections::superclass);
    }

    /** The constructors of a class that extends what must not be extended say so as they call the superclass's. */
    private static ClassTransform extensions(ClassModel model) {
        ClassDesc superclass = model.superclass().map(ClassEntry::asSymbol).orElse(ConstantDescs.CD_Object);
        Optional<String> why = Refusals.extended(superclass);
        return why.isEmpty()
                ? ClassTransform.ACCEPT_ALL
                : ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(ConstantDescs.INIT_NAME), (builder, element) -> {
                            if (element instanceof InvokeInstruction invoke
                                    && invoke.opcode() == Opcode.INVOKESPECIAL
                                    && invoke.owner().asSymbol().equals(superclass)) {
                                refuse(builder, why.get(), "refuseExtension");
                            }
                            builder.with(element);
                        });
    }

    private static void superclass(ClassBuilder builder, ClassElement element) {
        ClassDesc to = element instanceof Superclass superclass
                ? SUBSTITUTES.get(superclass.superclassEntry().asSymbol())
                : null;
        if (to == null) {
            builder.with(element);
        } else {
            builder.withSuperclass(to);
        }
    }

    private static boolean redirected(CodeBuilder builder, CodeElement element) {
        return switch (element) {
            case InvokeInstruction invoke -> call(builder, invoke);
            case NewObjectInstruction made -> {
                ClassDesc to = SUBSTITUTES.get(made.className().asSymbol());
                if (to == null) {
                    yield false;
                }
                builder.new_(to);
                yield true;
            }
            case MonitorInstruction monitor -> {
                String method = monitor.opcode() == Opcode.MONITORENTER ? "enter" : "exit";
                builder.invokestatic(Handlers.CLASS, method, Handlers.MONITOR);
                yield true;
            }
            case InvokeDynamicInstruction dynamic -> reference(builder, dynamic);
            default -> false;
        };
    }

    private static boolean call(CodeBuilder builder, InvokeInstruction invoke) {
        ClassDesc owner = invoke.owner().asSymbol();
        String name = invoke.name().stringValue();
        MethodTypeDesc type = invoke.typeSymbol();
        Refusals.always(owner, name, type).ifPresent(why -> refuse(builder, why, "refuse"));
        Refusals.inOrders(owner, name).ifPresent(why -> refuse(builder, why, "refuseInOrders"));
        if (invoke.opcode() == Opcode.INVOKESPECIAL) {
            ClassDesc to = name.equals(ConstantDescs.INIT_NAME) ? SUBSTITUTES.get(owner) : null;
            if (to == null) {
                return false;
            }
            builder.invokespecial(to, name, type);
            return true;
        }
        boolean isStatic = invoke.opcode() == Opcode.INVOKESTATIC;
        if (!Handlers.mayApply(isStatic, name, type)) {
            return false;
        }
        if (Handlers.isJdk(owner)) {
            Optional<Handlers.Handler> handler = Handlers.find(isStatic, owner, name, type);
            handler.ifPresent(
                    found -> builder.invokestatic(found.owner(), found.method().getName(), found.type()));
            return handler.isPresent();
        }
        // inherited by a class of the learner's, or their own method of that name: decided when it is linked, for then
        // the class is known
        MethodTypeDesc site = isStatic ? type : type.insertParameterTypes(0, owner);
        builder.invokedynamic(DynamicCallSiteDesc.of(BOOTSTRAP, name, site, owner, isStatic ? 1 : 0));
        return true;
    }

    private static void refuse(CodeBuilder builder, String why, String method) {
        builder.loadConstant(why).invokestatic(Handlers.CLASS, method, Handlers.REFUSE);
    }

    /** Method references and the handles of lambdas. */
    private static boolean reference(CodeBuilder builder, InvokeDynamicInstruction dynamic) {
        boolean changed = false;
        ConstantDesc[] arguments = dynamic.bootstrapArgs().toArray(ConstantDesc[]::new);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof DirectMethodHandleDesc handle) {
                ConstantDesc to = handle(handle);
                changed |= !to.equals(handle);
                arguments[i] = to;
            }
        }
        if (changed) {
            builder.invokedynamic(DynamicCallSiteDesc.of(
                    dynamic.bootstrapMethod(), dynamic.name().stringValue(), dynamic.typeSymbol(), arguments));
        }
        return changed;
    }

    private static ConstantDesc handle(DirectMethodHandleDesc handle) {
        ClassDesc owner = handle.owner();
        if (!handle.lookupDescriptor().startsWith("(")) {
            // a field's, as in the methods that javac gives a record
            return handle;
        }
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(handle.lookupDescriptor());
        return switch (handle.kind()) {
            case CONSTRUCTOR -> {
                ClassDesc to = SUBSTITUTES.get(owner);
                yield to == null ? handle : MethodHandleDesc.ofConstructor(to, type.parameterArray());
            }
            case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL -> {
                boolean isStatic = handle.kind() == DirectMethodHandleDesc.Kind.STATIC
                        || handle.kind() == DirectMethodHandleDesc.Kind.INTERFACE_STATIC;
                yield Handlers.isJdk(owner)
                        ? Handlers.find(isStatic, owner, handle.methodName(), type)
                                .<ConstantDesc>map(found -> MethodHandleDesc.ofMethod(
                                        DirectMethodHandleDesc.Kind.STATIC,
                                        found.owner(),
                                        found.method().getName(),
                                        found.type()))
                                .orElse(handle)
                        : handle;
            }
            default -> handle;
        };
    }
}

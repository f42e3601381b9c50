package interleave.schedule.weave;

import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The weaving that lets another thread come in between: a point before each access to a field or array element, and before each call of
 * an object that threads may share (java.util.concurrent and the collections of java.util), which is a call of {@link interleave.schedule.inside.Points}. {@link Redirections}
 * has points of its own for monitors.
 *
 * <p>Of the JDK's futures only what others see has a point: completing one, asking whether it is complete, adding a stage to one that another thread may
 * complete meanwhile.
 *
 * <p>What a constructor does to its own object, and fields declared final, have none: nobody else sees the object yet, or a change. Nor have static
 * initialisers: the JVM lets one thread alone run them.
 *
 * <p>To be woven before {@link Redirections}.
 */
public final class PointWeaving {
    private static final ClassDesc CLASS = Called.type("Points");
    private static final ClassDesc TEXT = ConstantDescs.CD_String;
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final MethodTypeDesc READ =
            MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT, TEXT, TEXT, TEXT, ConstantDescs.CD_int);
    private static final MethodTypeDesc WRITE =
            MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT, OBJECT, TEXT, TEXT, TEXT, ConstantDescs.CD_int);
    private static final MethodTypeDesc ELEMENT =
            MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT, ConstantDescs.CD_int, TEXT, TEXT, ConstantDescs.CD_int);
    private static final MethodTypeDesc WRITE_ELEMENT = MethodTypeDesc.of(
            ConstantDescs.CD_void, OBJECT, ConstantDescs.CD_int, OBJECT, TEXT, TEXT, ConstantDescs.CD_int);
    private static final MethodTypeDesc GOT = MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT);
    private static final MethodTypeDesc NAMED = MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT, TEXT);
    private static final MethodTypeDesc CALL = MethodTypeDesc.of(
            ConstantDescs.CD_void, OBJECT, TEXT, OBJECT.arrayType(), TEXT, TEXT, ConstantDescs.CD_int);
    private static final MethodTypeDesc ANY =
            MethodTypeDesc.of(ConstantDescs.CD_void, TEXT, TEXT, TEXT, ConstantDescs.CD_int);

    /** Of java.util.concurrent, but nothing that two threads do to each other. */
    private static final Set<String> HARMLESS = Set.of("Executors", "TimeUnit", "ThreadFactory", "Callable", "Flow");

    /** Waiting for these, or naming their executor, is nothing that others see. */
    private static final Set<String> UNSEEN = Set.of("get", "join", "resultNow", "exceptionNow", "defaultExecutor");

    private static final Set<String> OF_THREADS = Set.of("interrupt", "isInterrupted", "isAlive", "getState");

    /** Shared by threads, though neither of java.util.concurrent nor a collection. */
    private static final Set<String> BESIDES =
            Set.of("java/lang/invoke/VarHandle", "java/lang/StringBuilder", "java/lang/StringBuffer");

    /** After these it matters in what order futures are completed. */
    private static final Set<String> FIRST_WINS = Set.of(
            "java/util/concurrent/CompletableFuture.anyOf",
            "java/util/concurrent/StructuredTaskScope.open",
            "java/util/concurrent/ExecutorCompletionService.<init>");

    private static final MethodTypeDesc STREAM = MethodTypeDesc.of(ClassDesc.of("java.io.PrintStream"));

    private PointWeaving() {}

    /** The transformation of one learner class. */
    public static ClassTransform of(ClassModel model) {
        var finals = new HashSet<String>();
        for (FieldModel field : model.fields()) {
            if (field.flags().has(AccessFlag.FINAL)) {
                finals.add(field.fieldName().stringValue());
            }
        }
        ClassTransform points = (builder, element) -> {
            if (element instanceof MethodModel method
                    && method.code().isPresent()
                    && !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME)) {
                builder.transformMethod(
                        method,
                        MethodTransform.transformingCode(
                                CodeTransform.ofStateful(() -> new Walk(model, method, finals))));
            } else {
                builder.with(element);
            }
        };
        return new MethodReferences(model, Walk::shared).andThen(points);
    }

    /** Walks one method. */
    private static final class Walk implements CodeTransform {
        private final ClassModel model;
        private final String type;
        private final String method;
        private final boolean constructor;
        private final Set<String> finals;
        private int line;

        Walk(ClassModel model, MethodModel method, Set<String> finals) {
            this.model = model;
            this.type = model.thisClass().asInternalName().replace('/', '.');
            this.method = SourceNames.method(method.methodName().stringValue());
            this.constructor = method.methodName().equalsString(ConstantDescs.INIT_NAME);
            this.finals = finals;
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            switch (element) {
                case LineNumber number -> {
                    line = number.line();
                    builder.with(element);
                }
                case FieldInstruction field when shared(field) -> field(builder, field);
                case FieldInstruction field
                when isOutput(field) -> builder.invokestatic(CLASS, field.name().stringValue(), STREAM);
                case FieldInstruction field
                when isOwnConstant(field) -> {
                    builder.with(field).dup().loadConstant(field.name().stringValue());
                    builder.invokestatic(CLASS, "named", NAMED);
                }
                case ArrayLoadInstruction load -> {
                    builder.dup2();
                    where(builder).invokestatic(CLASS, "element", ELEMENT);
                    builder.with(load);
                    got(builder, load.typeKind());
                }
                case ArrayStoreInstruction store -> {
                    int value = builder.allocateLocal(store.typeKind());
                    builder.storeLocal(store.typeKind(), value).dup2();
                    boxed(builder, store.typeKind(), value);
                    where(builder).invokestatic(CLASS, "writeElement", WRITE_ELEMENT);
                    builder.loadLocal(store.typeKind(), value).with(store);
                }
                case InvokeInstruction call -> call(builder, call);
                default -> builder.with(element);
            }
        }

        private boolean shared(FieldInstruction field) {
            boolean own = field.owner().asSymbol().equals(model.thisClass().asSymbol());
            boolean ofObject = field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.PUTFIELD;
            return !Handlers.isJdk(field.owner().asSymbol())
                    && !(own && (finals.contains(field.name().stringValue()) || (constructor && ofObject)))
                    && !field.name().stringValue().startsWith("this$");
        }

        private static boolean isOutput(FieldInstruction field) {
            return field.owner().asInternalName().equals("java/lang/System")
                    && field.name().stringValue().matches("out|err");
        }

        /** Reads a final field that holds an object. */
        private boolean isOwnConstant(FieldInstruction field) {
            return !constructor
                    && (field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.GETSTATIC)
                    && finals.contains(field.name().stringValue())
                    && !field.typeSymbol().isPrimitive()
                    && field.owner().asSymbol().equals(model.thisClass().asSymbol());
        }

        private void call(CodeBuilder builder, InvokeInstruction call) {
            String owner = call.owner().asInternalName();
            String name = call.name().stringValue();
            if (FIRST_WINS.contains(owner + "." + name)) {
                builder.invokestatic(CLASS, "firstWins", ConstantDescs.MTD_void);
            }
            if (owner.equals("java/lang/IO") && name.startsWith("print")) {
                // to the stream, which is the one of this run
                print(builder, call);
                return;
            }
            boolean constructs = call.opcode() == Opcode.INVOKESPECIAL;
            if (constructs || call.opcode() == Opcode.INVOKESTATIC) {
                if (readsAnother(owner, call)) {
                    any(builder, simple(owner) + "." + name);
                }
                builder.with(call);
            } else if (owner.startsWith("[") && name.equals("clone")) {
                any(builder, "clone");
                builder.with(call);
            } else if (shared(owner, name)) {
                announced(builder, call);
            } else {
                builder.with(call);
            }
        }

        private void any(CodeBuilder builder, String label) {
            builder.loadConstant(label);
            where(builder).invokestatic(CLASS, "any", ANY);
        }

        private static void print(CodeBuilder builder, InvokeInstruction call) {
            builder.invokestatic(CLASS, "out", STREAM);
            if (!call.typeSymbol().parameterList().isEmpty()) {
                builder.swap();
            }
            builder.invokevirtual(STREAM.returnType(), call.name().stringValue(), call.typeSymbol());
        }

        /** Static methods and constructors that look into a collection or an array, and those that park threads. */
        private static boolean readsAnother(String owner, InvokeInstruction call) {
            return owner.equals("java/util/concurrent/locks/LockSupport")
                    || (owner.equals("java/util/Arrays") && !call.name().equalsString("asList"))
                    || (owner.equals("java/lang/System") && call.name().equalsString("arraycopy"))
                    || (owner.startsWith("java/util/")
                            && call.typeSymbol().parameterList().stream()
                                    .map(ClassDesc::descriptorString)
                                    .anyMatch(type -> type.equals("Ljava/util/Collection;")
                                            || type.equals("Ljava/util/Map;")
                                            || type.equals("Ljava/util/List;")));
        }

        private static boolean shared(String owner, String method) {
            String name = simple(owner);
            if (owner.equals("java/lang/Thread")) {
                return OF_THREADS.contains(method);
            }
            if (BESIDES.contains(owner)) {
                return true;
            }
            if (owner.startsWith("java/util/concurrent/")) {
                return !HARMLESS.contains(name)
                        && !(UNSEEN.contains(method)
                                && name.matches("CompletableFuture|CompletionStage|Future|FutureTask"));
            }
            return owner.startsWith("java/util/")
                    && owner.indexOf('/', "java/util/".length()) < 0
                    && name.matches(".*(Map|List|Set|Deque|Queue|Collection|Vector|Stack|Hashtable|Iterator)");
        }

        private static String simple(String owner) {
            return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
        }

        /** Puts the arguments aside to show the receiver, then calls, then shows the result. */
        private void announced(CodeBuilder builder, InvokeInstruction call) {
            List<ClassDesc> parameters = call.typeSymbol().parameterList();
            var kinds = new TypeKind[parameters.size()];
            var locals = new int[kinds.length];
            for (int i = kinds.length - 1; i >= 0; i--) {
                kinds[i] = TypeKind.from(parameters.get(i));
                locals[i] = builder.allocateLocal(kinds[i]);
                builder.storeLocal(kinds[i], locals[i]);
            }
            builder.dup().loadConstant(call.name().stringValue());
            builder.loadConstant(kinds.length).anewarray(OBJECT);
            for (int i = 0; i < kinds.length; i++) {
                builder.dup().loadConstant(i);
                boxed(builder, kinds[i], locals[i]);
                builder.aastore();
            }
            where(builder).invokestatic(CLASS, "call", CALL);
            for (int i = 0; i < kinds.length; i++) {
                builder.loadLocal(kinds[i], locals[i]);
            }
            builder.with(call);
            TypeKind result = TypeKind.from(call.typeSymbol().returnType());
            if (result != TypeKind.VOID) {
                got(builder, result);
            }
        }

        private CodeBuilder where(CodeBuilder builder) {
            return builder.loadConstant(type).loadConstant(method).loadConstant(line);
        }

        private void field(CodeBuilder builder, FieldInstruction field) {
            TypeKind kind = TypeKind.from(field.typeSymbol());
            String name = field.name().stringValue();
            boolean isStatic = field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC;
            boolean reads = field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.GETSTATIC;
            int value = reads ? -1 : builder.allocateLocal(kind);
            if (!reads) {
                builder.storeLocal(kind, value);
            }
            if (isStatic) {
                builder.loadConstant(field.owner().asSymbol());
            } else {
                builder.dup();
            }
            if (!reads) {
                boxed(builder, kind, value);
            }
            builder.loadConstant(name);
            where(builder).invokestatic(CLASS, reads ? "read" : "write", reads ? READ : WRITE);
            if (!reads) {
                builder.loadLocal(kind, value);
            }
            builder.with(field);
            if (reads) {
                got(builder, kind);
            }
        }

        private static void got(CodeBuilder builder, TypeKind kind) {
            if (kind.slotSize() == 2) {
                builder.dup2();
            } else {
                builder.dup();
            }
            box(builder, kind);
            builder.invokestatic(CLASS, "got", GOT);
        }

        private static void boxed(CodeBuilder builder, TypeKind kind, int local) {
            builder.loadLocal(kind, local);
            box(builder, kind);
        }

        private static void box(CodeBuilder builder, TypeKind kind) {
            if (kind == TypeKind.REFERENCE) {
                return;
            }
            ClassDesc primitive = kind.upperBound();
            ClassDesc box = switch (kind) {
                case INT -> ConstantDescs.CD_Integer;
                case LONG -> ConstantDescs.CD_Long;
                case FLOAT -> ConstantDescs.CD_Float;
                case DOUBLE -> ConstantDescs.CD_Double;
                case BOOLEAN -> ConstantDescs.CD_Boolean;
                case BYTE -> ConstantDescs.CD_Byte;
                case SHORT -> ConstantDescs.CD_Short;
                case CHAR -> ConstantDescs.CD_Character;
                case VOID, REFERENCE -> throw new IllegalArgumentException(kind + " " + primitive);
            };
            builder.invokestatic(box, "valueOf", MethodTypeDesc.of(box, kind.upperBound()));
        }
    }
}

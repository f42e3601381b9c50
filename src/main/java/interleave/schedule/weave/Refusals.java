package interleave.schedule.weave;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;

/**
 * What of the JDK is refused by name, because it would leave the run unnoticed: real threads, real time, the world outside, and, where orders are explored,
 * what is kept where no order begins anew or changes where nothing is woven.
 */
final class Refusals {
    private static final String REAL_TIME = " works in real time";
    private static final String REAL_THREADS = " runs on real threads";

    /** By internal name of the class and name of the method. */
    private static final Map<String, String> ALWAYS = new HashMap<>(Map.of(
            "java/util/Timer.<init>",
                    "java.util.Timer starts a real thread; take Executors.newSingleThreadScheduledExecutor()",
            "java/util/concurrent/ScheduledThreadPoolExecutor.<init>",
                    "a ScheduledThreadPoolExecutor waits in real time; take Executors.newScheduledThreadPool(n)",
            "java/util/concurrent/StructuredTaskScope$Configuration.withTimeout",
                    "the time limit of a StructuredTaskScope is real time",
            "java/util/concurrent/DelayQueue.<init>", "a DelayQueue waits in real time",
            "java/nio/ByteBuffer.allocateDirect",
                    "memory outside of the heap is waited for in real time; take ByteBuffer.allocate",
            "java/util/concurrent/SubmissionPublisher.<init>", "a SubmissionPublisher" + REAL_THREADS));

    static {
        for (String each : Set.of(
                "java/net/http/HttpClient.newHttpClient",
                "java/net/http/HttpClient.newBuilder",
                "java/net/Socket.<init>",
                "java/net/ServerSocket.<init>",
                "java/net/DatagramSocket.<init>",
                "java/net/URL.openStream",
                "java/net/URL.openConnection",
                "java/nio/channels/SocketChannel.open",
                "java/nio/channels/ServerSocketChannel.open",
                "java/lang/ProcessBuilder.start",
                "java/lang/Runtime.exec",
                "java/lang/IO.readln")) {
            String type = each.substring(each.lastIndexOf('/') + 1, each.indexOf('.'));
            ALWAYS.put(each, type + REAL_TIME);
        }
    }

    /** Classes whose state lies outside of the JVM, so that an order would begin with what the one before has left there. */
    private static final Set<String> FILES = Set.of(
            "java/nio/file/Files",
            "java/nio/channels/FileChannel",
            "java/io/File",
            "java/io/FileInputStream",
            "java/io/FileOutputStream",
            "java/io/FileReader",
            "java/io/FileWriter",
            "java/io/RandomAccessFile");

    /** What threads share, in the JDK, and learners sometimes extend. */
    private static final List<Class<?>> SHARED =
            List.of(Collection.class, Map.class, Lock.class, Semaphore.class, CountDownLatch.class);

    private Refusals() {}

    /** Why this method or constructor is not to be called, or empty. */
    static Optional<String> always(ClassDesc owner, String name, MethodTypeDesc type) {
        String internal = internalName(owner);
        if (internal.equals("java/util/Arrays")
                && name.startsWith("parallel")
                && !Handlers.mayApply(true, name, type)) {
            return Optional.of("Arrays." + name + REAL_THREADS);
        }
        if (internal.equals("java/util/concurrent/ConcurrentHashMap")
                && type.parameterCount() > 1
                && type.parameterType(0).equals(ConstantDescs.CD_long)) {
            return Optional.of("ConcurrentHashMap." + name + " with a parallelism threshold" + REAL_THREADS);
        }
        return Optional.ofNullable(ALWAYS.get(internal + "." + name));
    }

    /** Why it is not to be called where orders are explored, or empty. */
    static Optional<String> inOrders(ClassDesc owner, String name) {
        String internal = internalName(owner);
        if (FILES.contains(internal)) {
            return Optional.of("a file keeps what the order before has written");
        }
        boolean byReflection = (internal.equals("java/lang/reflect/Field")
                        && name.matches("(get|set)(\\p{Upper}.*)?")
                        && !name.matches(
                                "get(Name|Type|GenericType|Modifiers|DeclaringClass|Annotation.*|Annotated.*)"))
                || (internal.equals("java/lang/invoke/MethodHandles$Lookup")
                        && name.matches("(find|unreflect)(Static)?(Getter|Setter)"));
        return byReflection
                ? Optional.of("no other thread is seen to come before an access by reflection")
                : Optional.empty();
    }

    /** Why no class that extends this one is to be made where orders are explored, or empty. What it inherits is not woven, so nobody sees it change. */
    static Optional<String> extended(ClassDesc superclass) {
        String name = internalName(superclass).replace('/', '.');
        if (!name.startsWith("java.util.") || name.contains(".Abstract")) {
            return Optional.empty();
        }
        Class<?> type;
        try {
            type = Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        return SHARED.stream().anyMatch(each -> each.isAssignableFrom(type)) || name.contains(".atomic.")
                ? Optional.of("nobody sees a " + type.getSimpleName()
                        + " change inside of what a class inherits from it;" + " keep one in a field instead")
                : Optional.empty();
    }

    private static String internalName(ClassDesc owner) {
        String descriptor = owner.descriptorString();
        return owner.isClassOrInterface() ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }
}

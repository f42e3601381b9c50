package interleave.schedule.inside;

import interleave.schedule.message.Place;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a call of an object of the JDK is, seen by the other threads of an exploration: to which object, a read or a write, possible now or only later.
 *
 * <p>An object of a top-level class of {@code java.util} stands for itself. One of a nested class is a part of another, or a view: of which is known if the call
 * that gave it was seen, and if not it may be of any.
 */
final class JdkCalls {
    /** Calls that change nothing that another thread could see. */
    private static final Set<String> READS =
            Set.of(("get getOrDefault getPlain getAcquire getOpaque getFirst getLast getCount getQueueLength intValue"
                + " longValue sum containsKey containsValue contains containsAll size isEmpty peek peekFirst peekLast"
                + " element firstKey lastKey first last keySet values entrySet iterator listIterator"
                + " descendingIterator stream forEach toArray indexOf lastIndexOf hasNext hasPrevious next previous"
                + " floorKey ceilingKey higherKey lowerKey headMap tailMap subMap subList isLocked"
                + " isHeldByCurrentThread availablePermits remainingCapacity readLock writeLock newCondition"
                + " mappingCount execute submit")
                    .split(" "));

    /** Objects that are made for one thread at a time: what one of these does to another's call is not defined. */
    private static final Set<String> FOR_ONE_THREAD =
            Set.of(("java.util.ArrayList java.util.LinkedList java.util.ArrayDeque java.util.PriorityQueue"
                            + " java.util.HashMap java.util.LinkedHashMap java.util.TreeMap java.util.IdentityHashMap"
                            + " java.util.WeakHashMap java.util.HashSet java.util.LinkedHashSet java.util.TreeSet"
                            + " java.lang.StringBuilder")
                    .split(" "));

    /** Calls that add elements to such an object, or take some away. */
    private static final Set<String> CHANGE_SIZE = Set.of(("add addAll addFirst addLast offer offerFirst offerLast push"
                    + " pop poll pollFirst pollLast pollFirstEntry pollLastEntry remove removeAll removeIf removeFirst"
                    + " removeLast retainAll clear put putAll putIfAbsent putFirst putLast append insert delete"
                    + " deleteCharAt setLength reverse merge compute computeIfAbsent computeIfPresent")
            .split(" "));

    /** Calls of futures that make it matter which is complete first, or last: on whose thread a stage runs that hangs on two. */
    private static final Set<String> RACING = Set.of(
            "thenCombine",
            "thenAcceptBoth",
            "runAfterBoth",
            "isDone",
            "isCancelled",
            "isCompletedExceptionally",
            "state",
            "getNow",
            "acceptEither",
            "acceptEitherAsync",
            "applyToEither",
            "applyToEitherAsync",
            "runAfterEither",
            "runAfterEitherAsync",
            "invokeAny");

    /** Calls that hang a stage on a future, to run where that is completed. */
    private static final Set<String> HANG_ON = Set.of(
            "thenApply",
            "thenAccept",
            "thenRun",
            "thenCompose",
            "handle",
            "whenComplete",
            "exceptionally",
            "exceptionallyCompose");

    /** Futures: what adds a stage does not meet what completes, as long as nobody else can know the future. */
    private static final Set<String> ON_COMPLETION = Set.of(
            "complete",
            "completeExceptionally",
            "completeAsync",
            "obtrudeValue",
            "obtrudeException",
            "cancel",
            "isDone",
            "isCancelled",
            "isCompletedExceptionally",
            "state",
            "getNow");

    private static final String DONE = "done";

    private JdkCalls() {}

    /** What to announce before a future is completed. */
    static Intent completing(SimFuture<?> future) {
        return Intent.to("complete", future, DONE, true, null);
    }

    /** What to announce before the call, or null if nobody can see it. */
    static @Nullable Intent intent(
            LearnerThread me,
            Exploring exploring,
            @Nullable Object receiver,
            String method,
            @Nullable Object[] arguments,
            Place place) {
        if (receiver == null || ofNobody(receiver)) {
            return null;
        }
        if (races(receiver, method)) {
            exploring.completionsRace();
        }
        Telling told = Exploring.telling();
        String label = told == null ? "" : label(told, receiver, method, arguments);
        if (receiver instanceof Future<?> future) {
            boolean known = !ON_COMPLETION.contains(method)
                    && (!(future instanceof SimFuture<?> sim) || sim.isOnlyKnownTo(me, exploring));
            if (known) {
                return null;
            }
            boolean completes =
                    method.startsWith("complete") || method.startsWith("obtrude") || method.equals("cancel");
            return future instanceof SimFuture<?> sim && sim.isCompletedByStep()
                    ? Intent.to(label, sim, DONE, completes, place)
                    : Intent.toAnything(label, place);
        }
        if (receiver instanceof ThreadPoolExecutor || receiver instanceof SimScheduledPool) {
            // says itself what happens to its queue
            return null;
        }
        Object target = exploring.whole(receiver);
        if (target == null) {
            return Intent.toAnything(label, place);
        }
        boolean write = !READS.contains(method) || (method.equals("get") && getChanges(target));
        return new Intent(label, target, "", write, place, possible(me, target, receiver, method, arguments));
    }

    /**
     * Whether no other thread may be in a call of the same object meanwhile: it is made for one thread at a time, and its size changes. Putting what has its
     * place already is no such change, as the documentation of these classes says.
     */
    static boolean keepsOthersOut(Intent intent, String method, @Nullable Object[] arguments) {
        Object target = intent.target();
        if (target == null
                || !CHANGE_SIZE.contains(method)
                || !FOR_ONE_THREAD.contains(target.getClass().getName())) {
            return false;
        }
        // only of keys whose equals is no learner's code: that would be a step in the middle of one
        boolean known = target instanceof Map<?, ?> map
                && arguments.length > 0
                && (arguments[0] instanceof String || arguments[0] instanceof Number)
                && map.containsKey(arguments[0]);
        return !known || method.startsWith("remove");
    }

    private static boolean races(Object receiver, String method) {
        if (receiver instanceof SimFuture<?> future) {
            return !future.isSettled()
                    && (RACING.contains(method) || (future.isOfSeveral() && HANG_ON.contains(method)));
        }
        return RACING.contains(method) && (receiver instanceof Future<?> || receiver instanceof ExecutorService);
    }

    /** Objects that never change. */
    private static boolean ofNobody(Object receiver) {
        String type = receiver.getClass().getName();
        return type.startsWith("java.util.ImmutableCollections") || type.startsWith("java.util.Collections$Empty");
    }

    private static boolean getChanges(Object target) {
        return target instanceof LinkedHashMap || target instanceof WeakHashMap;
    }

    private static BooleanSupplier possible(
            LearnerThread me, Object target, Object receiver, String method, @Nullable Object[] arguments) {
        Monitors monitors = me.inside.monitors();
        BooleanSupplier free = switch (receiver) {
            case ReentrantLock lock
            when method.equals("lock") || method.equals("lockInterruptibly") ->
                () -> !lock.isLocked() || monitors.hasLock(me, lock);
            case Semaphore semaphore
            when method.equals("acquire") || method.equals("acquireUninterruptibly") -> {
                int permits = arguments.length == 1 && arguments[0] instanceof Integer number ? number : 1;
                yield () -> semaphore.availablePermits() >= permits;
            }
            case CountDownLatch latch
            when method.equals("await") && arguments.length == 0 -> () -> latch.getCount() == 0;
            case BlockingQueue<?> queue when method.startsWith("take") && holds(queue) -> () -> !queue.isEmpty();
            case BlockingQueue<?> queue
            when method.startsWith("put") && holds(queue) -> () -> queue.remainingCapacity() > 0;
            default -> null;
        };
        boolean deaf = method.equals("lock") || method.endsWith("Uninterruptibly");
        BooleanSupplier callable = monitors.callable(me, target);
        return free == null
                ? callable
                : () -> callable.getAsBoolean() && (free.getAsBoolean() || (!deaf && me.thread.isInterrupted()));
    }

    /** Whether elements stay in it until they are taken; in some queues they do not. */
    static boolean holds(BlockingQueue<?> queue) {
        return queue instanceof ArrayBlockingQueue
                || queue instanceof LinkedBlockingQueue
                || queue instanceof LinkedBlockingDeque
                || queue instanceof PriorityBlockingQueue;
    }

    private static String label(Telling told, Object receiver, String method, @Nullable Object[] arguments) {
        return told.name(receiver) + "." + method
                + Arrays.stream(arguments).map(Points::words).collect(Collectors.joining(", ", "(", ")"));
    }
}

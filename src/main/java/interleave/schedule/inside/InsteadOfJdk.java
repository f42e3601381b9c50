package interleave.schedule.inside;

import interleave.schedule.weave.Instead;
import java.util.concurrent.TimeUnit;

/**
 * What woven learner code calls instead of the JDK: each method does what the one it is named after does, in the time and on the threads of the run. Here stand monitors
 * and what is refused or noted; the rest by what it is about: {@link InsteadOfTime}, {@link InsteadOfThreads}, {@link InsteadOfExecutors}, {@link InsteadOfFutures},
 * {@link InsteadOfLocks}, {@link InsteadOfCollections}, {@link InsteadOfRandom}.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
@SuppressWarnings({"DoNotCallSuggester", "WaitNotInLoop"}) // the JDK's signatures, and what some mean here
public final class InsteadOfJdk {
    private InsteadOfJdk() {}

    static Inside inside() {
        return LearnerThread.current().inside;
    }

    /** Ends what virtual time does not cover. */
    public static void refuse(String what) {
        throw inside().escaped(what);
    }

    /** Ends what an exploration of orders does not cover. */
    public static void refuseInOrders(String what) {
        if (Exploring.explored() != null) {
            refuse(what);
        }
    }

    /** Ends what an exploration does not cover, though it is made before the orders begin. */
    public static void refuseExtension(String what) {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me != null && me.inside.exploring() != null) {
            refuse(what);
        }
    }

    /** A static initialiser begins. */
    public static void initializerBegins() {
        initializing(1);
    }

    /** A static initialiser ends. */
    public static void initializerEnds() {
        initializing(-1);
    }

    private static void initializing(int more) {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me != null) {
            me.initializing += more;
        }
    }

    public static void enter(Object monitor) {
        java.util.Objects.requireNonNull(monitor);
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("enter synchronized", monitor, true);
        me.inside.monitors().enter(me, monitor);
    }

    public static void exit(Object monitor) {
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("leave synchronized", monitor, false);
        me.inside.monitors().exit(me, monitor);
    }

    @Instead(of = Object.class, name = "wait")
    public static void waitFor(Object monitor) throws InterruptedException {
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("wait", monitor, false);
        me.inside.monitors().await(me, monitor, -1);
    }

    @Instead(of = Object.class, name = "wait")
    public static void waitFor(Object monitor, long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("wait", monitor, false);
        me.inside.monitors().await(me, monitor, millis == 0 ? -1 : TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Instead(of = Object.class, name = "wait")
    public static void waitFor(Object monitor, long millis, int nanos) throws InterruptedException {
        waitFor(monitor, nanos > 0 ? millis + 1 : millis);
    }

    @Instead(of = Object.class, name = "notify")
    public static void notifyOne(Object monitor) {
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("notify", monitor, false);
        me.inside.monitors().signal(me, monitor, false);
    }

    @Instead(of = Object.class, name = "notifyAll")
    public static void notifyEach(Object monitor) {
        LearnerThread me = LearnerThread.current();
        Exploring.atMonitor("notifyAll", monitor, false);
        me.inside.monitors().signal(me, monitor, true);
    }

    @Instead(of = Thread.class, isStatic = true)
    public static boolean holdsLock(Object monitor) {
        LearnerThread me = LearnerThread.current();
        return me.inside.monitors().holds(me, monitor);
    }

    static boolean ofJdk(Object object) {
        return object.getClass().getName().startsWith("java.");
    }
}

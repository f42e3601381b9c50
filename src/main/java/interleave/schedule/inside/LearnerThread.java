package interleave.schedule.inside;

import interleave.schedule.message.Wait;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thread of learner code: a virtual thread on the ready queue, whatever kind of thread the learner asked for.
 *
 * <p>For a platform thread there is also the {@link Thread} that the learner made and holds. It is never started; this thread runs its
 * {@link Thread#run()} and stands in for it ({@link #shown}).
 */
public final class LearnerThread {
    private static final InheritableThreadLocal<@Nullable LearnerThread> CURRENT = new InheritableThreadLocal<>();

    private static final Pattern NUMBERED = Pattern.compile("Thread-\\d+");

    /** After these waits, nothing is taken that another thread may want, too. */
    private static final Set<Wait.What> ALONE = Set.of(Wait.What.FUTURE, Wait.What.SERVICE, Wait.What.TIME);

    final Inside inside;
    final Thread thread;
    final boolean main;
    private final @Nullable Thread shown;
    private int number = -1;

    /** The call whose answer this thread last acted on, itself or by way of who woke it. */
    long cause;

    /** The common pool, if this is a worker of it. */
    @Nullable
    CommonPool inPool;

    /** On whose behalf it runs in an exploration: its own, unless it carries on what another thread began. */
    @Nullable
    String actor;

    /** Whether it waits for something after which it does, up to its next point, nothing that others see. */
    boolean waitsAlone;

    /** What it is about to do, while it waits for its turn in an exploration. */
    @Nullable
    Intent next;

    /** How many steps the exploration had taken when it came to that. */
    int wanted;

    /** What its last step was done to. */
    @Nullable
    Object lastTarget;

    /** Which part of it. */
    String lastMember = "";

    /** How often it has read the same, while nobody else took a step. */
    int polls;

    /** The pool that it waits in for a task. */
    @Nullable
    SimThreadPool idleIn;

    /** The step that it took last in an exploration, if its value is still to come; else -1. */
    int lastStep = -1;

    private @Nullable Random random;

    /** The lock or monitor it waits for, if it does. */
    @Nullable
    Object blockedOn;

    /** Static initialisers that it is in. */
    int initializing;

    /** Whether it has been told that its run is over. */
    boolean unwound;

    Wait.@Nullable What waitsFor;
    String waitsIn = "";

    private LearnerThread(Inside inside, Thread thread, @Nullable Thread shown, boolean main, long cause) {
        this.inside = inside;
        this.thread = thread;
        this.shown = shown;
        this.main = main;
        this.cause = cause;
    }

    /** A new thread of {@code inside}, not yet started. */
    static LearnerThread create(
            Inside inside, String name, @Nullable Thread shown, boolean main, long cause, Runnable body) {
        var self = new @Nullable LearnerThread[1];
        Thread thread = inside.builder().name(name).unstarted(() -> {
            LearnerThread me = self[0];
            if (me != null) {
                me.run(body);
            }
        });
        var made = new LearnerThread(inside, thread, shown, main, cause);
        self[0] = made;
        return made;
    }

    /** What a virtual thread made by a learner thread, which is on the run's queue already, is to run so that the run knows it. */
    static Runnable known(Inside inside, long cause, Runnable body) {
        return () -> new LearnerThread(inside, Thread.currentThread(), null, false, cause).run(body);
    }

    private void run(Runnable body) {
        CURRENT.set(this);
        inside.began(this);
        try {
            body.run();
        } catch (RunOverError over) {
            // nothing is left to do
        } catch (Throwable death) {
            inside.died(this, death);
        } finally {
            inside.ended(this);
        }
    }

    /** The calling thread as one of learner code, or null. */
    static @Nullable LearnerThread currentOrNull() {
        LearnerThread found = CURRENT.get();
        if (found == null || found.thread.equals(Thread.currentThread())) {
            return found;
        }
        // a thread that the JDK made for a thread of ours, and that has inherited our local
        if (!Thread.currentThread().isVirtual()) {
            throw found.inside.escaped("code runs on the thread "
                    + Thread.currentThread().getName() + ", which virtual time does not control");
        }
        var adopted = new LearnerThread(found.inside, Thread.currentThread(), null, false, found.cause);
        CURRENT.set(adopted);
        found.inside.began(adopted);
        return adopted;
    }

    /**
     * The calling thread.
     *
     * @throws NotCoveredException if it is none of a run
     */
    public static LearnerThread current() {
        LearnerThread found = currentOrNull();
        if (found == null) {
            throw Inside.escapedFrom(Thread.currentThread());
        }
        return found;
    }

    /** The thread as the learner knows it. */
    Thread shown() {
        return shown == null ? thread : shown;
    }

    /** The name the learner knows it by; names that the JDK would number through all runs are numbered in this one. */
    String name() {
        String name = shown().getName();
        if (name.isEmpty()
                || (name.startsWith("Thread-") && NUMBERED.matcher(name).matches())) {
            if (number < 0) {
                number = inside.nextThread();
            }
            return (name.isEmpty() ? "virtual-" : "Thread-") + number;
        }
        return name;
    }

    /** The seed of its next random numbers: of each thread its own, so that they are the same in whatever order threads run. */
    long nextSeed() {
        return random().nextLong();
    }

    /** What gives this thread its random numbers. */
    Random random() {
        Random known = random;
        if (known == null) {
            known = new Random(name().hashCode());
            random = known;
        }
        return known;
    }

    /** Whether it is the calling thread. */
    public boolean isCurrent() {
        return equals(currentOrNull());
    }

    /** Begins to run. */
    public void start() {
        thread.start();
    }

    /** The actor it is in an exploration. */
    String actor() {
        String known = actor;
        if (known == null) {
            known = name();
            actor = known;
        }
        return known;
    }

    /** Parks the calling thread, which is this one, until {@code done}. */
    void await(Wait.What what, String in, BooleanSupplier done) throws InterruptedException {
        if (!done.getAsBoolean()) {
            requireMayWait(in);
        }
        Wait.What outerWhat = waitsFor;
        String outerIn = waitsIn;
        waitsFor = what;
        waitsIn = in;
        waitsAlone = ALONE.contains(what);
        try {
            while (!done.getAsBoolean()) {
                inside.requireOpen();
                LockSupport.park(this);
                if (!done.getAsBoolean() && Thread.interrupted()) {
                    inside.requireOpen();
                    throw new InterruptedException();
                }
            }
        } finally {
            waitsFor = outerWhat;
            waitsIn = outerIn;
            waitsAlone = false;
        }
    }

    /**
     * To be asked before this thread waits.
     *
     * @throws NotCoveredException in a static initialiser, where the JVM would not take it off the thread that drives the run
     */
    void requireMayWait(String in) {
        if (initializing > 0) {
            inside.requireOpen();
            throw inside.escaped(
                    "a static initializer waits in " + in + ", and no other thread of the run could go on meanwhile");
        }
    }

    /** {@link #await}, deaf to interrupts: one that comes is kept for later. */
    public void awaitUninterruptibly(Wait.What what, String in, BooleanSupplier done) {
        boolean interrupted = false;
        while (true) {
            try {
                await(what, in, done);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the processor back and never takes it again: what runs here does not end by itself. */
    void stayForEver() {
        waitsFor = Wait.What.RUNS;
        waitsIn = "on and on";
        while (true) {
            LockSupport.park(this);
            if (Thread.interrupted() && inside.closed() && !unwound) {
                unwound = true;
                throw new RunOverError();
            }
        }
    }

    /** It looks once more whether what it waits for is there. */
    public void wake() {
        LockSupport.unpark(thread);
    }
}

package interleave.schedule.inside;

import interleave.schedule.message.Move;
import interleave.schedule.message.Place;
import interleave.schedule.message.Step;
import interleave.schedule.message.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The half of a run that stands beside learner code: it runs the learner's threads until none can run any more, and collects what they asked of services.
 *
 * <p>All learner threads run one after another on the thread that calls {@link #begin} and {@link #apply}, which must be a platform thread and always
 * the same. It has no clock and no services of its own: each time it is quiet it returns a {@link Step}, and goes on when it is told the time and the
 * answers by a {@link Move}. The same moves give the same run, always.
 *
 * <p>Several bodies may run one after another; their threads, futures and pools live on until {@link #close}.
 */
public final class Inside implements AutoCloseable {
    /**
     * What a run is told about the machine it pretends to be.
     *
     * @param processors {@code >= 1}, what {@code Runtime.availableProcessors()} says; the simulated common pool has one worker less, and at least one
     * @param learner which classes, by name, are the learner's: their lines are named in calls and waits
     * @param fuel loop turns and calls of woven code that a run may take, {@code >= 1}; a loop without an end uses it up in well under a minute
     */
    public record Settings(int processors, Predicate<String> learner, long fuel) {
        /** Four processors, 200 million turns; whatever is neither the JDK's nor ours is the learner's. */
        public static final Settings DEFAULT = new Settings(4, Settings::neitherJdkNorOurs, 200_000_000);

        /** With the rooms in them. */
        private static final Set<String> OURS = Set.of("guest", "link", "grade", "lab", "kernel");

        /** As they are: what stands deeper in this package is code that our tests run as a learner's. */
        private static final Set<String> HERE = Set.of(
                "interleave.schedule",
                "interleave.schedule.inside",
                "interleave.schedule.search",
                "interleave.schedule.message",
                "interleave.schedule.weave");

        private static final String PREFIX = "interleave.";

        /** @throws IllegalArgumentException if {@code processors < 1} or {@code fuel < 1} */
        public Settings {
            if (processors < 1 || fuel < 1) {
                throw new IllegalArgumentException(
                        "processors and fuel are at least 1, not " + processors + " and " + fuel);
            }
            Objects.requireNonNull(learner);
        }

        /** The same on a machine with that many processors, {@code >= 1}. */
        public Settings withProcessors(int number) {
            return new Settings(number, learner, fuel);
        }

        /** The same with that much fuel, {@code >= 1}. */
        public Settings withFuel(long turns) {
            return new Settings(processors, learner, turns);
        }

        private static boolean neitherJdkNorOurs(String type) {
            for (String prefix : List.of("java.", "javax.", "jdk.", "sun.", "com.sun.")) {
                if (type.startsWith(prefix)) {
                    return false;
                }
            }
            if (!type.startsWith(PREFIX)) {
                return true;
            }
            int end = type.indexOf('.', PREFIX.length());
            return !(end > 0 && OURS.contains(type.substring(PREFIX.length(), end)))
                    && !HERE.contains(type.substring(0, type.lastIndexOf('.')));
        }
    }

    /** What becomes of a call's arguments on their way to the outside. */
    public interface Encoding {
        /** On the thread that calls, for asking an argument what it holds may run learner code. */
        List<@Nullable Object> encode(
                long call, String service, String method, List<? extends @Nullable Object> arguments);
    }

    /** A thread blocked on a monitor of the JDK is woken by the JVM's own thread: how long that may take. */
    private static final long MONITOR_HANDOVER_MS = 200;

    private static final int UNWINDINGS = 3;

    /** Who sets a limit of a day, or of as much as a number can hold, means that there is none. */
    private static final long FOR_EVER = Duration.ofDays(1).toNanos();

    /** Turns that a run takes without asking for each. */
    private static final int GRANT = 1 << 16;

    /** Runs that are open, so that code which got away from one can be told from code that never was in one. */
    private static final Set<Inside> OPEN = ConcurrentHashMap.newKeySet();

    private final Settings settings;
    private final ReadyQueue ready = new ReadyQueue();
    private final Thread.Builder.OfVirtual builder;
    private final Timers timers = new Timers();
    private final CommonPool commonPool;
    private final Monitors monitors = new Monitors(this);
    private final LinkedHashSet<LearnerThread> threads = new LinkedHashSet<>();
    private final Map<Thread, LearnerThread> standIns = new HashMap<>();
    private final ServiceCalls calls;
    private final List<ExecutorService> pools = new ArrayList<>();
    private final Set<LearnerThread> blocked = new LinkedHashSet<>();
    private final List<String> deaths = new ArrayList<>();
    private long now;

    /** How far the threads' time is ahead of the outside's: in an exploration, what is limited may be over before others are done. */
    private long ahead;

    private long turns;
    private int poolsNamed;
    private int threadsNamed;
    private boolean closed;
    private @Nullable Thread driver;
    private @Nullable LearnerThread main;
    private boolean mainEnded;
    private @Nullable Object result;
    private @Nullable Throwable failure;
    private volatile @Nullable String escape;
    private @Nullable String endless;
    private volatile @Nullable Place problemPlace;
    private @Nullable UnaryOperator<Object> standInsOfServices;
    private @Nullable Exploring exploring;
    private @Nullable Runnable running;
    private final IdentityHashMap<Runnable, LearnerThread> stretches = new IdentityHashMap<>();
    private final IdentityHashes hashes = new IdentityHashes();

    /**
     * A run in which nothing has happened yet, at virtual time 0.
     *
     * @param failures makes what is thrown at who made a call that failed, of the sentence that says why
     * @throws UnsupportedOperationException if this JVM cannot run learner threads on a queue of ours; the message says what to do
     */
    public Inside(Settings settings, Function<String, ? extends RuntimeException> failures) {
        this.settings = settings;
        this.calls = new ServiceCalls(this, failures);
        this.builder = VirtualThreads.on(ready);
        this.commonPool =
                new CommonPool(this, Math.max(1, settings.processors() - 1), "ForkJoinPool.commonPool-worker-");
        this.turns = settings.fuel();
        OPEN.add(this);
    }

    /**
     * Runs {@code body} on a learner thread named main, until no learner thread can run.
     *
     * @throws IllegalStateException if the body before is not at its end, or this is closed, or the calling thread is virtual or not always the same
     */
    public Step begin(Callable<?> body) {
        requireDriver();
        if (main != null && !mainEnded) {
            throw new IllegalStateException("the body before has not come to its end");
        }
        mainEnded = false;
        result = null;
        failure = null;
        main = LearnerThread.create(this, "main", null, true, 0, () -> {
            try {
                result = body.call();
            } catch (RunOverError over) {
                throw over;
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                mainEnded = true;
            }
        });
        register(main);
        main.thread.start();
        return runUntilQuiet();
    }

    /**
     * Does what the outside decided, and runs until no learner thread can run.
     *
     * @throws IllegalArgumentException if time would run backwards, or a call is answered that was not made, or twice
     * @throws IllegalStateException on {@link Move.Kind#END}, after which there is nothing to do; and as for {@link #begin}
     */
    public Step apply(Move move) {
        requireDriver();
        return switch (move.kind()) {
            case GO -> {
                go(move);
                yield runUntilQuiet();
            }
            case EXPLAIN -> step(waits(), deaths.isEmpty() ? null : String.join("; ", deaths));
            case END -> throw new IllegalStateException("the run is over: no step follows");
        };
    }

    /** What the body returned; null as long as it has not, or if it returned that. */
    public @Nullable Object result() {
        return result;
    }

    /** What the body threw; null as long as it has not. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Virtual time since the beginning. */
    public Duration now() {
        return Duration.ofNanos(nanos());
    }

    /** What a calendar says: at virtual time 0, that it is the first of January 2000, UTC. */
    public Instant instant() {
        return Calendar.BEGIN.plusNanos(nanos());
    }

    /** By itself, for most runs never ask, and a date is read with classes that nothing else needs. */
    private static final class Calendar {
        static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");
    }

    /** The run that the calling thread belongs to, or null. */
    public static @Nullable Inside current() {
        LearnerThread me = LearnerThread.currentOrNull();
        return me == null ? null : me.inside;
    }

    /** Encodes the arguments of all calls that way from here on; else they are handed over as they are. */
    public void encode(Encoding how) {
        calls.encode(how);
    }

    /**
     * Calls a service and waits in virtual time for its answer. To be called by learner threads, on behalf of what they see as the service.
     *
     * <p>Interrupting the thread ends the wait, not the call: the caller stays interrupted, and its call has failed. What is thrown at it then, and when the answer is
     * a failure, is for whoever made the run to say.
     */
    public @Nullable Object call(String service, String method, List<? extends @Nullable Object> arguments) {
        return calls.call(service, method, arguments);
    }

    /** The same; the future is completed when the answer comes, on a thread of its own. To be called by learner threads. */
    public CompletableFuture<@Nullable Object> callAsync(
            String service, String method, List<? extends @Nullable Object> arguments) {
        return calls.callAsync(service, method, arguments);
    }

    private void go(Move move) {
        if (move.now() < now) {
            throw new IllegalArgumentException("time cannot go back from " + now + " ns to " + move.now() + " ns");
        }
        now = move.now();
        for (Move.Answer answer : move.answers()) {
            calls.deliver(answer);
        }
        timers.fireUntil(nanos());
    }

    private Step runUntilQuiet() {
        calls.satisfied();
        do {
            for (Runnable stretch = next(); stretch != null; stretch = calls.wants() == null ? next() : null) {
                running = stretch;
                stretch.run();
                requireCovered(stretches.get(stretch));
            }
        } while (calls.wants() == null && blockedOnMonitor() && ready.awaitAdded(MONITOR_HANDOVER_MS));
        turns += Fuel.takeBack();
        return step(List.of(), null);
    }

    /** A thread has given way: to nobody who would let it go on in a time, or in an order, that is not the run's? */
    private void requireCovered(@Nullable LearnerThread gaveWay) {
        if (gaveWay == null || closed || escape != null) {
            return;
        }
        switch (gaveWay.thread.getState()) {
            case TIMED_WAITING -> {
                // the JDK's own: for the end of an executor it waits a day and longer, and a pool's thread without work
                // a while
                Wait.What what = Waits.of(gaveWay, settings.learner()).what();
                if (what != Wait.What.END && what != Wait.What.WORK) {
                    escapes(gaveWay, "a wait whose time limit is real time");
                }
            }
            case BLOCKED -> {
                blocked.removeIf(each -> each.thread.getState() != Thread.State.BLOCKED);
                blocked.add(gaveWay);
                if (blocked.size() > 1) {
                    escapes(gaveWay, "several threads wait for locks inside the JDK, which go to whom the JVM chooses");
                }
            }
            case NEW, RUNNABLE, WAITING, TERMINATED -> {}
        }
    }

    private void escapes(LearnerThread thread, String what) {
        Wait wait = Waits.of(thread, settings.learner());
        problemPlace = wait.place();
        escape = notCovered(what + ": " + wait.detail(), wait.place());
    }

    private static String notCovered(String what, @Nullable Place place) {
        return "virtual time does not cover this: " + what + at(place);
    }

    /** The stretch to run next: the first that came, unless an exploration chooses. */
    private @Nullable Runnable next() {
        LearnerThread answered = calls.takeFirst();
        if (answered != null) {
            for (Runnable stretch : ready.all()) {
                if (answered.equals(stretches.get(stretch))) {
                    ready.take(stretch);
                    return stretch;
                }
            }
        }
        Exploring choices = exploring;
        if (choices == null || !choices.active()) {
            return ready.take();
        }
        // not a stream: between any two steps of thousands of orders stands this choice
        var actors = new ArrayList<Runnable>();
        for (Runnable stretch : ready.all()) {
            if (!isMain(stretch)) {
                actors.add(stretch);
            }
        }
        if (actors.isEmpty()) {
            return ready.take();
        }
        Runnable chosen = choices.choose(this, actors);
        ready.take(chosen);
        return chosen;
    }

    private boolean isMain(Runnable stretch) {
        LearnerThread thread = stretches.get(stretch);
        return thread != null && thread.main;
    }

    /** Lets {@code run} decide who is next, whenever it is active. */
    public void explore(Exploring run) {
        exploring = run;
    }

    @Nullable
    Exploring exploring() {
        return exploring;
    }

    /** Whose stretch this is, once it has begun. */
    @Nullable
    LearnerThread threadOf(Runnable stretch) {
        return stretches.get(stretch);
    }

    /** Learner code takes monitors by way of the run; what can block here is a monitor inside the JDK. */
    private boolean blockedOnMonitor() {
        return threads.stream().anyMatch(each -> each.thread.getState() == Thread.State.BLOCKED);
    }

    private Step step(List<Wait> waits, @Nullable String explanation) {
        // threads that the JDK made for learner code do not say when they end
        threads.removeIf(each -> each.thread.getState() == Thread.State.TERMINATED);
        Step.State state;
        String problem = explanation;
        if (escape != null) {
            state = Step.State.ESCAPED;
            problem = escape;
        } else if (endless != null) {
            state = Step.State.ENDLESS;
            problem = endless;
        } else if (mainEnded) {
            state = failure == null ? Step.State.RETURNED : Step.State.THREW;
        } else {
            state = Step.State.WAITING;
        }
        return new Step(state, calls.take(), nextTimer(), threads.size(), waits, problem, problemPlace, calls.wants());
    }

    /** When the next timer is due, by the time of the outside. */
    private long nextTimer() {
        long next = timers.next();
        return next == Step.NO_TIMER ? next : Math.max(now, next - ahead);
    }

    private List<Wait> waits() {
        return threads.stream()
                // the thread that an exploration's own actors are waited for on is nobody's
                .filter(each -> exploring == null || !each.main || each.waitsFor != Wait.What.END)
                .map(each -> Waits.of(each, settings.learner()))
                .toList();
    }

    /** Ends what is left: threads are unwound, pools shut down. Learner code may run once more, in its {@code finally} blocks. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        requireDriver();
        closed = true;
        OPEN.remove(this);
        timers.clear();
        pools.forEach(ExecutorService::shutdownNow);
        for (int i = 0; i < UNWINDINGS && !threads.isEmpty(); i++) {
            List.copyOf(threads).forEach(each -> each.thread.interrupt());
            for (Runnable stretch = ready.take(); stretch != null; stretch = ready.take()) {
                stretch.run();
            }
        }
        ready.close();
    }

    private void requireDriver() {
        if (closed && !Thread.currentThread().equals(driver)) {
            throw new IllegalStateException("this run is closed");
        }
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "a run is driven by a platform thread: virtual threads cannot carry others");
        }
        if (driver == null) {
            driver = Thread.currentThread();
        } else if (!driver.equals(Thread.currentThread())) {
            throw new IllegalStateException("this run is driven by " + driver.getName() + ", not by "
                    + Thread.currentThread().getName());
        }
    }

    // ---- for the learner's threads and for what stands in for the JDK ----

    void requireOpen() {
        if (closed) {
            throw new RunOverError();
        }
    }

    boolean closed() {
        return closed;
    }

    /** Takes one unit of fuel; if there is none, {@code me} never goes on. */
    void turn(LearnerThread me) {
        if (closed && !me.unwound) {
            me.unwound = true;
            throw new RunOverError();
        }
        if (--turns < 0) {
            if (endless == null) {
                problemPlace = placeHere();
                endless = "it goes on without an end" + at(problemPlace);
            }
            if (makesClassReady()) {
                // the JVM does not let a thread give its carrier back there
                throw new RunOverError();
            }
            me.stayForEver();
        }
    }

    /** Some of the fuel, to be used up without asking; see {@link Fuel#takeBack}. */
    int grant() {
        if (closed || turns <= 0) {
            return 0;
        }
        int some = (int) Math.min(turns, GRANT);
        turns -= some;
        return some;
    }

    private static boolean makesClassReady() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
    }

    /** The calls of services that its threads make. */
    public ServiceCalls calls() {
        return calls;
    }

    Monitors monitors() {
        return monitors;
    }

    /** The learner's line, or null: an exploration that is not told does without, for it takes longer than all else. */
    @Nullable
    Place placeHere() {
        if (exploring != null && exploring.active() && !exploring.told()) {
            return null;
        }
        return Place.here(settings.learner()).orElse(null);
    }

    private static String at(@Nullable Place place) {
        return place == null ? "" : ", at " + place;
    }

    Thread.Builder.OfVirtual builder() {
        return builder;
    }

    CommonPool commonPool() {
        return commonPool;
    }

    Settings settings() {
        return settings;
    }

    long nanos() {
        return now + ahead;
    }

    /** Sets a timer; it fires on the driving thread, so it may wake or start a learner thread, and do nothing else. */
    Timer after(long nanos, Runnable action) {
        return timer(nanos, false, action);
    }

    /** The same for how long the calling thread, which waits from now on, waits at most. */
    Timer limit(long nanos, Runnable action) {
        return timer(nanos, true, action);
    }

    private Timer timer(long nanos, boolean waits, Runnable action) {
        requireOpen();
        LearnerThread explored = nanos < FOR_EVER ? Exploring.explored() : null;
        Timer.Setter setter = explored == null ? null : new Timer.Setter(explored, waits, placeHere());
        long at = nanos() + Math.max(0, nanos);
        return timers.set(at < nanos() ? Step.NO_TIMER - 1 : at, setter, action);
    }

    /** What an exploration may let be due at any moment: timers that explored threads have set, in the order they were set. */
    List<Timer> exploredTimers() {
        return timers.explored();
    }

    /** Lets a timer be due now, whatever the others have done by then. */
    void pass(Timer timer) {
        ahead = Math.max(ahead, timer.at - now);
        timer.fire();
    }

    /** Starts a learner thread of that name; {@code cause} is the call whose answer it brings, or 0. */
    public LearnerThread start(String name, long cause, Runnable body) {
        LearnerThread made = LearnerThread.create(this, name, null, false, cause, body);
        register(made);
        made.thread.start();
        return made;
    }

    /** A learner thread that learner code is shown as {@code shown}, which is never started itself. */
    LearnerThread standIn(Thread shown) {
        LearnerThread made = LearnerThread.create(this, "", shown, false, causeNow(), () -> runHere(shown));
        standIns.put(shown, made);
        register(made);
        return made;
    }

    @SuppressWarnings("DoNotCall") // this thread is the one that runs in its place
    private static void runHere(Thread shown) {
        shown.run();
    }

    /** A learner thread for a platform thread of that name, not yet started. */
    public LearnerThread platform(String name, Runnable body) {
        return standIn(Thread.ofPlatform().daemon().name(name).unstarted(body));
    }

    /** A virtual learner thread, not yet started. */
    LearnerThread virtual(String name, Runnable body) {
        LearnerThread made = LearnerThread.create(this, name, null, false, causeNow(), body);
        register(made);
        return made;
    }

    private static long causeNow() {
        LearnerThread me = LearnerThread.currentOrNull();
        return me == null ? 0 : me.cause;
    }

    @Nullable
    LearnerThread standInOf(Thread shown) {
        return standIns.get(shown);
    }

    private void register(LearnerThread made) {
        requireOpen();
        if (made.main) {
            threads.addFirst(made);
        }
    }

    void began(LearnerThread thread) {
        if (running != null) {
            stretches.put(running, thread);
        }
        threads.add(thread);
    }

    void ended(LearnerThread thread) {
        if (running != null) {
            stretches.remove(running);
        }
        threads.remove(thread);
    }

    /** A thread has ended with what its code threw, and others go on: told if nothing else is to be said, and to the handler that learner code has set. */
    public void died(LearnerThread thread, Throwable death) {
        Place place = null;
        for (StackTraceElement frame : death.getStackTrace()) {
            if (settings.learner().test(frame.getClassName())) {
                place = Place.of(frame);
                break;
            }
        }
        deaths.add(thread.name() + " died of " + death + (place == null ? "" : " at " + place));
        Thread.UncaughtExceptionHandler handler = thread.shown().getUncaughtExceptionHandler();
        if (handler != null && !(handler instanceof ThreadGroup)) {
            handler.uncaughtException(thread.shown(), death);
        }
    }

    <E extends ExecutorService> E pool(E made) {
        pools.add(made);
        return made;
    }

    int nextPool() {
        return ++poolsNamed;
    }

    IdentityHashes hashes() {
        return hashes;
    }

    int nextThread() {
        return threadsNamed++;
    }

    Collection<LearnerThread> threads() {
        return threads;
    }

    /** Notes that virtual time does not cover what happened; the exception is to be thrown at whoever did it. */
    NotCoveredException escaped(String what) {
        Place place = placeHere();
        String sentence = notCovered(what, place);
        if (escape == null) {
            problemPlace = place;
            escape = sentence;
        }
        return new NotCoveredException(sentence);
    }

    /** The same, on a thread that belongs to no run. */
    static RuntimeException escapedFrom(Thread thread) {
        List<Inside> open = List.copyOf(OPEN);
        String what = "code runs on the thread " + thread.getName() + ", which virtual time does not control";
        if (open.size() == 1) {
            return open.getFirst().escaped(what);
        }
        return new NotCoveredException(what);
    }

    // ---- both halves in one JVM ----

    /** Lets simulated services be used directly by learner code of this JVM: {@code standIns} makes of each the object that calls it. */
    public void join(UnaryOperator<Object> standIns) {
        standInsOfServices = standIns;
    }

    /**
     * The stand-in for a service that learner code of this JVM holds itself.
     *
     * @throws IllegalStateException if the calling thread is in no run that both halves share
     */
    public static Object joinedService(Object service) {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me == null || me.inside.standInsOfServices == null) {
            throw new IllegalStateException(
                    service + " is simulated: it is called by code that runs in virtual time, and by nobody else");
        }
        return me.inside.standInsOfServices.apply(service);
    }
}

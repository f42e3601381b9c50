package interleave.schedule.inside;

import interleave.schedule.message.Place;
import interleave.schedule.search.ReducedSearch;
import interleave.schedule.search.Schedule;
import interleave.schedule.search.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One run of an exploration: lets a {@link Schedule} choose who goes on at each step, and writes down the {@link Trace}.
 *
 * <p>Its threads say what they are about to do ({@link #at}) and give way; the driver of the run asks who is next ({@link #choose}).
 */
public final class Exploring {
    /** This order has been seen: the run is given up. */
    public static final class SeenException extends RuntimeException {
        SeenException() {
            super("this order has been seen", null, false, false);
        }
    }

    /** The run met other candidates than those its prefix was made for. */
    public static final class AnotherException extends RuntimeException {
        AnotherException(String message) {
            super(message, null, false, false);
        }
    }

    /** It matters which future is complete first, and this schedule was not made for that. */
    public static final class RacingException extends RuntimeException {
        RacingException() {
            super("which future is complete first matters", null, false, false);
        }
    }

    /** A thread that was woken: it may do anything. */
    private static final Trace.Operation GOES_ON =
            new Trace.Operation(Trace.Operation.ANYTHING, "", true, "goes on", null);

    /** A time limit or a delay is over: it may wake any thread, and no two of them count as one. */
    private static final Trace.Operation TIME_PASSES =
            new Trace.Operation(Trace.Operation.ANYTHING, "", true, "time passes", null);

    private final Schedule schedule;
    private final @Nullable SplittableRandom random;
    private final IdentityHashMap<Object, Integer> tasks = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Integer> objects = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Object> wholes = new IdentityHashMap<>();
    private final List<Trace.Choice> choices = new ArrayList<>();
    private final IdentityHashMap<Object, Change> changing = new IdentityHashMap<>();
    private final Polling polling = new Polling();
    private final @Nullable Telling telling;
    private Set<Integer> asleep = Set.of();
    private String last = "";
    private int depth;
    private int early;
    private boolean heldBack;
    private boolean stuck;
    private List<Trace.Candidate> wishes = List.of();
    private int fingerprint;
    private boolean active;
    private boolean mustRace;

    /** A run by that schedule. */
    public Exploring(Schedule schedule) {
        this.schedule = schedule;
        this.random = schedule.seed() == null ? null : new SplittableRandom(schedule.seed());
        this.telling = schedule.told() ? new Telling() : null;
        this.asleep = schedule.choices().isEmpty() ? schedule.asleep() : Set.of();
    }

    // ---- the driver's side ----

    /**
     * The thread that is next.
     *
     * @param ready stretches that could run, in the order they became ready, none of them the exploration's own
     */
    Runnable choose(Inside inside, List<Runnable> ready) {
        if (mustRace) {
            throw new RacingException();
        }
        for (Runnable stretch : ready) {
            // what has not begun yet does nothing that others could see, up to its first point
            if (tasks.putIfAbsent(stretch, tasks.size()) == null) {
                return stretch;
            }
        }
        for (Runnable stretch : ready) {
            LearnerThread thread = inside.threadOf(stretch);
            if (thread != null && thread.waitsAlone) {
                return stretch;
            }
        }
        List<Able> able = able(inside, ready);
        wishes = able.size() < ready.size() ? wishes(inside, ready, able) : List.of();
        if (able.isEmpty()) {
            // nobody could do what he wants: let them wait for it, one after another, so that it can be said what for
            stuck = true;
            return ready.getFirst();
        }
        List<Timer> times = times(inside, ready);
        if (able.getFirst().polls() && !times.isEmpty()) {
            // whoever could go on asks the same again and again: he may be waiting for just that
            Timer next = Collections.min(times);
            return () -> inside.pass(next);
        }
        var ordered = new ArrayList<Able>(able.size());
        for (Able each : able) {
            if (each.actor().equals(last)) {
                ordered.add(each);
            }
        }
        int own = ordered.size();
        for (Able each : able) {
            if (!each.actor().equals(last)) {
                ordered.add(each);
            }
        }
        var candidates = new ArrayList<Trace.Candidate>(ordered.size());
        for (Able each : ordered) {
            candidates.add(candidate(each));
        }
        if (early < schedule.limits()) {
            for (Timer each : times) {
                candidates.add(candidate(each));
            }
        } else {
            heldBack |= !times.isEmpty();
        }
        int chosen = choice(candidates);
        var choice = new Trace.Choice(candidates, own, chosen);
        taken(choice);
        last = choice.taken().actor();
        return chosen < ordered.size()
                ? ordered.get(chosen).stretch()
                : passing(inside, times.get(chosen - ordered.size()));
    }

    /** Time limits and delays that may be over now, though somebody could go on: not those of a thread that need not wait any longer. */
    private static List<Timer> times(Inside inside, List<Runnable> ready) {
        List<Timer> all = inside.exploredTimers();
        if (all.isEmpty()) {
            return all;
        }
        Set<@Nullable LearnerThread> going = new HashSet<>();
        ready.forEach(stretch -> going.add(inside.threadOf(stretch)));
        return all.stream()
                .filter(each -> each.setter != null && !(each.setter.waits() && going.contains(each.setter.thread())))
                .toList();
    }

    private Trace.Candidate candidate(Timer timer) {
        Integer number = tasks.get(timer);
        if (number == null) {
            number = tasks.size();
            tasks.put(timer, number);
        }
        return new Trace.Candidate(number, actor(timer), true, Trace.Candidate.EVER, TIME_PASSES);
    }

    private static String actor(Timer timer) {
        return timer.setter == null ? "?" : timer.setter.thread().actor();
    }

    /** Lets a time limit or a delay be over early. */
    private Runnable passing(Inside inside, Timer timer) {
        early++;
        polling.stop();
        if (telling != null && timer.setter != null) {
            String label = timer.setter.waits() ? "has waited long enough" : "the delay is over";
            telling.step(actor(timer), label, timer.setter.place());
        }
        return () -> inside.pass(timer);
    }

    /** A stretch that could run now, and whose it is. */
    private record Able(Runnable stretch, @Nullable LearnerThread thread) {
        String actor() {
            return thread == null ? "?" : thread.actor();
        }

        /** Whether it asks the same again and again, while nobody answers. */
        boolean polls() {
            return thread != null && Polling.by(thread);
        }
    }

    /** Those that could do now what they are about to do. */
    private static List<Able> able(Inside inside, List<Runnable> ready) {
        var able = new ArrayList<Able>(ready.size());
        var polling = new ArrayList<Able>(0);
        for (Runnable stretch : ready) {
            LearnerThread thread = inside.threadOf(stretch);
            Intent next = thread == null ? null : thread.next;
            if (next == null || next.possible().getAsBoolean()) {
                var one = new Able(stretch, thread);
                (one.polls() ? polling : able).add(one);
            }
        }
        // who polls lets others go first
        return able.isEmpty() ? polling : able;
    }

    /** Those that are ready to, and cannot do what they are about to do. */
    private List<Trace.Candidate> wishes(Inside inside, List<Runnable> ready, List<Able> able) {
        var wishes = new ArrayList<Trace.Candidate>();
        for (Runnable stretch : ready) {
            if (able.stream().noneMatch(each -> each.stretch().equals(stretch))) {
                wishes.add(candidate(new Able(stretch, inside.threadOf(stretch))));
            }
        }
        return wishes;
    }

    private int choice(List<Trace.Candidate> candidates) {
        if (depth < schedule.choices().size()) {
            int given = schedule.choices().get(depth);
            if (given >= candidates.size() && told()) {
                // an id may be that of an order of a program that has been repaired since
                return candidates.size() - 1;
            }
            if (given >= candidates.size()) {
                throw new AnotherException("at step " + (depth + 1) + " there are " + candidates.size()
                        + " candidates, and number " + given + " was to go on");
            }
            return given;
        }
        if (random != null) {
            return random.nextInt(candidates.size());
        }
        for (int i = 0; i < candidates.size(); i++) {
            if (!asleep.contains(candidates.get(i).task())) {
                return i;
            }
        }
        throw new SeenException();
    }

    private void taken(Trace.Choice choice) {
        int prefix = schedule.choices().size();
        if (depth < prefix) {
            fingerprint = choice.fingerprint(fingerprint);
            if (depth == prefix - 1) {
                if (schedule.fingerprint() != 0 && schedule.fingerprint() != fingerprint) {
                    throw new AnotherException(
                            "other threads can go on, or do something else, at one of the first " + prefix + " steps");
                }
                asleep = schedule.asleep();
            }
        } else {
            asleep = ReducedSearch.stillAsleep(asleep, choice.candidates(), choice.taken());
        }
        if (depth >= prefix || schedule.told()) {
            choices.add(choice);
        }
        depth++;
    }

    private Trace.Candidate candidate(Able able) {
        LearnerThread thread = able.thread();
        Intent next = thread == null ? null : thread.next;
        Trace.Operation operation;
        int wanted = Trace.Candidate.EVER;
        if (thread != null && next != null) {
            operation = operation(next);
            wanted = thread.wanted;
        } else if (thread != null && thread.idleIn != null) {
            operation = operation(thread.idleIn.taking());
        } else {
            operation = GOES_ON;
        }
        return new Trace.Candidate(tasks.getOrDefault(able.stretch(), -1), able.actor(), false, wanted, operation);
    }

    private Trace.Operation operation(Intent intent) {
        Object target = intent.target();
        int object;
        if (schedule.racing()) {
            object = Trace.Operation.ANYTHING;
        } else if (target == null) {
            object = intent.write() ? Trace.Operation.ANYTHING : Trace.Operation.NOTHING;
        } else {
            object = objects.computeIfAbsent(target, key -> objects.size() + 1);
        }
        return new Trace.Operation(
                object, intent.member(), intent.write(), intent.label(), told() ? intent.place() : null);
    }

    /** Whether it decides from here on who goes on: between the set-up and the check. */
    public void activate(boolean on) {
        active = on;
    }

    boolean active() {
        return active;
    }

    /** What became of the run so far, ended that way and with that message. */
    public Trace trace(Trace.End end, String message) {
        if (mustRace) {
            return new Trace(Trace.End.RACING, "", List.of(), false, false, List.of(), "", List.of());
        }
        if (telling == null) {
            return new Trace(end, message, choices, heldBack, stuck, wishes, "", List.of());
        }
        telling.over();
        return new Trace(end, message, choices, heldBack, stuck, wishes, telling.before(), telling.steps());
    }

    // ---- the threads' side ----

    /** The calling thread, if it is one that an exploration watches, or null. */
    static @Nullable LearnerThread explored() {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me == null || me.main) {
            return null;
        }
        Exploring here = me.inside.exploring();
        return here != null && here.active ? me : null;
    }

    /** The run that the calling thread takes its steps in, or null. */
    private static @Nullable Exploring here() {
        LearnerThread me = explored();
        return me == null ? null : me.inside.exploring();
    }

    /** What a reader is told of the run that the calling thread takes its steps in; null if nobody is told. */
    static @Nullable Telling telling() {
        Exploring here = here();
        return here == null ? null : here.telling;
    }

    /** Whether the calling thread belongs to an order of which nobody is told. */
    static boolean isMuted() {
        LearnerThread me = LearnerThread.currentOrNull();
        Exploring here = me == null ? null : me.inside.exploring();
        return here != null && !here.told();
    }

    boolean told() {
        return schedule.told();
    }

    /** A task begins, which may complete a future; where it matters which is first, others may come before it. */
    static void atIfCompletionsRace() {
        Exploring here = here();
        if (here != null && here.schedule.racing()) {
            at(Intent.toNothing("begin", null));
        }
    }

    /** How many steps were taken: what a thread does without a point in between, it does at the same number. */
    int depth() {
        return depth;
    }

    /**
     * The program can see which of two futures is complete first, and any step may be the last before one is; a task without steps is complete as soon as it begins. So no
     * two steps are independent, and beginning a task is a step.
     */
    void completionsRace() {
        mustRace = !schedule.racing();
    }

    /** How long the calling thread waits for a future is limited: if the limit may be over early, it matters when the future is complete. */
    static void limitMeetsFuture() {
        Exploring here = here();
        if (here != null && here.schedule.limits() > 0) {
            here.completionsRace();
        }
    }

    /** The object that {@code object} is, or is a part or view of; null if that is not known. */
    @Nullable
    Object whole(Object object) {
        Object known = wholes.get(object);
        if (known != null) {
            return known;
        }
        Class<?> type = object.getClass();
        boolean part = type.getEnclosingClass() != null && type.getName().startsWith("java.");
        return part || object instanceof Thread || object instanceof java.lang.invoke.VarHandle ? null : object;
    }

    /** The calling thread is about to do this: others may come first. */
    static void at(Intent next) {
        LearnerThread me = explored();
        Exploring here = me == null ? null : me.inside.exploring();
        if (me != null && here != null) {
            me.inside.requireOpen();
            me.next = next;
            me.wanted = here.depth;
            giveWay();
            me.next = null;
            me.lastTarget = next.target();
            me.lastMember = next.member();
            here.polling.step(me, next);
            if (here.telling != null) {
                here.telling.step(me, next);
            }
            here.requireAlone(me, next);
        }
    }

    /** A call under way that keeps others out. */
    private record Change(LearnerThread thread, String call) {}

    /**
     * A call that changes an object made for one thread at a time: two steps, its beginning and its end, and whoever calls the same object in between fails, as
     * both would in earnest, one day.
     */
    void atChange(LearnerThread me, Intent intent, String method) {
        Object target = intent.target();
        at(new Intent(
                intent.label().isEmpty() ? "" : intent.label() + " begins",
                target,
                intent.member(),
                true,
                intent.place(),
                intent.possible()));
        if (target != null) {
            changing.put(target, new Change(me, Points.typeName(target.getClass()) + "." + method));
            try {
                at(intent);
            } finally {
                changing.remove(target);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very thread
    private void requireAlone(LearnerThread me, Intent step) {
        Object target = step.target();
        Change other = target == null ? null : changing.get(target);
        if (target != null && other != null && other.thread() != me) {
            throw new ConcurrentModificationException(other.thread().actor() + " is in " + other.call() + " when "
                    + me.actor() + " calls the same object: " + Points.words(target) + " is for one thread at a time");
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // who is next is not left to luck: the exploration chooses
    static void giveWay() {
        Thread.yield();
    }

    /** The same for a monitor, entered or left. */
    static void atMonitor(String label, Object monitor, boolean enters) {
        LearnerThread me = explored();
        // a run that is over is unwound through the JVM's own handlers, which leave monitors until that succeeds
        if (me != null && !me.inside.closed()) {
            Telling told = telling();
            Place place = told == null ? null : me.inside.placeHere();
            String name = told == null ? "" : " (" + told.name(monitor) + ")";
            Monitors monitors = me.inside.monitors();
            at(new Intent(
                    label + name,
                    monitor,
                    "monitor",
                    true,
                    place,
                    enters ? () -> monitors.isFree(me, monitor) : () -> true));
        }
    }

    /** What the read that the calling thread did last gave it. */
    static void got(@Nullable Object value) {
        LearnerThread me = explored();
        Exploring here = me == null ? null : me.inside.exploring();
        if (me == null || here == null) {
            return;
        }
        Object target = me.lastTarget;
        me.lastTarget = null;
        if (target != null && value != null && here.whole(value) == null) {
            here.wholes.put(value, target);
        }
        if (here.telling != null) {
            here.telling.got(me, target, value);
        }
    }
}

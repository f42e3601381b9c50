package interleave.schedule;

import java.util.ArrayList;
import java.util.Comparator;
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
final class Exploring {
    /** This order has been seen: the run is given up. */
    static final class SeenException extends RuntimeException {
        SeenException() {
            super("this order has been seen", null, false, false);
        }
    }

    /** The run met other candidates than those its prefix was made for. */
    static final class AnotherException extends RuntimeException {
        AnotherException(String message) {
            super(message, null, false, false);
        }
    }

    private final Schedule schedule;
    private final @Nullable SplittableRandom random;
    private final IdentityHashMap<Runnable, Integer> tasks = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Integer> objects = new IdentityHashMap<>();
    private final List<Trace.Choice> choices = new ArrayList<>();
    private final List<Interleavings.Step> steps = new ArrayList<>();
    private Set<Integer> asleep = Set.of();
    private String last = "";
    private int depth;
    private int fingerprint;
    private boolean active;

    Exploring(Schedule schedule) {
        this.schedule = schedule;
        this.random = schedule.seed() == null ? null : new SplittableRandom(schedule.seed());
        this.asleep = schedule.choices().isEmpty() ? schedule.asleep() : Set.of();
    }

    // ---- the driver's side ----

    /**
     * The thread that is next.
     *
     * @param ready stretches that could run, in the order they became ready, none of them the exploration's own
     */
    Runnable choose(Inside inside, List<Runnable> ready) {
        for (Runnable stretch : ready) {
            // what has not begun yet does nothing that others could see, up to its first point
            if (tasks.putIfAbsent(stretch, tasks.size()) == null) {
                return stretch;
            }
        }
        var ordered = new ArrayList<Runnable>(ready);
        ordered.sort(Comparator.comparing(stretch -> !actor(inside, stretch).equals(last)));
        var candidates = new ArrayList<Trace.Candidate>();
        int own = 0;
        for (Runnable stretch : ordered) {
            Trace.Candidate candidate = candidate(inside, stretch);
            own += candidate.actor().equals(last) ? 1 : 0;
            candidates.add(candidate);
        }
        int chosen = choice(candidates);
        var choice = new Trace.Choice(candidates, own, chosen);
        taken(choice);
        last = choice.taken().actor();
        return ordered.get(chosen);
    }

    private int choice(List<Trace.Candidate> candidates) {
        if (depth < schedule.choices().size()) {
            int given = schedule.choices().get(depth);
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

    private Trace.Candidate candidate(Inside inside, Runnable stretch) {
        LearnerThread thread = inside.threadOf(stretch);
        Points.Op next = thread == null ? null : thread.next;
        int task = tasks.getOrDefault(stretch, -1);
        return new Trace.Candidate(task, actor(inside, stretch), next == null ? Points.GOES_ON : operation(next));
    }

    private Trace.Operation operation(Points.Op op) {
        Object target = op.target();
        int object = target == null ? op.number() : objects.computeIfAbsent(target, key -> objects.size() + 1);
        return new Trace.Operation(object, op.member(), op.write(), op.label(), op.place());
    }

    private static String actor(Inside inside, Runnable stretch) {
        LearnerThread thread = inside.threadOf(stretch);
        return thread == null ? "?" : thread.name();
    }

    void activate(boolean on) {
        active = on;
    }

    boolean active() {
        return active;
    }

    Trace trace(Trace.End end, String message) {
        return new Trace(end, message, choices, steps);
    }

    // ---- the threads' side ----

    private static @Nullable LearnerThread exploring() {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me == null || me.main) {
            return null;
        }
        Exploring here = me.inside.exploring();
        return here != null && here.active ? me : null;
    }

    /** Whether others may come before what the calling thread does next. */
    static boolean isExplored() {
        return exploring() != null;
    }

    /** Whether the calling thread is explored, and its steps are shown to a reader. */
    static boolean isTold() {
        LearnerThread me = exploring();
        Exploring here = me == null ? null : me.inside.exploring();
        return here != null && here.schedule.told();
    }

    /** The calling thread is about to do this: others may come first. */
    static void at(Points.Op next) {
        LearnerThread me = exploring();
        if (me != null) {
            me.inside.requireOpen();
            me.next = next;
            giveWay();
            me.next = null;
            Exploring here = me.inside.exploring();
            if (here != null && here.schedule.told()) {
                me.lastStep = here.steps.size();
                Place place = next.place();
                here.steps.add(new Interleavings.Step(
                        me.name(), next.label(), place == null ? new Place("?", "?", 0) : place));
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // who is next is not left to luck: the exploration chooses
    static void giveWay() {
        Thread.yield();
    }

    /** The same for a monitor, entered or left. */
    static void atMonitor(String label, Object monitor) {
        LearnerThread me = exploring();
        // a run that is over is unwound through the JVM's own handlers, which leave monitors until that succeeds
        if (me != null && !me.inside.closed()) {
            Place place = isTold() ? me.inside.placeHere() : null;
            at(new Points.Op(label, monitor, "monitor", true, place));
        }
    }

    /** What the read that the calling thread did last gave it. */
    static void got(@Nullable Object value) {
        LearnerThread me = exploring();
        Exploring here = me == null ? null : me.inside.exploring();
        if (me != null && here != null && me.lastStep >= 0) {
            Interleavings.Step step = here.steps.get(me.lastStep);
            here.steps.set(
                    me.lastStep,
                    new Interleavings.Step(step.actor(), step.label() + " = " + Points.words(value), step.place()));
            me.lastStep = -1;
        }
    }
}

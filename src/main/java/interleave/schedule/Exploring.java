package interleave.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of an exploration, from the side of its threads: what each is about to do, and what was done so far. */
final class Exploring {
    private final List<Interleavings.Step> steps = new ArrayList<>();
    private boolean active;

    private static @Nullable LearnerThread exploring() {
        LearnerThread me = LearnerThread.currentOrNull();
        if (me == null || me.main) {
            return null;
        }
        Exploring here = me.inside.exploring();
        return here != null && here.active ? me : null;
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
            if (here != null) {
                me.lastStep = here.steps.size();
                here.steps.add(new Interleavings.Step(me.name(), next.label(), next.place()));
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // who is next is not left to luck: the exploration chooses
    private static void giveWay() {
        Thread.yield();
    }

    /** The same for a monitor, entered or left. */
    static void atMonitor(String label, Object monitor) {
        LearnerThread me = exploring();
        // a run that is over is unwound through the JVM's own handlers, which leave monitors until that succeeds
        Place place = me == null || me.inside.closed() ? null : me.inside.placeHere();
        if (place != null) {
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

    void activate(boolean on) {
        active = on;
    }

    boolean active() {
        return active;
    }

    List<Interleavings.Step> steps() {
        return steps;
    }
}

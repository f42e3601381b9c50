package interleave.schedule.inside;

import interleave.schedule.message.Place;
import interleave.schedule.search.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as its reader is told of it: each step, what it found, and the values that the actors share after it. Most orders are told to nobody and have none. */
final class Telling {
    private static final Place NOWHERE = new Place("", "", 0);

    private final List<Trace.Told> steps = new ArrayList<>();
    private final SharedValues shared = new SharedValues();

    /** What is shared has that value now, after the calling thread's last step. */
    static void is(Object target, String member, @Nullable Object value, boolean written) {
        was(stepsSoFar(), target, member, value, written);
    }

    /** What is shared had that value when so many steps were taken. */
    static void was(int steps, Object target, String member, @Nullable Object value, boolean written) {
        Telling here = Exploring.telling();
        if (here != null && steps > 0) {
            here.shared.is(steps - 1, target, member, Points.words(value), written);
        }
    }

    /** How many steps the reader is told so far; the calling thread's last is the last of them. */
    static int stepsSoFar() {
        Telling here = Exploring.telling();
        return here == null ? 0 : here.steps.size();
    }

    /** What the field that holds this object is named. */
    static void named(@Nullable Object value, String field) {
        Telling here = Exploring.telling();
        if (here != null) {
            here.shared.named(value, field);
        }
    }

    /** A name for it. */
    String name(Object object) {
        return shared.name(object);
    }

    /** A thread takes that step. */
    void step(LearnerThread me, Intent step) {
        step(me.actor(), step.possible().getAsBoolean() ? step.label() : step.label() + " … waits", step.place());
        me.lastStep = steps.size() - 1;
        if (step.target() != null) {
            shared.touched(me.actor(), step.target(), step.member());
        }
    }

    /** An actor takes a step; the one before is over. */
    void step(String actor, String label, @Nullable Place place) {
        over();
        steps.add(new Trace.Told(actor, label, place == null ? NOWHERE : place, ""));
    }

    /** The step before is over: what it did stands. */
    void over() {
        if (!steps.isEmpty()) {
            shared.stepped(steps.size() - 1);
        }
    }

    /** What the thread's last step, a read of {@code target} where that is known, gave it. */
    void got(LearnerThread me, @Nullable Object target, @Nullable Object value) {
        if (target != null && !me.lastMember.isEmpty()) {
            shared.named(value, me.lastMember);
            is(target, me.lastMember, value, false);
        }
        if (me.lastStep >= 0) {
            Trace.Told step = steps.get(me.lastStep);
            String label = step.label() + " = " + Points.words(value);
            steps.set(me.lastStep, new Trace.Told(step.actor(), label, step.place(), ""));
            me.lastStep = -1;
        }
    }

    /** The values before the first step. */
    String before() {
        return shared.rows(0).getFirst();
    }

    /** All steps, each with the values after it. */
    List<Trace.Told> steps() {
        List<String> values = shared.rows(steps.size());
        var told = new ArrayList<Trace.Told>();
        for (int i = 0; i < steps.size(); i++) {
            told.add(steps.get(i).with(values.get(i + 1)));
        }
        return told;
    }
}

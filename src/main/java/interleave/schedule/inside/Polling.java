package interleave.schedule.inside;

import interleave.schedule.message.Place;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who asks the same again and again while nobody answers: a busy wait has no last order, so whoever polls lets others go first. */
final class Polling {
    /** How often a thread may read the same while nobody else takes a step. */
    private static final int MOST = 20;

    /** A line that reads something. */
    private record Read(String member, Place place) {}

    private final Map<Read, Integer> reads = new HashMap<>();
    private @Nullable LearnerThread poller;

    /** Whether that thread polls. */
    static boolean by(LearnerThread thread) {
        return thread.polls > MOST;
    }

    /** A thread takes a step: counts how often it has read the same, with nothing but reads of its own in between. */
    @SuppressWarnings("ReferenceEquality") // the very thread
    void step(LearnerThread me, Intent step) {
        if (poller != me || step.write()) {
            stop();
            poller = me;
        }
        if (!step.write() && step.target() != null && step.place() != null) {
            me.polls = Math.max(me.polls, reads.merge(new Read(step.member(), step.place()), 1, Integer::sum));
        }
    }

    /** Something has changed: nobody polls any more. */
    void stop() {
        if (poller != null) {
            poller.polls = 0;
            poller = null;
        }
        reads.clear();
    }
}

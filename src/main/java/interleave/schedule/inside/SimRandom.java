package interleave.schedule.inside;

import java.util.Random;

/** {@link Random} that is the same in every run, where the learner names no seed. Public because woven learner code makes it; nobody else needs to name it. */
public class SimRandom extends Random {
    private static final long serialVersionUID = 1;

    /** As {@link Random#Random()}, with a seed that is the same in every run. */
    public SimRandom() {
        super(LearnerThread.current().nextSeed());
    }

    /** As {@link Random#Random(long)}. */
    public SimRandom(long seed) {
        super(seed);
    }
}

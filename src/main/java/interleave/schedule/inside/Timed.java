package interleave.schedule.inside;

/** Waits of the JDK that have a time limit, as waits without one that a timer of virtual time interrupts. */
final class Timed {
    /** A wait that an interrupt ends. */
    interface Waiting {
        void await() throws InterruptedException;
    }

    private Timed() {}

    /**
     * Waits, at most {@code nanos} of virtual time.
     *
     * <p>The limit is exact, and an answer that comes at the very moment of the limit comes first.
     *
     * @return false if the time was over before the wait ended
     */
    static boolean until(LearnerThread me, long nanos, Waiting waiting) throws InterruptedException {
        var over = new boolean[1];
        Timer timer = me.inside.limit(Math.max(0, nanos), () -> {
            over[0] = true;
            me.thread.interrupt();
        });
        try {
            waiting.await();
            if (over[0]) {
                // both at once: what was waited for is there, our interrupt is not to be seen
                Thread.interrupted();
            }
            return true;
        } catch (InterruptedException e) {
            if (over[0]) {
                return false;
            }
            throw e;
        } finally {
            timer.cancel();
        }
    }
}

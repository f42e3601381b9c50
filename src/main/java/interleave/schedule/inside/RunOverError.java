package interleave.schedule.inside;

/**
 * Unwinds a learner thread that is left when its run is over: an Error, so that {@code catch (Exception e)} lets it pass. Public for what runs learner code and
 * must let it pass, too; nobody else throws or catches it.
 */
public final class RunOverError extends Error {
    RunOverError() {
        super("this run is over", null, false, false);
    }
}

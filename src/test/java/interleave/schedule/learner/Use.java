package interleave.schedule.learner;

/** What a learner's class does with one service. */
public interface Use<S> {
    Object with(S service) throws Exception;
}

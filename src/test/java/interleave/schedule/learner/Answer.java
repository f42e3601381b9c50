package interleave.schedule.learner;

import interleave.schedule.Remote;

/** What a learner's class does in these tests: anything, with a remote at hand. */
public interface Answer {
    Object run(Remote<Integer, String> remote) throws Exception;
}

package interleave.schedule.inside;

/**
 * Learner code used a part of the JDK that virtual time does not control, so that what follows would be timed by luck.
 *
 * <p>The run that met it ends as {@link interleave.schedule.message.Step.State#ESCAPED} with the same sentence, whether or not the learner's code catches it: such a run judges
 * nothing.
 */
public final class NotCoveredException extends RuntimeException {
    NotCoveredException(String message) {
        super(message);
    }
}

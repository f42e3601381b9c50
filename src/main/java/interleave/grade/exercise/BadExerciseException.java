package interleave.grade.exercise;

import interleave.grade.submission.BadBundleException;

/**
 * An exercise's folder cannot be used: the message is one sentence that names the file and says what to do about it.
 *
 * <p>Unlike {@link BadBundleException}, which is about what a learner handed in, this is for whoever writes the exercise. Never worth a retry.
 */
public final class BadExerciseException extends Exception {
    private static final long serialVersionUID = 1;

    /** One sentence: which file, what is wrong with it, what to do. */
    public BadExerciseException(String message) {
        super(message);
    }
}

package interleave.grade.submission;

/**
 * What was handed in holds no answer that could be judged: not a notebook, no answer cell, not text. The message is one sentence.
 *
 * <p>Unlike an answer that does not compile, which is judged and earns nothing, this is a record of its own in a run over many. Never worth a retry.
 */
public final class BadBundleException extends Exception {
    private static final long serialVersionUID = 1;

    /** One sentence: which file, what is wrong with it, what to do. */
    public BadBundleException(String message) {
        super(message);
    }
}

package interleave.kernel;

import java.util.List;
import java.util.Map;

/** How a cell ended. */
sealed interface Outcome {

    /**
     * Ran to its end.
     *
     * @param bundle the value to show, by MIME type; empty when there is none to show
     */
    record Done(Map<String, Object> bundle) implements Outcome {
        static final Done NOTHING = new Done(Map.of());
    }

    /**
     * Ended with an error.
     *
     * @param name the real name of the exception, or our word for what happened
     * @param value one sentence
     * @param trace the lines that the learner reads, the sentence included
     */
    record Failed(String name, String value, List<String> trace) implements Outcome {
        /** An error that is one sentence. */
        static Failed of(String name, String sentence) {
            return new Failed(name, sentence, List.of(sentence));
        }
    }

    /** The guest ended under it. */
    record Lost() implements Outcome {}
}

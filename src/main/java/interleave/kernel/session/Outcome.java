package interleave.kernel.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a cell ended. */
public sealed interface Outcome {

    /**
     * Ran to its end.
     *
     * @param bundle the value to show, by MIME type; empty when there is none to show
     * @param given what a magic gives to a statement that takes it: the files that joined the class path, say
     */
    record Done(Map<String, Object> bundle, List<String> given) implements Outcome {
        /** Ran, with nothing to show. */
        public static final Done NOTHING = new Done(Map.of());

        /** What shows a value and gives none. */
        public Done(Map<String, Object> bundle) {
            this(bundle, List.of());
        }

        /** What gives the paths of files and shows nothing. */
        public static Done giving(List<Path> files) {
            return new Done(Map.of(), files.stream().map(Path::toString).toList());
        }
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
        public static Failed of(String name, String sentence) {
            return new Failed(name, sentence, List.of(sentence));
        }
    }

    /** The guest ended under it. */
    record Lost() implements Outcome {}
}

package interleave.course;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A learner's number for one version of an experiment, and what became of it.
 *
 * @param lesson id of the lesson; empty outside one
 * @param experiment what the experiment is called
 * @param version what the version is called
 * @param unit of the numbers, such as {@code ms}; empty when the version's name has it, or there is none
 * @param predicted the learner's number
 * @param model the formula's; null where there is none
 * @param measured what came out on the learner's machine
 * @param at when it was measured
 */
public record Prediction(
        String lesson,
        String experiment,
        String version,
        String unit,
        double predicted,
        @Nullable Double model,
        double measured,
        Instant at) {

    /** What makes two predictions the same question. */
    String question() {
        return lesson + "\n" + experiment + "\n" + version;
    }
}

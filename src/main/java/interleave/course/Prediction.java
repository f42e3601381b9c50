package interleave.course;

import java.time.Instant;

/**
 * A learner's number for one version of an experiment, and what became of it.
 *
 * @param lesson id of the lesson; empty outside one
 * @param experiment what the experiment is called
 * @param version what the version is called
 * @param predicted the learner's number, in milliseconds
 * @param model the formula's, in milliseconds
 * @param measured the median measured on the learner's machine, in milliseconds
 * @param at when it was measured
 */
public record Prediction(
        String lesson, String experiment, String version, double predicted, double model, double measured, Instant at) {

    /** What makes two predictions the same question. */
    String question() {
        return lesson + "\n" + experiment + "\n" + version;
    }
}

package interleave.grade.batch;

import interleave.grade.Result;

/**
 * A submission and the verdict on it.
 *
 * @param result the verdict
 * @param source the answer's text, to quote lines from; empty when there was none
 */
public record Marked(Result result, String source) {}

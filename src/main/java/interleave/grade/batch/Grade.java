package interleave.grade.batch;

import interleave.grade.Result;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one learner gets for an exercise: the submission that counts, and its points after late days.
 *
 * @param learner who handed in
 * @param counts the submission that counts
 * @param handedIn how many submissions of this learner there were
 * @param submitted when the one that counts was handed in, if that is known
 * @param late how long after the due date, zero when in time
 * @param penalty percent taken off, 0 to 100
 * @param maxPoints points of a perfect answer
 * @param score points after the penalty, with at most two decimals; empty while something that could count is not judged, which is not zero
 */
public record Grade(
        String learner,
        Marked counts,
        int handedIn,
        Optional<Instant> submitted,
        Duration late,
        int penalty,
        int maxPoints,
        Optional<BigDecimal> score) {
    /** {@code judged}, {@code not-judged} or {@code bad-bundle}, of what counts. */
    public String status() {
        return score.isEmpty()
                ? Result.Status.NOT_JUDGED.id()
                : counts.result().status().id();
    }
}

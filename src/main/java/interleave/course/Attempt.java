package interleave.course;

import java.time.Instant;

/**
 * What a learner has done for one exercise.
 *
 * @param answer the answer that ran last; empty when none did
 * @param at when that was; {@link Instant#EPOCH} when it never was
 * @param best the answer that earned {@code points}
 * @param points the most that an answer earned
 * @param maxPoints what can be earned; 0 when nothing was judged yet
 * @param judged how often an answer was judged
 * @param hints how many hints were shown
 */
public record Attempt(String answer, Instant at, String best, int points, int maxPoints, int judged, int hints) {
    /** Nothing done yet. */
    public static final Attempt NONE = new Attempt("", Instant.EPOCH, "", 0, 0, 0, 0);

    /** Whether every point was earned. */
    public boolean passed() {
        return maxPoints > 0 && points == maxPoints;
    }

    /** The same with an answer that ran. */
    public Attempt ran(String text, Instant when) {
        return new Attempt(text, when, best, points, maxPoints, judged, hints);
    }

    /** The same with a verdict on an answer. */
    public Attempt judged(String text, int earned, int of) {
        boolean better = earned > points || maxPoints == 0 || of != maxPoints;
        return new Attempt(answer, at, better ? text : best, better ? earned : points, of, judged + 1, hints);
    }

    /** The same with one hint more, of so many. */
    public Attempt hinted(int shown) {
        return new Attempt(answer, at, best, points, maxPoints, judged, Math.max(hints, shown));
    }

    /** What two machines know, put together: the later answer, the better points, the greater counts. */
    Attempt and(Attempt other) {
        Attempt late = other.at.isAfter(at) ? other : this;
        Attempt good = other.judged > 0 && (judged == 0 || other.points > points) ? other : this;
        return new Attempt(
                late.answer,
                late.at,
                good.best,
                good.points,
                good.maxPoints,
                Math.max(judged, other.judged),
                Math.max(hints, other.hints));
    }
}

package interleave.grade.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What lateness costs: so many percent of the points earned for each day begun after the due date.
 *
 * <p>Who hands in within the grace time is not late at all; who is later than that is late since the due date.
 *
 * @param due until when a submission is in time; empty: nobody is late
 * @param grace {@code >= 0}
 * @param percentADay 0 to 100
 * @param days days after which nothing counts any more, {@code >= 0}; empty: it never stops counting
 */
public record LateRules(Optional<Instant> due, Duration grace, int percentADay, Optional<Integer> days) {
    /** Nobody is late. */
    public static final LateRules NONE = new LateRules(Optional.empty(), Duration.ZERO, 0, Optional.empty());

    private static final Duration DAY = Duration.ofDays(1);

    /** Refuses figures out of range. */
    public LateRules {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the time of grace is not negative: " + grace);
        }
        if (percentADay < 0 || percentADay > 100) {
            throw new IllegalArgumentException("the penalty a day is 0 to 100 percent, not " + percentADay);
        }
        if (days.isPresent() && days.get() < 0) {
            throw new IllegalArgumentException("the days that count are not negative: " + days.get());
        }
    }

    /** How late that is; zero within the time of grace. */
    public Duration late(Instant submitted) {
        return due.filter(d -> submitted.isAfter(d.plus(grace)))
                .map(d -> Duration.between(d, submitted))
                .orElse(Duration.ZERO);
    }

    /** Percent taken off, 0 to 100. */
    public int penalty(Duration late) {
        if (late.isZero()) {
            return 0;
        }
        long begun = late.dividedBy(DAY) + (late.toNanosPart() == 0 && late.toSeconds() % DAY.toSeconds() == 0 ? 0 : 1);
        return days.isPresent() && begun > days.get() ? 100 : (int) Math.min(100, begun * percentADay);
    }
}

package interleave.grade.batch;

import interleave.grade.Result;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes grades of verdicts: which of a learner's submissions counts, and what lateness costs. Needs no judging: changed rules need only new reports.
 *
 * @param rules what lateness costs
 * @param take which of several submissions counts
 * @param handedIn who handed in what, and when, by submission; who is not in it is a learner of their own, in time
 */
public record Gradebook(LateRules rules, Take take, Map<String, HandedIn> handedIn) {
    /** Nobody is late, and each submission is a learner's only one. */
    public static final Gradebook PLAIN = new Gradebook(LateRules.NONE, Take.BEST, Map.of());

    /** Which of several submissions of one learner counts. */
    public enum Take {
        /** The one with the most points after the penalty; of equals the earliest. */
        BEST,
        /** The one handed in last. */
        LAST
    }

    /** Copies the map. */
    public Gradebook {
        handedIn = Map.copyOf(handedIn);
    }

    /** The grades, by learner in order. */
    public List<Grade> of(List<Marked> submissions, int maxPoints) {
        var byLearner = new TreeMap<String, List<Grade>>();
        for (Marked each : submissions) {
            Grade alone = alone(each, maxPoints);
            byLearner.computeIfAbsent(alone.learner(), _ -> new ArrayList<>()).add(alone);
        }
        return byLearner.values().stream().map(this::taken).toList();
    }

    private Grade alone(Marked marked, int maxPoints) {
        Result result = marked.result();
        HandedIn handed = handedIn.getOrDefault(
                result.submission(), new HandedIn(learner(result.submission()), Optional.empty()));
        Duration late = handed.at().map(rules::late).orElse(Duration.ZERO);
        int penalty = rules.penalty(late);
        Optional<BigDecimal> score = result.status() == Result.Status.NOT_JUDGED
                ? Optional.empty()
                : Optional.of(score(result.points(), penalty));
        return new Grade(handed.learner(), marked, 1, handed.at(), late, penalty, maxPoints, score);
    }

    private static BigDecimal score(int points, int penalty) {
        BigDecimal exact = BigDecimal.valueOf((long) points * (100 - penalty), 2);
        BigDecimal plain = exact.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain;
    }

    /** What counts among the submissions of one learner; nothing does while one that could count is not judged. */
    private Grade taken(List<Grade> all) {
        Comparator<Grade> byTime = Comparator.comparing(
                        (Grade g) -> g.submitted().orElse(Instant.MIN))
                .thenComparing(g -> g.counts().result().submission());
        Comparator<Grade> byScore = Comparator.comparing((Grade g) -> g.score().orElse(BigDecimal.ONE.negate()))
                .thenComparing(byTime.reversed());
        Grade counts = all.stream()
                .max(take == Take.LAST ? byTime : byScore)
                .orElseThrow(() -> new IllegalArgumentException("a learner without a submission"));
        boolean perfect = counts.score()
                .filter(s -> s.compareTo(BigDecimal.valueOf(counts.maxPoints())) >= 0)
                .isPresent();
        boolean open = take == Take.BEST
                && !perfect
                && all.stream().anyMatch(g -> g.score().isEmpty() && g.penalty() < 100);
        return new Grade(
                counts.learner(),
                counts.counts(),
                all.size(),
                counts.submitted(),
                counts.late(),
                counts.penalty(),
                counts.maxPoints(),
                open ? Optional.empty() : counts.score());
    }

    /** Whose a submission is when nothing else says so: its name without the kind of file. */
    static String learner(String submission) {
        return submission.replaceFirst("(?i)(?<=.)\\.(java|ipynb|zip)$", "");
    }
}

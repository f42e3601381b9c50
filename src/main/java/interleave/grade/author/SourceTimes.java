package interleave.grade.author;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes every duration of an exercise longer by the same factor. Virtual time is exact, so whatever was true of the old times is true of the new ones:
 * what took the sum of two latencies still does.
 */
final class SourceTimes {
    private static final Pattern PROSE =
            Pattern.compile("(?<number>\\b[0-9]{1,3}(?:[, \\u00a0\\u202f][0-9]{3})+|\\b[0-9]+(?:\\.[0-9]+)?)(?<gap>["
                    + " \\u00a0\\u202f]?)(?<unit>ms|milliseconds?|s|seconds?)\\b");
    private static final Pattern CODE =
            Pattern.compile("\\bof(?<unit>Millis|Seconds)\\((?<number>[0-9][0-9_]*)(?<gap>[lL]?)\\)");
    private static final Pattern CONSTANT = Pattern.compile(
            "(?<unit>\\b\\w*(?:_MS|_MILLIS|Ms|Millis))(?<gap>\\s*=\\s*)(?<number>[0-9][0-9_]*)(?=[lL]?;)");

    private final BigDecimal factor;

    private SourceTimes(BigDecimal factor) {
        this.factor = factor;
    }

    /** A factor that keeps whole milliseconds whole in all of these texts; the texts may be Java or prose. */
    static SourceTimes longer(List<String> texts, RandomGenerator random) {
        Set<BigDecimal> millis = new HashSet<>();
        for (String text : texts) {
            for (Pattern pattern : List.of(PROSE, CODE, CONSTANT)) {
                pattern.matcher(text).results().forEach(m -> millis.add(millis(m)));
            }
        }
        int divisor = List.of(10, 5, 2).stream()
                .filter(d -> millis.stream()
                        .allMatch(t -> t.remainder(BigDecimal.valueOf(d)).signum() == 0))
                .findFirst()
                .orElse(1);
        // never a multiple of the divisor, so a time does not merely double
        int more = divisor == 1 ? divisor * 3 : divisor + 1 + 2 * random.nextInt(divisor / 2);
        return new SourceTimes(BigDecimal.valueOf(more).divide(BigDecimal.valueOf(divisor)));
    }

    /** A Java source: {@code Duration.ofMillis(200)}, {@code LATENCY_MS = 200}, and what its comments and texts say. */
    String java(String source) {
        String code = SourceWords.replace(CODE, source, m -> "ofMillis(" + scaled(m) + m.group("gap") + ")");
        String constants = SourceWords.replace(CONSTANT, code, m -> m.group("unit") + m.group("gap") + scaled(m));
        return prose(constants);
    }

    /** Text for people: {@code 200 ms}, {@code 10,000 ms}, {@code 2 s}; thousands are set apart as the grader does, or by a space where one was. */
    String prose(String text) {
        return SourceWords.replace(PROSE, text, m -> {
            boolean inMillis = m.group("unit").startsWith("m");
            BigDecimal millis = scaled(m);
            BigDecimal number = inMillis ? millis : millis.movePointLeft(3).stripTrailingZeros();
            boolean spaced = m.group("number").matches(".*[ \\u00a0\\u202f].*");
            String grouped = grouped(number);
            return (spaced ? grouped.replace(',', ' ') : grouped) + m.group("gap") + m.group("unit");
        });
    }

    private static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
    }

    private BigDecimal scaled(MatchResult match) {
        BigDecimal scaled = millis(match).multiply(factor).stripTrailingZeros();
        return scaled.scale() < 0 ? scaled.setScale(0, RoundingMode.UNNECESSARY) : scaled;
    }

    private static BigDecimal millis(MatchResult match) {
        var number = new BigDecimal(match.group("number").replaceAll("[_, \\u00a0\\u202f]", ""));
        return match.group("unit").toLowerCase(Locale.ROOT).startsWith("s") ? number.movePointRight(3) : number;
    }
}

package interleave.lab;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long the measured runs of one version took.
 *
 * @param median the middle one; of two middles their mean
 * @param fastest the shortest
 * @param slowest the longest
 */
record Runs(Duration median, Duration fastest, Duration slowest) {

    static Runs of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        long median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Runs(
                Duration.ofNanos(median), Duration.ofNanos(sorted[0]), Duration.ofNanos(sorted[sorted.length - 1]));
    }

    /** The median, divided by another time. */
    double ratioTo(Duration time) {
        return (double) median.toNanos() / time.toNanos();
    }

    /** From the shortest to the longest, in milliseconds. */
    String spread() {
        return Numbers.whole(fastest.toNanos() / 1e6) + " – " + Numbers.whole(slowest.toNanos() / 1e6);
    }
}

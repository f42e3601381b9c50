package interleave.grade.exercise;

import java.time.Duration;

/**
 * What one test of an answer may use up.
 *
 * <p>{@code fuel} is what ends an endless loop, at the same step on every machine; {@code realTime} only protects the host and never costs a point.
 *
 * @param heapMiB heap of the guest JVM, {@code >= 16}
 * @param fuel jumps back and calls of the answer in one test, {@code >= 1000}
 * @param realTime wall-clock time of one test, {@code > 0}; exceeding it is not judged, never wrong
 * @param outputKiB output of one test, {@code >= 1}
 */
public record Limits(int heapMiB, long fuel, Duration realTime, int outputKiB) {
    /** 64 MiB of heap, twenty million steps, ten seconds, 256 KiB of output. */
    public static final Limits DEFAULT = new Limits(64, 20_000_000, Duration.ofSeconds(10), 256);
}

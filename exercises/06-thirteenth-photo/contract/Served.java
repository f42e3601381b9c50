package exercise;

import java.time.Duration;

/**
 * What became of a {@link Visit}.
 *
 * @param answer what the visitor was told
 * @param latency from asking to being answered
 * @param onLoop whether the answer came on the loop's thread
 */
public record Served(String answer, Duration latency, boolean onLoop) {}

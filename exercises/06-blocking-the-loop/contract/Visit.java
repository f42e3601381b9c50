package exercise;

import java.time.Duration;

/**
 * Somebody who asks a gallery for something.
 *
 * @param path what is asked for
 * @param at when, from the beginning
 */
public record Visit(String path, Duration at) {}

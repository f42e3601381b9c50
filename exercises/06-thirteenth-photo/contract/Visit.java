package exercise;

import java.time.Duration;

/**
 * Somebody who asks a gallery for a photo.
 *
 * @param name of the photo
 * @param at when, from the beginning
 */
public record Visit(String name, Duration at) {}

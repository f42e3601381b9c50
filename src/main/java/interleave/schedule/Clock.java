package interleave.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of the run.
 *
 * <p>Under the grader it is virtual: it stands still while code runs, and jumps to the next event when every thread waits. So a measured duration is exact,
 * the same on every machine. {@code System.nanoTime()} and {@code Instant.now()} in an answer show the same time.
 */
public interface Clock {
    /** Time since the run began. */
    Duration now();

    /** The same as a point in time; a run begins at 2000-01-01T00:00:00Z. */
    Instant instant();
}

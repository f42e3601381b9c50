package interleave.schedule;

import java.time.Duration;
import java.time.Instant;

/** {@link Clock} on the inside. */
record ClockStub(Inside inside) implements Clock {
    static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");

    @Override
    public Duration now() {
        return inside.now();
    }

    @Override
    public Instant instant() {
        return BEGIN.plus(inside.now());
    }

    @Override
    public String toString() {
        return "clock at " + now().toMillis() + " ms";
    }
}

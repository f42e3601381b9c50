package interleave.schedule;

import interleave.schedule.inside.Inside;
import java.time.Duration;
import java.time.Instant;

/** {@link Clock} on the inside. */
record ClockStub(Inside inside) implements Clock {
    @Override
    public Duration now() {
        return inside.now();
    }

    @Override
    public Instant instant() {
        return inside.instant();
    }

    @Override
    public String toString() {
        return "clock at " + now().toMillis() + " ms";
    }
}

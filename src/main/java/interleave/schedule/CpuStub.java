package interleave.schedule;

import interleave.schedule.inside.ServiceCalls;
import java.time.Duration;
import java.util.List;

/** {@link Cpu} on the inside. */
record CpuStub(ServiceCalls calls, String name) implements Cpu {
    @Override
    public void work(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("work takes at least no time, not " + duration);
        }
        // computing cannot be interrupted: an interrupt that comes is kept for later
        calls.callUninterruptibly(name, "work", List.of(duration.toNanos()));
    }

    @Override
    public int cores() {
        Object cores = calls.callUninterruptibly(name, "cores", List.of());
        return cores instanceof Number number ? number.intValue() : 1;
    }
}

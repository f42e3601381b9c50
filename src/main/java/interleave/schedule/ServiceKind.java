package interleave.schedule;

import interleave.schedule.inside.Inside;
import interleave.schedule.inside.ServiceCalls;

/** The services there are, each with the interface that learner code sees and what stands in for it on the inside. */
public enum ServiceKind {
    /** {@link Remote}. */
    REMOTE(Remote.class, Calls.OfRemote.class),
    /** {@link Clock}. */
    CLOCK(Clock.class, Calls.OfClock.class),
    /** {@link Cpu}. */
    CPU(Cpu.class, Calls.OfCpu.class),
    /** {@link Loop}. */
    LOOP(Loop.class, Calls.OfLoop.class),
    /** {@link Store}. */
    STORE(Store.class, Calls.OfStore.class),
    /** {@link Pool}. */
    POOL(Pool.class, Calls.OfPool.class);

    private final Class<?> type;
    private final Class<?> calls;

    ServiceKind(Class<?> type, Class<?> calls) {
        this.type = type;
        this.calls = calls;
    }

    /** An interface with the methods and types of its calls as they cross to the outside, with the type parameters of {@link #type}. */
    public Class<?> calls() {
        return calls;
    }

    /** The interface that learner code sees. */
    public Class<?> type() {
        return type;
    }

    Object connect(Inside inside, String name, int size) {
        ServiceCalls calls = inside.calls();
        return switch (this) {
            case REMOTE -> new RemoteStub(calls, name);
            case CLOCK -> new ClockStub(inside);
            case CPU -> new CpuStub(calls, name);
            case LOOP -> new LoopStub(inside, name, size);
            case STORE -> new StoreStub(calls, name);
            case POOL -> new PoolStub(calls, name);
        };
    }
}

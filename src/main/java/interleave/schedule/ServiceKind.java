package interleave.schedule;

/** The services there are, each with the interface that learner code sees and what stands in for it on the inside. */
public enum ServiceKind {
    /** {@link Remote}. */
    REMOTE(Remote.class),
    /** {@link Clock}. */
    CLOCK(Clock.class),
    /** {@link Cpu}. */
    CPU(Cpu.class),
    /** {@link Loop}. */
    LOOP(Loop.class),
    /** {@link Store}. */
    STORE(Store.class),
    /** {@link Pool}. */
    POOL(Pool.class);

    private final Class<?> type;

    ServiceKind(Class<?> type) {
        this.type = type;
    }

    /** The interface that learner code sees. */
    public Class<?> type() {
        return type;
    }

    Object connect(Inside inside, String name, int size) {
        return switch (this) {
            case REMOTE -> new RemoteStub(inside, name);
            case CLOCK -> new ClockStub(inside);
            case CPU -> new CpuStub(inside, name);
            case LOOP -> new LoopStub(inside, name, size);
            case STORE -> new StoreStub(inside, name);
            case POOL -> new PoolStub(inside, name);
        };
    }
}

package interleave.schedule;

/** The services there are, each with the interface that learner code sees and what stands in for it on the inside. */
public enum ServiceKind {
    /** {@link Remote}. */
    REMOTE(Remote.class),
    /** {@link Clock}. */
    CLOCK(Clock.class);

    private final Class<?> type;

    ServiceKind(Class<?> type) {
        this.type = type;
    }

    /** The interface that learner code sees. */
    public Class<?> type() {
        return type;
    }

    Object connect(Inside inside, String name) {
        return switch (this) {
            case REMOTE -> new RemoteStub(inside, name);
            case CLOCK -> new ClockStub(inside);
        };
    }
}

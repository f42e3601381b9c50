package interleave.schedule;

/** There is an order of steps in which the code does not end as it must; the message is the {@linkplain Exploration#report report}, with that order as a table. */
public final class OrderFailedError extends AssertionError {
    private static final long serialVersionUID = 1;

    private final transient Exploration exploration;

    OrderFailedError(Exploration exploration) {
        super(exploration.report());
        this.exploration = exploration;
    }

    /** What was found. */
    public Exploration exploration() {
        return exploration;
    }
}

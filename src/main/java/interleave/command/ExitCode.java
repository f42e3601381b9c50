package interleave.command;

/** What the process says to the shell when it ends; the same numbers for every subcommand and for the launcher. */
public final class ExitCode {
    /** Done; for {@code grade} with one answer and no {@code --out}: every point earned. */
    public static final int DONE = 0;

    /** Judged, points missing (only without {@code --out}). */
    public static final int POINTS_MISSING = 1;

    /** The command line itself is wrong: nothing was tried. */
    public static final int USAGE = 2;

    /** A bundle or an exercise that cannot be judged whatever is tried; never worth a retry. */
    public static final int BAD_EXERCISE = 64;

    /** The machine or the network failed, not the answer: worth a retry once the remedy is applied. */
    public static final int INFRASTRUCTURE = 70;

    private ExitCode() {}
}
